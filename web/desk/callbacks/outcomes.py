"""What staff may say became of a call-back or message, and what they are told of it."""

from collections.abc import Mapping

from flask import abort, request

from store.promises.queue import Closing
from store.promises.records.beside import Reason

# What staff say became of it: how the record is closed, and the reason that is kept with it.
OUTCOMES: Mapping[str, tuple[Closing, Reason]] = {
    "done": ("done", "reached"),
    "no_reply": ("no_reply", "no_reply"),
    "withdrawn": ("withdrawn", "not_wanted"),
    "wrong_number": ("withdrawn", "wrong_number"),
    "passed_on": ("done", "passed_on"),
}
SAID = {
    "done": "Closed.",
    "again": "Noted: no reply. It waits for a second try.",
    "no_reply": "No reply twice: closed.",
    "withdrawn": "Closed.",
    "not_yours": "You do not have it: somebody else may, or your two hours are over. To have it, claim it.",
    "gone": "It is closed already.",
}


def read_closing() -> tuple[Closing, Reason]:
    """How staff close a call-back or message, and why, as the form says; answers 400 if it is none."""
    return OUTCOMES.get(request.form.get("outcome", "")) or abort(400)


def say_taken(by: str, kept_for: bool = False) -> str:
    """Say who was quicker to claim something, or for whom it is kept; or that it is closed."""
    if kept_for:
        return f"It is kept for {by}, to whom it was passed on."
    return f"{by} was quicker and has it." if by else SAID["gone"]
