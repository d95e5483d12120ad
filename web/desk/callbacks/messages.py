"""The pages of spoken messages: who has claimed one may play it, and says what became of it."""

from flask import Response as Answer
from flask import abort, flash, make_response, render_template, request
from werkzeug.wrappers import Response

from store.promises.closed.closing import Told, close
from store.promises.messages import Message
from web.desk.callbacks.lists import show_list
from web.desk.callbacks.next_one import claim_next, save_left
from web.desk.callbacks.one import message, one_message
from web.desk.callbacks.outcomes import REFUSED, read_closing, say_taken, second_try_of, tell
from web.desk.callbacks.picks import lead_to, way_to
from web.desk.needs import Desk, Route, me
from web.desk.records.refused import refused, why_not
from web.desk.records.shown import is_taken_back
from web.desk.records.written import stopped


def messages(desk: Desk) -> str:
    """Show the spoken messages that wait, oldest first; with ?show=closed those closed within 30 days."""
    return show_list(desk, desk.kept.line.messages, "desk/messages.html", "message")


def claim_message(desk: Desk, message_id: str) -> Response:
    """Claim a recorded message for the signed-in member of staff for two hours; lead back to its page."""
    row = one_message(desk, message_id)
    free = row.state in ("open", "claimed") and row.claimed_by in ("", me().name)
    if free and (said := _take_message(desk, row)):
        flash(said, "refused")
    return lead_to("desk.message", message_id=message_id)


def _take_message(desk: Desk, row: Message) -> str | None:
    """Claim a message, and enter it in the audit trail; gives what to say if that is refused."""
    entry = desk.note(f"message:{'unpass' if is_taken_back(row) else 'claim'}", row.id)
    said, by = desk.kept.line.messages.claim(row.id, me().name, desk.now())
    if said == "claimed":
        return None
    desk.kept.trail.strike(entry)
    return say_taken(by, said == "kept_for")


def next_message(desk: Desk) -> Response:
    """Claim the next message of the list, and lead to its page."""
    if no := save_left(desk, "message"):
        return no
    found = claim_next(desk, desk.kept.line.messages, lambda one: _take_message(desk, one_message(desk, one)))
    if not found:
        return lead_to("desk.messages")
    return lead_to("desk.message", message_id=found)


def sound(desk: Desk, message_id: str) -> Answer:
    """Answer with a message's recording from the carrier, if the signed-in member of staff has claimed it."""
    row = one_message(desk, message_id)
    if row.state != "claimed" or row.claimed_by != me().name:
        abort(403)
    return play(desk, message_id)


def play(desk: Desk, message_id: str) -> Answer:
    """Answer with a recording from the carrier, and enter in the audit trail that it was played."""
    found = desk.carrier.sound(message_id)
    if found == "gone":
        abort(404)
    if found == "away":
        sorry = {
            "title": "The phone company does not give the recording now",
            "mend": "Load this page again in a minute.",
        }
        return make_response(render_template("desk/sorry.html", **sorry), 503)
    desk.note("message:play", message_id)
    answer = Answer(found, content_type="audio/mpeg", headers={"Cache-Control": "no-store"})
    answer.make_conditional(request, accept_ranges=True, complete_length=len(found))
    return answer


def close_message(desk: Desk, message_id: str) -> Response:
    """Close a message with the outcome that the form gives; its recording is deleted ten minutes later."""
    outcome = read_closing()
    if no := stopped(desk, "message", message_id):
        return no
    row = one_message(desk, message_id)
    again = second_try_of(desk, "any")
    line, trail = desk.kept.line, desk.kept.trail
    said = close(line, trail, line.messages, Told(row.id, outcome, me().name, desk.now()), again)
    if said in REFUSED:
        return refused(desk, "message", message_id, why_not(desk, "message", message_id))
    undo = way_to("desk.undo_message", message_id=message_id)
    tell(desk, said, undo, row.again if said == "early" else again and again[0])
    return lead_to("desk.messages", after=message_id)


ROUTES = (
    Route("GET", "/messages", "answer", messages, "Messages"),
    Route("GET", "/messages/<message_id>", "answer", message, "Messages"),
    Route("POST", "/messages/next", "answer", next_message),
    Route("POST", "/messages/<message_id>/claim", "answer", claim_message),
    Route("GET", "/messages/<message_id>/sound", "answer", sound),
    Route("POST", "/messages/<message_id>/close", "answer", close_message),
)
