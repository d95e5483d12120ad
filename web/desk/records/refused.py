"""The answer to a refused action: its page gives the reason and keeps everything that was typed."""

from flask import Response as Answer
from flask import make_response, render_template

from store.promises.queue import state_now
from web.desk.callbacks.one import callback, message
from web.desk.needs import Desk, me
from web.desk.records.found import queue_of
from web.desk.sign_in import UNFIT

GONE = "It is not kept any more: it was erased, or closed more than 30 days ago."
NOT_YOURS = (
    "You do not have it: you said what came of it, gave it back, or your two hours are over. "
    "To have it, take it."
)
CANCELLED = {
    "callback": "The caller has cancelled it meanwhile: it is closed, and its number is erased.",
    "message": "Whoever left it has withdrawn it meanwhile: it is closed, and its recording is deleted.",
}


def refused(desk: Desk, kind: str, item_id: str, says: str, at: str = "") -> Answer:
    """Answer 422 with a record's page, which shows what was typed and the fault (`says`).

    `kind` is "callback" or "message"; `at` is the field with the fault, "" for none. If the record is gone, a
    page with what was typed is shown instead.
    """
    if item_id not in queue_of(desk, kind).records((item_id,)):
        page = render_template("desk/records/gone.html", wrong=says)
    else:
        page = (callback if kind == "callback" else message)(desk, item_id, says, at)
    return make_response(page, UNFIT)


def why_not(desk: Desk, kind: str, item_id: str) -> str:
    """Why the signed-in member of staff does not have a record now, as a sentence.

    `kind` is "callback" or "message".
    """
    row = queue_of(desk, kind).records((item_id,)).get(item_id)
    if row is None:
        return GONE
    state, who = state_now(row, desk.now()), row.get("who", "")
    if state == "open":
        return NOT_YOURS
    if state == "claimed":
        return f"You do not have it: {who} has it now."
    if state == "withdrawn" and "reason" not in row:
        return CANCELLED[kind]
    return f"It is closed already, by {'you' if who == me().name else who}."
