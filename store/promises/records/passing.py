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
    """Passes on what waits for staff. All methods raise `Unreachable`.

    For as long as it is kept for somebody, only they can claim it, and whoever passed it on, who so takes it
    back. Afterwards it is anybody's by itself.
    """

    link: Link
    pass_script: Script

    def on(
        self, of: Queue, item_id: str, who: str, to: str, now: datetime, closes: datetime | None = None
    ) -> datetime | None:
        """Pass on to the colleague `to` what `who` holds, who then holds it no more.

        Gives until when it is kept for them: for two hours, and no longer than until the helpline `closes`.
        None where `who` does not hold it. Who held it for over two hours does, until somebody claims it.
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
        """The ids of what is kept for `who` at `now`, what is kept longest last."""
        kept = ((item_id, beside.passed) for item_id, beside in self._read(of, who, now))
        return tuple(item_id for item_id, passed in kept if passed and passed.to == who)

    def taken_from(self, of: Queue, who: str, now: datetime) -> tuple[tuple[str, str], ...]:
        """What was passed on to `who` and taken back, while it was to be kept: each id, and by whom."""
        read = self._read(of, who, now)
        return tuple((item_id, beside.back_by) for item_id, beside in read if beside.back_from == who)

    def _read(self, of: Queue, who: str, now: datetime) -> Iterator[tuple[str, Beside]]:
        """What stands beside each open or claimed record that was passed on to `who`, its time not over."""
        found: Any = self.link.ask(lambda store: store.zrangebyscore(of.kept_for(who), seconds(now), "+inf"))
        rows = of.records([item_id.decode() for item_id in found])
        waits = ((item_id, row) for item_id, row in rows.items() if row["state"] in ("open", "claimed"))
        return ((item_id, read_beside(row, now)) for item_id, row in waits)


def passing(link: Link) -> Passing:
    """The part of the store that passes records on, on the connection `link`."""
    return Passing(link, link.script("pass_on"))
