"""What staff may say became of a call-back or message, and what they are told of it."""

from flask import abort, request

from store.promises.queue import Closing

CLOSINGS: tuple[Closing, ...] = ("done", "no_reply", "withdrawn")
SAID = {
    "done": "Closed.",
    "again": "Noted: no reply. It waits for a second try.",
    "no_reply": "No reply twice: closed.",
    "withdrawn": "Closed: they do not want it any more.",
    "not_yours": "You do not have it: somebody else may, or your two hours are over. To have it, claim it.",
    "gone": "It is closed already.",
}


def read_closing() -> Closing:
    """How staff close a call-back or message, as the form says ("done" …); answers 400 if it is none."""
    given = request.form.get("outcome", "")
    return next((outcome for outcome in CLOSINGS if outcome == given), None) or abort(400)


def say_taken(by: str) -> str:
    """Say who was quicker to claim something, or that it is closed if nobody has it."""
    return f"{by} was quicker and has it." if by else SAID["gone"]
