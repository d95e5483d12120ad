"""The state of open reviews, from the store: asked, objected to, or to be countersigned."""

import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from settings import data_dir_of
from tools.people.join import has_store
from tools.people.store_now import store_now

if TYPE_CHECKING:
    from menus.model import Pack
    from menus.signing.signature import Standing
    from store.desk.desk import DeskStore
    from store.signing.reviewed import Answer, Signed


UNKNOWN = "this line's desk does not know that signature: was it written by hand?"


def on_its_way(pack: "Pack") -> Mapping[str, str]:
    """The state of each open review in words, by the id of its text.

    It is empty if there is no store, or if NUMBER_KEY does not open what the store has of reviews. If the
    store cannot be reached, the command ends with exit code 1.
    """
    if not (os.environ.get("REDIS_URL") or has_store(data_dir_of(os.environ))):
        return {}
    from store.desk.desk import desk_store  # here: printing a sheet needs no store
    from store.sealed import BrokenSeal

    with store_now() as (store, now):
        try:
            return dict(_told(desk_store(store), pack, now))
        except BrokenSeal:
            return {}


def _told(kept: "DeskStore", pack: "Pack", now: datetime) -> Iterator[tuple[str, str]]:
    """The id and the state in words of each open review.

    A text may come several times: a dict made of these keeps its last state, which is the latest.
    """
    from web.desk.signing.witnessed import unknown

    countersigned = kept.reviews.signed()
    for of, signed in countersigned.items():
        if of in pack.standing and (told := _countersigned(pack.standing[of], signed)):
            yield of, told
    yield from ((thing.id, UNKNOWN) for thing in unknown(pack, countersigned))
    answered, waiting, over = kept.reviews.answered(), kept.reviews.waiting(now), kept.reviews.unanswered(now)
    for of in dict.fromkeys((*answered, *waiting, *over)):
        way = [_answer(pack, one) for one in answered.get(of, {}).values()]
        if asked := waiting.get(of):
            changed = _changed(pack, of, asked.version)
            way.append(f"{asked.name} was asked by {asked.by}, until {asked.until:%Y-%m-%d}{changed}")
        if (late := over.get(of)) and not way:
            way.append(f"{late.name} was asked by {late.by}, and did not answer until {late.until:%Y-%m-%d}")
        if of in countersigned and countersigned[of].withdrawn and of in pack.standing:
            way.insert(0, _countersigned(pack.standing[of], countersigned[of]))
        yield of, "; ".join(filter(None, way))


def _countersigned(standing: "Standing", signed: "Signed") -> str:
    """The state in words of a countersigned signature, or of its withdrawal, that the pack does not have yet.

    It is "" if the pack has it already, or if the pack's words are no longer those that were signed.
    """
    theirs = standing.signature
    if signed.version != standing.version:
        return ""
    if signed.withdrawn:
        still = f"withdrawn {signed.withdrawn}: it counts until `flask review --collect` and `flask publish`"
        return still if standing.counts else ""
    if theirs and not theirs.withdrawn and theirs.signed_on == signed.signed_on:
        return ""
    return f"countersigned by {signed.countersigned_by}: `flask review --collect` brings it in"


def _answer(pack: "Pack", answer: "Answer") -> str:
    did = "signed it: an admin countersigns" if answer.signs else "objects: see the desk"
    return f"{answer.name} {did} ({answer.signed_on}){_changed(pack, answer.of, answer.version)}"


def _changed(pack: "Pack", of: str, version: str) -> str:
    is_current = of in pack.standing and pack.standing[of].version == version
    return "" if is_current else "; but it has changed since"
