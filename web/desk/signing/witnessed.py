"""Finds signatures in a pack that this line's desk never saw: anybody could write them there (ADR 55)."""

from collections.abc import Mapping
from dataclasses import fields

from menus.model import Pack
from menus.signing.signature import Signature
from menus.signing.things import Thing, things
from store.signing.reviewed import Signed


def unknown(pack: Pack, signed: Mapping[str, Signed]) -> tuple[Thing, ...]:
    """The texts with a signature that counts in `pack` but was not countersigned on this line's desk.

    `signed` has each text's newest signature that was countersigned here, by the text's id. If the pack's
    signature is older, the text is left out: the store keeps no older ones to compare with.
    """
    return tuple(thing for thing in things(pack) if _is_unknown(pack, thing, signed.get(thing.id)))


def _is_unknown(pack: Pack, thing: Thing, ours: Signed | None) -> bool:
    standing = pack.standing[thing.id]
    theirs = standing.signature
    if theirs is None or not standing.counts:
        return False
    if ours is None:
        return True
    return ours.signed_on <= theirs.signed_on and not _is_same(theirs, ours)


def _is_same(theirs: Signature, ours: Signed) -> bool:
    names = {one.name for one in fields(Signed)} - {"of", "withdrawn", "after"}
    return all(getattr(theirs, name) == getattr(ours, name) for name in names)
