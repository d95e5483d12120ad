"""What a list of what waits goes by: little of each record, read from thousands at once (ADR 41)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from store.moments import seconds
from store.numbers import tail_of
from store.promises.queue import Queue, state_now
from store.promises.standing import RELAY
from store.sealed import BrokenSeal, Sealed

FIELDS = (
    *("state", "who", "claimed", "best", "relay", "tail", "asked", "again"),
    *("about", "flagged", "passed_to", "passed_at", "passed_until"),
)


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
    found = of.briefs_script(waiting=of.waiting, records=of.record(""), fields=FIELDS)
    return tuple(_read(found.decode(), now))


def _read(lines: str, now: datetime) -> Iterator[Brief]:
    for line in lines.splitlines():
        item_id, due, *values = line.split("\t")
        row = dict(zip(FIELDS, values, strict=True))
        if not row["state"]:
            continue  # its record is gone
        state = state_now(row, now)
        holder = row["who"] if state == "claimed" else _kept_for(row, now)
        again = int(row["again"] or 0)
        yield Brief(
            item_id,
            int(due),
            state,
            holder,
            int(row["asked"]),
            row["best"],
            row["relay"] == RELAY,
            row["about"],
            bool(row["flagged"]),
            row["tail"],
            again,
        )


def _kept_for(row: dict[str, str], now: datetime) -> str:
    """For whom an open item is kept at `now`, as it was passed on to them; "" for nobody."""
    if not row["passed_to"]:
        return ""
    in_force = int(row["passed_at"]) <= seconds(now) < int(row["passed_until"])
    return row["passed_to"] if in_force else ""


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
