"""Take back what one has done: a closing within ten minutes, a claim at any time (R54)."""

from dataclasses import dataclass

from flask import abort, flash
from werkzeug.wrappers import Response

from store.promises.messages import RECORDING, Message
from store.promises.queue import Queue
from store.promises.standing import Callback
from web.desk.callbacks.outcomes import CLOSINGS, REFUSED
from web.desk.callbacks.picks import lead_to
from web.desk.needs import Desk, Route, me
from web.desk.records.refused import refused, why_not
from web.desk.records.written import stopped

UNDONE = {
    "done": "Undone: it is as it was before you closed it.",
    "late": "It cannot be undone: the ten minutes are over, and it is erased.",
    "asked_again": "It cannot be undone: they asked for it anew or cancelled since. Another is in the list.",
    "cancelled": "It cannot be undone: whoever asked for it has cancelled it since, or it was erased.",
    "not_yours": "It cannot be undone by you: somebody else closed it.",
    "stands": "It is not closed.",
    "gone": "It is not kept any more.",
}
JOINED = "Undone: somebody else asked for the same number meanwhile, so that both are now this call-back."
GIVEN_BACK = "Given back: it is open for all again."


@dataclass(frozen=True, slots=True)
class Item:
    """One call-back or message: its kind, such as "callback", its `queue`, and its record as it stands."""

    kind: str
    queue: Queue
    row: Callback | Message


def undo_callback(desk: Desk, callback_id: str) -> Response:
    """Take back that the signed-in member of staff closed a call-back; lead to its page."""
    joined = _undo(desk, _callback(desk, callback_id))
    return lead_to("desk.callback", callback_id=joined or callback_id)


def undo_message(desk: Desk, message_id: str) -> Response:
    """Take back that the signed-in member of staff closed a message; lead to its page."""
    _undo(desk, _message(desk, message_id))
    return lead_to("desk.message", message_id=message_id)


def give_back_callback(desk: Desk, callback_id: str) -> Response:
    """Give back a call-back that the signed-in member of staff has claimed; lead to the list."""
    no = stopped(desk, "callback", callback_id) or _give_back(desk, _callback(desk, callback_id))
    return no or lead_to("desk.callbacks", after=callback_id)


def give_back_message(desk: Desk, message_id: str) -> Response:
    """Give back a message that the signed-in member of staff has claimed; lead to the list."""
    no = stopped(desk, "message", message_id) or _give_back(desk, _message(desk, message_id))
    return no or lead_to("desk.messages", after=message_id)


def _callback(desk: Desk, callback_id: str) -> Item:
    found = desk.kept.line.callbacks
    return Item("callback", found.queue, found.one(callback_id, desk.now()) or abort(404))


def _message(desk: Desk, message_id: str) -> Item:
    found = desk.kept.line.messages
    row = found.one(message_id, desk.now()) if RECORDING.fullmatch(message_id) else None
    return Item("message", found.queue, row or abort(404))


def _undo(desk: Desk, item: Item) -> str:
    """Take a closing back, with its entry in the audit trail, and take it off the day's counts.

    Gives the id of the call-back that it has joined, "" for none.
    """
    entry = desk.note(f"{item.kind}:undo", item.row.id)
    undone = desk.kept.undo.undo(item.queue, item.row.id, me().name, desk.now())
    if undone.said not in CLOSINGS:
        desk.kept.trail.strike(entry)
        flash(UNDONE[undone.said], "refused")
        return ""
    if undone.at:
        desk.kept.line.counts.take_away(undone.at, *undone.counts)
    flash(JOINED if undone.joined else UNDONE["done"])
    return undone.joined


def _give_back(desk: Desk, item: Item) -> Response | None:
    """Give an item back that the signed-in member of staff has claimed; gives the page that says why not."""
    if item.queue.give_back(item.row.id, me().name) in REFUSED:
        return refused(desk, item.kind, item.row.id, why_not(desk, item.kind, item.row.id))
    desk.note(f"{item.kind}:give_back", item.row.id)
    flash(GIVEN_BACK)
    return None


ROUTES = (
    Route("POST", "/callbacks/<callback_id>/undo", "answer", undo_callback),
    Route("POST", "/callbacks/<callback_id>/give-back", "answer", give_back_callback),
    Route("POST", "/messages/<message_id>/undo", "answer", undo_message),
    Route("POST", "/messages/<message_id>/give-back", "answer", give_back_message),
)
