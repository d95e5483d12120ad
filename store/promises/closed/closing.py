"""Closes a call-back or message for staff, at the desk or by command, with its entry and its counts."""

from dataclasses import dataclass
from datetime import datetime

from counted import names as counted
from store.desk.trail import Trail
from store.promises.callbacks import Callbacks
from store.promises.messages import Messages
from store.promises.queue import Again, Closing
from store.store import Store


@dataclass(frozen=True, slots=True)
class Told:
    """What the member of staff `who` says at `now` became of the call-back or message `item_id`."""

    item_id: str
    outcome: Closing
    who: str
    now: datetime


def close(line: Store, trail: Trail, of: Callbacks | Messages, told: Told, again: Again) -> str:
    """Close what somebody has claimed, enter it in the audit trail, and count it and its first try.

    Gives the outcome; or "again", "early", "not_yours" or "gone", and takes `again`, as `Queue.close` does.
    Raises `Unreachable`.
    """
    now, queue = told.now, of.queue
    said = of.close(told.item_id, told.outcome, told.who, now, again)
    if said in ("not_yours", "gone"):
        return said
    trail.note(now, told.who, f"{queue.kind}:{said}", told.item_id)
    if said != "early":
        first = line.first_tries.note_closing(queue.record(told.item_id), now)
        kind = counted.callback if of is line.callbacks else counted.message
        line.counts.add(now, counted.count_of(kind, said), *first)
    return said
