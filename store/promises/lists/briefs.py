"""What a list of what waits goes by: little of each record, read from thousands at once (ADR 41)."""

from dataclasses import dataclass
from datetime import datetime

from store.moments import seconds
from store.numbers import tail_of
from store.promises.queue import CLAIM_SECONDS, Queue
from store.promises.standing import RELAY
from store.sealed import BrokenSeal, Sealed

# So that nobody waits for more than some milliseconds while thousands are read.
AT_ONCE = 250


@dataclass(frozen=True, slots=True)
class Brief:
    """One item that waits, as a list needs it to filter and order. Moments are seconds since 1970.

    `state` is open or claimed, `holder` who has claimed it, or to whom it was passed on and for whom it is
    kept; "" for nobody. `due` is by when it is to be rung, or when a message was left. `again` is the moment
    before which a second try does not count, 0 for none. `tail` is the last digits of the number, "" where
    they are not kept. `about` is what it was about, by its name in the pack.
    """

    id: str
    due: int
    state: str
    holder: str
    asked: int
    best: str = ""
    relay: bool = False
    about: str = ""
    flagged: bool = False
    tail: str = ""
    again: int = 0


def read_briefs(of: Queue, now: datetime) -> tuple[Brief, ...]:
    """Every item of a queue that is open or claimed, the first due first. Raises `Unreachable`."""
    found: dict[str, Brief] = {}
    briefs_script, after, score = of.link.script("briefs"), "", "0"
    while lines := briefs_script(
        waiting=of.waiting, records=of.record(""), after=after, score=score, most=AT_ONCE
    ):
        for line in lines.decode().split("\n"):
            after, score, state, asked, *rest = line.split("\t")
            if state:  # else its record is gone
                found[after] = _brief(after, score, state, int(asked), rest, seconds(now))
    return tuple(found.values())


def _brief(item_id: str, due: str, state: str, asked: int, rest: list[str], now: int) -> Brief:
    best, tail, relay, again, about, flagged, who, passed_to, *since = rest
    holder = ""
    if state == "claimed":
        lapsed = abs(now - int(since[0])) >= CLAIM_SECONDS
        state, holder = ("open", "") if lapsed else (state, who)
    elif passed_to and int(since[0]) <= now < int(since[1]):
        holder = passed_to
    marks = relay == RELAY, about, bool(flagged), tail, int(again or 0)
    return Brief(item_id, int(due), state, holder, asked, best, *marks)


def end_with(of: Queue, seals: Sealed, briefs: tuple[Brief, ...], tail: str) -> tuple[Brief, ...]:
    """Those whose number ends with the digits `tail`; records of the version before keep none, so are opened.

    A number whose key is gone ends with nothing.
    """
    older = [one.id for one in briefs if not one.tail and one.best]
    tails = {
        item_id: _tail(seals, of.kind, row.get("sealed", "")) for item_id, row in of.records(older).items()
    }
    return tuple(one for one in briefs if (one.tail or tails.get(one.id, "")).endswith(tail))


def _tail(seals: Sealed, kind: str, sealed: str) -> str:
    try:
        return tail_of(seals.unseal(kind, sealed))
    except BrokenSeal:
        return ""
