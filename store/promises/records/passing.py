"""Passing a call-back or message on to a colleague, for whom it is kept for two hours at most (ADR 39)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from store.link import Link, Script
from store.moments import seconds
from store.promises.queue import CLAIM_SECONDS, ID, Queue
from store.promises.records.beside import Beside, read_beside


@dataclass(frozen=True, slots=True)
class Passing:
    """Passes records that wait for staff on to a colleague. All methods raise `Unreachable`.

    While a record is kept for a colleague, only the colleague and the person who passed it on can claim it.
    Afterwards anybody can.
    """

    link: Link
    pass_script: Script

    def on(
        self, of: Queue, item_id: str, who: str, to: str, now: datetime, closes: datetime | None = None
    ) -> datetime | None:
        """Pass a record that `who` holds on to the colleague `to`; return until when it is kept for them.

        `of` is the record's queue. The record is kept for two hours, but not beyond the moment `closes`, at
        which the helpline closes; None means no such moment. The result is None if `who` does not hold the
        record: for example, if the claim is over two hours old and somebody else has claimed it since. Raises
        `Unreachable`.
        """
        if not ID.fullmatch(item_id):
            return None
        longest = now + timedelta(seconds=CLAIM_SECONDS)
        ends = min(longest, closes) if closes else longest
        said = self.pass_script(
            record=of.record(item_id),
            theirs=of.kept_for(to),
            id=item_id,
            who=who,
            to=to,
            now=seconds(now),
            lasts=CLAIM_SECONDS,
            ends=seconds(ends),
        )
        return ends if said == b"passed" else None

    def ids_for(self, of: Queue, who: str, now: datetime) -> tuple[str, ...]:
        """The ids of the records of the queue `of` that are kept for `who` at `now`.

        They are sorted by the moment until which they are kept, the earliest first. Raises `Unreachable`.
        """
        kept = ((item_id, beside.passed) for item_id, beside in self._read(of, who, now))
        return tuple(item_id for item_id, passed in kept if passed and passed.to == who)

    def taken_from(self, of: Queue, who: str, now: datetime) -> tuple[tuple[str, str], ...]:
        """The records passed on to `who` that somebody took back while they were kept for `who`.

        Each is given as its id, and who took it back. Raises `Unreachable`.
        """
        read = self._read(of, who, now)
        return tuple((item_id, beside.back_by) for item_id, beside in read if beside.back_from == who)

    def _read(self, of: Queue, who: str, now: datetime) -> Iterator[tuple[str, Beside]]:
        """Each open or claimed record that was passed on to `who`, while the time to keep it is not over.

        Each is given as its id, and what staff added to it.
        """
        found: Any = self.link.ask(lambda store: store.zrangebyscore(of.kept_for(who), seconds(now), "+inf"))
        rows = of.records([item_id.decode() for item_id in found])
        waits = ((item_id, row) for item_id, row in rows.items() if row["state"] in ("open", "claimed"))
        return ((item_id, read_beside(row, now)) for item_id, row in waits)


def passing(link: Link) -> Passing:
    """The part of the store that passes records on, on the connection `link`."""
    return Passing(link, link.script("pass_on"))
