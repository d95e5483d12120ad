"""Undoes a closing or a first try in vain within ten minutes, for the person who entered it (R54)."""

from dataclasses import dataclass
from datetime import datetime

from counted.names import Count
from counted.outcomes import REASON_OF
from store.counts.first_tries import came
from store.keys import DECLINED
from store.link import Link, Script
from store.moments import moment, seconds
from store.promises.closed.closing import counts_of
from store.promises.queue import CLAIM_SECONDS, ID, UNDO_SECONDS, Queue


@dataclass(frozen=True, slots=True)
class Undone:
    """The result of `Undo.undo`: `said` is a code, such as "done" (undone) or "late" (not undone).

    `counts` are to be subtracted from the stored counts of the day of `at`; `at` is None if there is nothing
    to subtract. `joined` is the id of the call-back that the item's promises have joined, "" for none.
    """

    said: str
    counts: tuple[Count, ...] = ()
    at: datetime | None = None
    joined: str = ""


@dataclass(frozen=True, slots=True)
class Undo:
    """Undoes the outcome that staff just gave a call-back or message (an item). Raises `Unreachable`."""

    undo_script: Script

    def undo(self, queue: Queue, item_id: str, who: str, now: datetime, most: int = 0) -> Undone:
        """Undo the outcome that `who` gave an item of `queue`; the caller must then subtract `Undone.counts`.

        If a closing is undone, `Undone.said` is its outcome: "done", "no_reply" or "withdrawn". The item is
        open again with what was promised for it. For the rest of the two hours of a claim it is claimed by
        `who`, unless `who` has claimed `most` others by now (0: no limit). If somebody else has asked for a
        call-back to the same number since, the promises join that call-back.

        If a first try in vain is undone, `Undone.said` is "again". A colleague's claim made since stays.

        If nothing is undone, `Undone.said` is the reason: "late" (after `UNDO_SECONDS`), "late_try" (the same
        for a first try), "asked_again" or "cancelled" (the person did this since), "not_yours" (somebody else
        gave the outcome), "stands" (an open item without a try) or "gone". Raises `Unreachable`.
        """
        if not ID.fullmatch(item_id):
            return Undone("gone")
        said, *rest = self.undo_script(
            record=queue.record(item_id),
            records=queue.record(""),
            waiting=queue.waiting,
            closed=queue.closed,
            ending=queue.ending,
            places=queue.places,
            days=queue.days,
            asked=queue.asked,
            declined=DECLINED,
            id=item_id,
            who=who,
            now=seconds(now),
            undo=UNDO_SECONDS,
            lasts=CLAIM_SECONDS,
            most=most,
        )
        outcome, rest = said.decode(), [one.decode() for one in rest] or [""] * 6
        (counted_at, tried, due), (joined, reason, about) = map(moment, rest[:3]), rest[3:]
        if counted_at is None:
            return Undone(outcome, joined=joined)
        became = next((closing for closing, kept in REASON_OF.items() if kept == reason), outcome)
        first = (came(tried, due),) if tried and due else ()
        return Undone(outcome, (*counts_of(queue.kind, became, about), *first), counted_at, joined)


def undo(link: Link) -> Undo:
    """The part of the store that undoes closings, on the connection `link`."""
    return Undo(link.script("undo"))
