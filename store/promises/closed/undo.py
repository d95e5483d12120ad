"""Takes a closing back within ten minutes, for the member of staff who closed it (R54)."""

from dataclasses import dataclass
from datetime import datetime

from store.link import Link, Script
from store.moments import seconds
from store.promises.queue import CLAIM_SECONDS, ID, UNDO_SECONDS, Queue


@dataclass(frozen=True, slots=True)
class Undo:
    """Takes closings back. Raises `Unreachable`."""

    undo_script: Script

    def undo(self, queue: Queue, item_id: str, who: str, now: datetime) -> str:
        """Take back that `who` closed an item; gives the outcome that is taken back, such as "done".

        The item stands in its old place, with its old promises, claimed by `who` while their two hours last.
        Where another person asked for the number meanwhile, the promises join that call-back, and its id is
        given after the outcome: "done ID".
        Otherwise gives why not: "late" after `UNDO_SECONDS`; "asked_again" or "cancelled" if the person did
        that meanwhile; "not_yours" if somebody else closed it; "stands" if it is not closed; or "gone".
        """
        if not ID.fullmatch(item_id):
            return "gone"
        said: str = self.undo_script(
            record=queue.record(item_id),
            records=queue.record(""),
            waiting=queue.waiting,
            closed=queue.closed,
            ending=queue.ending,
            places=queue.places,
            days=queue.days,
            asked=queue.asked,
            id=item_id,
            who=who,
            now=seconds(now),
            undo=UNDO_SECONDS,
            lasts=CLAIM_SECONDS,
        ).decode()
        return said


def undo(link: Link) -> Undo:
    """The part of the store that takes closings back, on the connection `link`."""
    return Undo(link.script("undo"))
