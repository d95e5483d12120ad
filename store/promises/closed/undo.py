"""Takes a closing or a first try in vain back within ten minutes, for who said it (R54)."""

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
    """What came of taking back what was said, as `Undo.undo` says it; `counts` go off the day of `at`.

    `joined` is the id of the call-back that it has joined, "" for none.
    """

    said: str
    counts: tuple[Count, ...] = ()
    at: datetime | None = None
    joined: str = ""


@dataclass(frozen=True, slots=True)
class Undo:
    """Takes back what staff have just said of an item. Raises `Unreachable`."""

    undo_script: Script

    def undo(self, queue: Queue, item_id: str, who: str, now: datetime) -> Undone:
        """Take back what `who` said of an item; says the outcome that is taken back, such as "done".

        The item stands in its old place, with its old promises, claimed by `who` while their two hours last.
        Where another person asked for the number meanwhile, the promises join that call-back. What was
        counted of it counts no more, and a try that it alone told of was none. Of an open item the first try
        in vain is taken back ("again"); whoever has it by then keeps it.

        Otherwise says why not: "late" after `UNDO_SECONDS`, or "late_try"; "asked_again" or "cancelled" if
        the person did that meanwhile; "not_yours" if somebody else said it; "stands" if there is nothing to
        take back; or "gone".
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
        )
        outcome, rest = said.decode(), [one.decode() for one in rest] or [""] * 6
        (counted_at, tried, due), (joined, reason, about) = map(moment, rest[:3]), rest[3:]
        if counted_at is None:
            return Undone(outcome, joined=joined)
        became = next((closing for closing, kept in REASON_OF.items() if kept == reason), outcome)
        first = (came(tried, due),) if tried and due else ()
        return Undone(outcome, (*counts_of(queue.kind, became, about), *first), counted_at, joined)


def undo(link: Link) -> Undo:
    """The part of the store that takes closings back, on the connection `link`."""
    return Undo(link.script("undo"))
