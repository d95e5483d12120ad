"""The pages of spoken messages: who has claimed one may play it, and says what became of it."""

from flask import Response as Answer
from flask import abort, flash, make_response, render_template, request, url_for
from werkzeug.wrappers import Response

from menus.numbers import number_text
from store.promises.claimed import number_to_ring
from store.promises.messages import RECORDING, Message
from web.desk.callbacks.lists import show_list
from web.desk.callbacks.next_one import claim_next
from web.desk.callbacks.outcomes import CLOSINGS, counts_of, read_closing, say_taken, second_try_of, tell
from web.desk.callbacks.picks import lead_to, query
from web.desk.needs import Desk, Route, me
from web.desk.records.shown import is_taken_back
from web.desk.records.written import save_written


def messages(desk: Desk) -> str:
    """Show the spoken messages that wait, oldest first; with ?show=closed those closed within 30 days."""
    return show_list(desk, desk.kept.line.messages, "desk/messages.html", "message")


def _one_message(desk: Desk, message_id: str) -> Message:
    """The message with this id; answers 404 if there is none."""
    found = desk.kept.line.messages.one(message_id, desk.now()) if RECORDING.fullmatch(message_id) else None
    return found or abort(404)


def message(desk: Desk, message_id: str) -> str:
    """Show one message; only the member of staff who has claimed it can play it."""
    row = _one_message(desk, message_id)
    number = number_to_ring(desk.kept.line.messages, message_id, me().name, desk.now())
    shown = {"number": number, "written": number_text(number), "query": query()}
    return render_template("desk/message.html", row=row, again=second_try_of(desk, "any"), **shown)


def claim_message(desk: Desk, message_id: str) -> Response:
    """Claim a recorded message for the signed-in member of staff for two hours; lead back to its page."""
    row = _one_message(desk, message_id)
    if row.state in ("open", "claimed") and row.claimed_by in ("", me().name):
        refused = _take_message(desk, row)
        if refused is not None:
            flash(refused, "refused")
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
    found = claim_next(
        desk, desk.kept.line.messages, lambda one: _take_message(desk, _one_message(desk, one))
    )
    if not found:
        return lead_to("desk.messages")
    return lead_to("desk.message", message_id=found)


def sound(desk: Desk, message_id: str) -> Answer:
    """Answer with a message's recording from the carrier, if the signed-in member of staff has claimed it."""
    row = _one_message(desk, message_id)
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
    outcome, row = read_closing(), _one_message(desk, message_id)
    save_written(desk, "message", message_id)
    again = second_try_of(desk, "any")
    said = desk.kept.line.messages.close(row.id, outcome, me().name, desk.now(), again)
    became = outcome if said in CLOSINGS else said
    if said not in ("not_yours", "gone"):
        desk.note(f"message:{became}", message_id)
    if said not in ("not_yours", "gone", "early"):
        about = request.form.get("about", row.beside.about)
        desk.kept.line.counts.add(desk.now(), *counts_of("message", became, about))
    undo = url_for("desk.undo_message", message_id=message_id)
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
