"""Closes a call-back or message for staff, at the desk or by command, with its entry and its counts."""

from datetime import datetime

from counted import names as counted
from store.desk.trail import Trail
from store.promises.callbacks import Callbacks
from store.promises.messages import Messages
from store.promises.queue import Again, Closing
from store.store import Store


def close(
    line: Store,
    trail: Trail,
    of: Callbacks | Messages,
    item_id: str,
    outcome: Closing,
    who: str,
    now: datetime,
    again: Again,
) -> str:
    """Close what `who` has claimed, enter it in the audit trail, and count it and its first try.

    Gives `outcome`; or "again", "early", "not_yours" or "gone", and takes `again`, as `Queue.close` does.
    Raises `Unreachable`.
    """
    said, queue = of.close(item_id, outcome, who, now, again), of.queue
    if said in ("not_yours", "gone"):
        return said
    trail.note(now, who, f"{queue.kind}:{said}", item_id)
    if said != "early":
        first = line.first_tries.note_closing(queue.record(item_id), now)
        kind = counted.callback if of is line.callbacks else counted.message
        line.counts.add(now, counted.count_of(kind, said), *first)
    return said
