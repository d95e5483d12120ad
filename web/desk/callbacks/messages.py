"""The pages of spoken messages: the member of staff who has claimed a message may play it."""

from flask import Response as Answer
from flask import abort, make_response, render_template, request

from web.desk.callbacks.lists import show_list
from web.desk.callbacks.one import message
from web.desk.needs import Desk, Route, me


def messages(desk: Desk) -> str:
    """Show the waiting spoken messages, oldest first; with ?show=closed, those closed in the last 30 days."""
    return show_list(desk, desk.kept.line.messages, "desk/messages.html", "message")


def sound(desk: Desk, message_id: str) -> Answer:
    """Answer with a message's recording from the carrier, if the signed-in member of staff has claimed it.

    Answers 403 if they have not claimed it, 404 if there is no such message or recording, 503 if the carrier
    does not give the recording now.
    """
    row = desk.kept.line.messages.one(message_id, desk.now()) or abort(404)
    if row.state != "claimed" or row.claimed_by != me().name:
        abort(403)
    return play(desk, message_id)


def play(desk: Desk, message_id: str) -> Answer:
    """Answer with a message's recording (MP3) from the carrier, and enter in the trail that it was played.

    Answers 404 if the carrier has no such recording, 503 if the carrier does not give it now. Whether the
    signed-in person may hear the recording is not checked here.
    """
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


ROUTES = (
    Route("GET", "/messages", "answer", messages, "Messages"),
    Route("GET", "/messages/<message_id>", "answer", message, "Messages"),
    Route("GET", "/messages/<message_id>/sound", "answer", sound),
)
