"""Closes a call-back or message for staff, at the desk or by command, with audit entry and count."""

from dataclasses import dataclass
from datetime import datetime

from counted import names as counted
from counted.names import Count
from counted.outcomes import REASON_OF
from store.desk.trail import Trail
from store.promises.callbacks import Callbacks
from store.promises.for_others import KIND as CALLBACK
from store.promises.messages import Messages
from store.promises.queue import Again, Closing
from store.store import Store


@dataclass(frozen=True, slots=True)
class Told:
    """The outcome that the member of staff `who` gives at `now` for the record with the id `item_id`."""

    item_id: str
    outcome: Closing
    who: str
    now: datetime


def close(line: Store, trail: Trail, of: Callbacks | Messages, told: Told, again: Again) -> str:
    """Close a claimed call-back or message; note this in the audit trail; count it and the first try.

    `told` says who closes which record, and how. `of` is the part of the store `line` that has the record.
    `again` is when a second try may be made: from one moment to another, None for at any time.

    Returns "done", "no_reply" or "withdrawn" if the record is closed. Otherwise it is not closed, and the
    result says why: (a) "again": it was the first try in vain, and a second is due; (b) "early": it was a
    second try, too soon; (c) "not_yours": somebody else has claimed it; (d) "gone". Raises `Unreachable`.
    """
    now, queue = told.now, of.queue
    with trail.entered(now, told.who, f"{queue.kind}:{told.outcome}", told.item_id) as entry:
        said = of.close(told.item_id, told.outcome, told.who, now, again)
        if said in ("not_yours", "gone"):
            trail.strike(entry)
            return said
    became = said if said in ("again", "early") else told.outcome
    if said != "early":  # before the entry below, which may fail: what is done is counted
        first = line.first_tries.note_closing(queue.record(told.item_id), now)
        about = queue.records((told.item_id,)).get(told.item_id, {}).get("about", "")
        line.counts.add(now, *counts_of(queue.kind, became, about), *first)
    if became != told.outcome:
        trail.note(now, told.who, f"{queue.kind}:{became}", told.item_id)
        trail.strike(entry)  # only now: the trail is never without this deed
    return said


def counts_of(kind: str, became: str, about: str) -> tuple[Count, ...]:
    """The counts of a closing, which are taken off again if the closing is undone.

    `kind` is "callback" or "message". `became` is how the item was closed, or "again" for a first try in
    vain. `about` is the item's subject, "" if none was given.
    """
    of = counted.callback if kind == CALLBACK else counted.message
    topic = (counted.about(about),) if about and became in REASON_OF else ()
    return counted.count_of(of, became), *topic
