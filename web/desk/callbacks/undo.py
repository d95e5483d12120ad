"""Take back what one has done: a closing within ten minutes, a claim at any time (R54)."""

from dataclasses import dataclass

from flask import abort, flash
from werkzeug.wrappers import Response

from counted.outcomes import REASON_OF
from store.promises.messages import RECORDING, Message
from store.promises.queue import Queue
from store.promises.standing import Callback
from web.desk.callbacks.outcomes import CLOSINGS, SAID, counts_of
from web.desk.callbacks.picks import lead_to
from web.desk.needs import Desk, Route, me
from web.desk.records.written import save_written

UNDONE = {
    "done": "Undone: it is as it was before you closed it.",
    "late": "It cannot be undone: the ten minutes are over, and it is erased.",
    "asked_again": "It cannot be undone: they have asked to be rung again since, and that is in the list.",
    "cancelled": "It cannot be undone: they have cancelled it since, or had it erased.",
    "not_yours": "It cannot be undone by you: somebody else closed it.",
    "stands": "It is not closed.",
    "gone": "It is not kept any more.",
}
GIVEN_BACK = "Given back: it is open for all again."


@dataclass(frozen=True, slots=True)
class Item:
    """One call-back or message: its kind, such as "callback", its `queue`, and its record as it stands."""

    kind: str
    queue: Queue
    row: Callback | Message


def undo_callback(desk: Desk, callback_id: str) -> Response:
    """Take back that the signed-in member of staff closed a call-back; lead to its page."""
    _undo(desk, _callback(desk, callback_id))
    return lead_to("desk.callback", callback_id=callback_id)


def undo_message(desk: Desk, message_id: str) -> Response:
    """Take back that the signed-in member of staff closed a message; lead to its page."""
    _undo(desk, _message(desk, message_id))
    return lead_to("desk.message", message_id=message_id)


def give_back_callback(desk: Desk, callback_id: str) -> Response:
    """Give back a call-back that the signed-in member of staff has claimed; lead to the list."""
    save_written(desk, "callback", callback_id)
    _give_back(desk, _callback(desk, callback_id))
    return lead_to("desk.callbacks")


def give_back_message(desk: Desk, message_id: str) -> Response:
    """Give back a message that the signed-in member of staff has claimed; lead to the list."""
    save_written(desk, "message", message_id)
    _give_back(desk, _message(desk, message_id))
    return lead_to("desk.messages")


def _callback(desk: Desk, callback_id: str) -> Item:
    found = desk.kept.line.callbacks
    return Item("callback", found.queue, found.one(callback_id, desk.now()) or abort(404))


def _message(desk: Desk, message_id: str) -> Item:
    found = desk.kept.line.messages
    row = found.one(message_id, desk.now()) if RECORDING.fullmatch(message_id) else None
    return Item("message", found.queue, row or abort(404))


def _undo(desk: Desk, item: Item) -> None:
    """Take a closing back, with its entry in the audit trail, and take it off the day's counts."""
    entry = desk.note(f"{item.kind}:undo", item.row.id)
    said = desk.kept.undo.undo(item.queue, item.row.id, me().name, desk.now())
    if said not in CLOSINGS:
        desk.kept.trail.strike(entry)
        flash(UNDONE[said], "refused")
        return
    beside = item.row.beside
    became = next((closing for closing, reason in REASON_OF.items() if reason == beside.reason), said)
    counts = counts_of(item.kind, became, beside.about)
    desk.kept.line.counts.take_away(item.row.closed or desk.now(), *counts)
    flash(UNDONE["done"])


def _give_back(desk: Desk, item: Item) -> None:
    """Give an item back that the signed-in member of staff has claimed."""
    said = item.queue.give_back(item.row.id, me().name)
    if said == "given_back":
        desk.note(f"{item.kind}:give_back", item.row.id)
    given = said == "given_back"
    flash(GIVEN_BACK if given else SAID[said], "message" if given else "refused")


ROUTES = (
    Route("POST", "/callbacks/<callback_id>/undo", "answer", undo_callback),
    Route("POST", "/callbacks/<callback_id>/give-back", "answer", give_back_callback),
    Route("POST", "/messages/<message_id>/undo", "answer", undo_message),
    Route("POST", "/messages/<message_id>/give-back", "answer", give_back_message),
)
