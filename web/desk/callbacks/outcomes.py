"""The outcomes that staff may choose for a call-back or message, and what the desk tells them then."""

from datetime import datetime
from typing import get_args

from flask import abort, flash, request

from counted.outcomes import outcome as outcome_of
from menus.due import second_try
from store.promises.queue import Again, Closing
from store.promises.standing import Callback
from web.desk.frame.dates import said as said_at
from web.desk.needs import Desk
from web.desk.records.found import Record, kind_of, queue_of
from web.desk.records.reads import lead_names, who_reads_closed

CLOSINGS: tuple[Closing, ...] = get_args(Closing)
SAID = {
    "again": "Noted for {whom}: no reply. It waits for a second try.",
    "again_from": "Noted for {whom}: no reply. The second try is from {at}.",
    "early": "Noted for {whom}, but this is not the second try yet: that is from {at}. It waits for it.",
}
CLOSED_AS = "Closed: {whom}, as “{outcome}”{about}."
FLAG_STAYS = "The flag stays with {}, until they have handed it over."
CLOSED = "It is closed already."
# What a queue returns if it refuses an action.
REFUSED = ("not_yours", "gone")


def second_try_of(desk: Desk, row: Record) -> Again:
    """The start and end of the time for a second try, if the person of the record `row` does not answer now.

    None if no opening of the helpline comes.
    """
    best = row.best if isinstance(row, Callback) else "any"
    return second_try(desk.pack().hours, desk.now(), best)


def tell(desk: Desk, row: Record, said: str, undo: str, again: datetime | None) -> None:
    """Tell staff what their choice of outcome has done; if it can be undone, show a button for that.

    `row` is the record as it is now. `said` is what the store did: with "again" and "early" a second try is
    still to come, with anything else the record is closed. `again` is the time from which the second try is
    due. It is None if the try may be made at once, or if there is none. `undo` is the path of the button.
    """
    at = said_at(again, desk.now(), desk.zone) if again else ""
    if said in SAID:
        words = SAID["again_from" if said == "again" and at else said].format(whom=_whom(desk, row), at=at)
    else:
        words = " ".join(
            filter(None, (_closed(desk, row), _flag_stays(desk, row), who_reads_closed(desk, row)))
        )
    flash(words, "message" if said == "early" else undo)


def _whom(desk: Desk, row: Record) -> str:
    """The words by which staff know a record: the number's last digits, else the time it came in."""
    tail = queue_of(desk, kind_of(row)).records((row.id,)).get(row.id, {}).get("tail", "")
    asked = said_at(row.asked, desk.now(), desk.zone)
    return f"the number ending {tail}" if tail else f"what came in at {asked}"


def _closed(desk: Desk, row: Record) -> str:
    label = desk.pack().calls_about.get(row.beside.about, row.beside.about)
    about = f", about: {label}" if label else ""
    outcome = outcome_of(kind_of(row), row.beside.reason, row.state)
    return CLOSED_AS.format(whom=_whom(desk, row), outcome=outcome, about=about)


def _flag_stays(desk: Desk, row: Record) -> str:
    return FLAG_STAYS.format(lead_names(desk)) if row.beside.flagged else ""


def read_closing() -> Closing:
    """The way in which staff close a call-back or message ("done" …); answers 400 if it is unknown."""
    given = request.form.get("outcome", "")
    return next((outcome for outcome in CLOSINGS if outcome == given), None) or abort(400)


def say_taken(by: str, kept_for: bool = False, back: bool = False) -> str:
    """A sentence on why a record cannot be claimed: the person `by` has it, or if `by` is "", it is closed.

    `kept_for` means that the record was passed on to `by` and is kept for them. `back` means that `by` had
    passed it on, and has taken it back.
    """
    if back:
        return f"{by} took it back, and has it."
    if kept_for:
        return f"It is kept for {by}, to whom it was passed on."
    return f"{by} was quicker and has it." if by else CLOSED
