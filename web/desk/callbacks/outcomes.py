"""What staff may say became of a call-back or message, and what they are told of it."""

from datetime import datetime
from typing import get_args

from flask import abort, flash, request

from menus.due import second_try
from store.promises.queue import Again, Closing
from store.promises.standing import Callback
from web.desk.frame.dates import said as said_at
from web.desk.needs import Desk
from web.desk.records.found import Record

CLOSINGS: tuple[Closing, ...] = get_args(Closing)
SAID = {
    "done": "Closed.",
    "again": "Noted: no reply. It waits for a second try.",
    "again_from": "Noted: no reply. The second try is from {}.",
    "early": "Noted, but this is not the second try yet: that is from {}. It waits for it.",
    "no_reply": "No reply twice: closed.",
    "withdrawn": "Closed.",
}
CLOSED = "It is closed already."
# What a queue says of a deed that it does not do.
REFUSED = ("not_yours", "gone")


def second_try_of(desk: Desk, row: Record) -> Again:
    """From when and until when somebody who does not answer now is tried a second time."""
    best = row.best if isinstance(row, Callback) else "any"
    return second_try(desk.pack().hours, desk.now(), best)


def tell(desk: Desk, said: str, undo: str, again: datetime | None) -> None:
    """Tell staff what came of their words; what can be undone has a button for that, at the path `undo`.

    `again` is from when the second try counts, if there is such a time.
    """
    at = said_at(again, desk.now(), desk.zone) if again else ""
    flash(
        SAID["again_from" if said == "again" and at else said].format(at),
        "message" if said == "early" else undo,
    )


def read_closing() -> Closing:
    """How staff close a call-back or message, as the form says ("done" …); answers 400 if it is none."""
    given = request.form.get("outcome", "")
    return next((outcome for outcome in CLOSINGS if outcome == given), None) or abort(400)


def say_taken(by: str, kept_for: bool = False) -> str:
    """Say who was quicker to claim something, or for whom it is kept; or that it is closed."""
    if kept_for:
        return f"It is kept for {by}, to whom it was passed on."
    return f"{by} was quicker and has it." if by else CLOSED
