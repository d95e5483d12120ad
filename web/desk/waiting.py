"""The desk's pages of call-backs and spoken messages: who waits, who claimed them, what became of them."""

from datetime import datetime, timedelta

from flask import Response as Answer
from flask import abort, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from counted import names as counted
from menus.numbers import number_text
from store.promises.callbacks import Callbacks
from store.promises.claimed import number_for
from store.promises.messages import RECORDING, Message, Messages
from store.promises.queue import CLAIM_SECONDS, Closing
from store.promises.rings import Ring
from store.promises.standing import Claimed, Taken
from web.desk.needs import Desk, Route, me
from web.desk.wording import plural
from web.ringing import seal

A_PAGE = 25
LONGEST_PAGE = 6
CLOSINGS: tuple[Closing, ...] = ("done", "no_reply", "withdrawn")
SAID = {
    "done": "Closed.",
    "again": "Noted: no reply. It waits for a second try.",
    "no_reply": "No reply twice: closed.",
    "withdrawn": "Closed: they do not want it any more.",
    "not_yours": "You do not have it: somebody else may, or your two hours are over. To have it, claim it.",
    "gone": "It is closed already.",
}


def _first_of_page() -> tuple[int, int]:
    """The number of the page of a list that is asked for, from 1 on, and the index of its first item."""
    asked = request.args.get("page", "1")
    page = max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < LONGEST_PAGE else 1
    return page, (page - 1) * A_PAGE


def callbacks(desk: Desk) -> str:
    """Show the call-backs that wait, the most urgent first, or those closed within 30 days."""
    return _show_list(desk.kept.line.callbacks, desk.now(), "desk/callbacks.html", "call-back")


def _show_list(kept: Callbacks | Messages, now: datetime, template: str, one: str) -> str:
    """Show one page of the list of waiting or of closed items."""
    (page, first), closed = _first_of_page(), request.args.get("show") == "closed"
    rows = kept.closed(first, A_PAGE + 1) if closed else kept.waiting(now, first, A_PAGE + 1)
    total = "" if closed else plural(kept.queue.count(), one)
    shown = {"rows": rows[:A_PAGE], "more": len(rows) > A_PAGE, "closed": closed, "page": page}
    return render_template(template, **shown, total=total)


def callback(desk: Desk, callback_id: str) -> str:
    """Show one call-back; only the member of staff who has claimed it sees the number."""
    kept, now = desk.kept.line.callbacks, desk.now()
    row = kept.one(callback_id, now) or abort(404)
    number = number_for(kept, callback_id, me().name, now)
    ready = bool(desk.public_url and desk.number)
    until = row.claimed_at + timedelta(seconds=CLAIM_SECONDS) if row.claimed_at else None
    return render_template(
        "desk/callback.html",
        row=row,
        number=number,
        phone=bool(me().phone),
        ready=ready,
        until=until,
        came=desk.kept.rings.came(callback_id),
        written=number_text(number),
    )


def claim_callback(desk: Desk, callback_id: str) -> Response:
    """Claim a call-back for the signed-in member of staff for two hours; lead back to its page.

    The claim is entered in the audit trail before the page shows the phone number.
    """
    kept, now = desk.kept.line.callbacks, desk.now()
    row = kept.one(callback_id, now) or abort(404)
    if row.state in ("open", "claimed") and row.claimed_by in ("", me().name):
        entry = desk.note("callback:claim", callback_id)
        match kept.claim(callback_id, me().name, now):
            case Claimed():
                desk.kept.line.counts.add(now, counted.CLAIMED)
            case refused:
                desk.kept.trail.strike(entry)
                flash(_say_taken(refused.by if isinstance(refused, Taken) else ""))
    return redirect(url_for("desk.callback", callback_id=callback_id), 303)


def _say_taken(by: str) -> str:
    """Say who was quicker to claim something, or that it is closed if nobody has it."""
    return f"{by} was quicker and has it." if by else SAID["gone"]


def ring_callback(desk: Desk, callback_id: str) -> Response:
    """Have the worker ring the signed-in member of staff, who is then put through to the caller."""
    line, now = desk.kept.line, desk.now()
    if line.callbacks.one(callback_id, now) is None:
        abort(404)
    number, phone = number_for(line.callbacks, callback_id, me().name, now), desk.kept.staff.phone(me())
    if not (number and phone and desk.public_url and desk.number):
        flash("It cannot be rung from here: claim it, and give your phone under “My account”.")
    else:
        entry = desk.note("callback:ring", callback_id)
        url = f"{desk.public_url}/voice/ringing/{seal(line.seals, callback_id, me().name, now)}"
        if not desk.kept.rings.ask(Ring(phone, url, desk.pack().service, callback_id, me().name), desk.now()):
            desk.kept.trail.strike(entry)
        flash("Your phone rings in a moment. Press 1 on it, and the caller is rung from the line’s number.")
    return redirect(url_for("desk.callback", callback_id=callback_id), 303)


def close_callback(desk: Desk, callback_id: str) -> Response:
    """Close a call-back with the outcome that the form gives; its number is then erased."""
    kept, outcome = desk.kept.line.callbacks, _read_closing()
    if kept.one(callback_id, desk.now()) is None:
        abort(404)
    said = kept.close(callback_id, outcome, me().name, desk.now())
    if said not in ("not_yours", "gone"):
        desk.note(f"callback:{said}", callback_id)
        desk.kept.line.counts.add(desk.now(), *desk.kept.line.first_tries.note(callback_id, desk.now()))
        desk.kept.line.counts.add(desk.now(), counted.count_of(counted.callback, said))
    flash(SAID[said])
    return redirect(url_for("desk.callbacks"), 303)


def _read_closing() -> Closing:
    """How staff close a call-back or message, as the form says ("done" …); answers 400 if it is none."""
    given = request.form.get("outcome", "")
    return next((outcome for outcome in CLOSINGS if outcome == given), None) or abort(400)


def messages(desk: Desk) -> str:
    """Show the spoken messages that wait, oldest first; with ?show=closed those closed within 30 days."""
    return _show_list(desk.kept.line.messages, desk.now(), "desk/messages.html", "message")


def _one_message(desk: Desk, message_id: str) -> Message:
    """The message with this id; answers 404 if there is none."""
    found = desk.kept.line.messages.one(message_id, desk.now()) if RECORDING.fullmatch(message_id) else None
    return found or abort(404)


def message(desk: Desk, message_id: str) -> str:
    """Show one message; only the member of staff who has claimed it can play it."""
    return render_template("desk/message.html", row=_one_message(desk, message_id))


def claim_message(desk: Desk, message_id: str) -> Response:
    """Claim a recorded message for the signed-in member of staff for two hours; lead back to its page."""
    row = _one_message(desk, message_id)
    if row.state in ("open", "claimed") and row.claimed_by in ("", me().name):
        entry = desk.note("message:claim", message_id)
        said, by = desk.kept.line.messages.claim(message_id, me().name, desk.now())
        if said != "claimed":
            desk.kept.trail.strike(entry)
            flash(_say_taken(by))
    return redirect(url_for("desk.message", message_id=message_id), 303)


def sound(desk: Desk, message_id: str) -> Answer:
    """Answer with a message's recording from the carrier, if the signed-in member of staff has claimed it."""
    row = _one_message(desk, message_id)
    if row.state != "claimed" or row.claimed_by != me().name:
        abort(403)
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
    """Close a message with the outcome that the form gives; its recording is then deleted at the carrier."""
    outcome, row = _read_closing(), _one_message(desk, message_id)
    said = desk.kept.line.messages.close(row.id, outcome, me().name, desk.now())
    if said not in ("not_yours", "gone"):
        desk.note(f"message:{said}", message_id)
        desk.kept.line.counts.add(desk.now(), counted.count_of(counted.message, said))
    flash(SAID[said])
    return redirect(url_for("desk.messages"), 303)


ROUTES = (
    Route("GET", "/callbacks", "answer", callbacks, "Call-backs"),
    Route("GET", "/callbacks/<callback_id>", "answer", callback, "Call-backs"),
    Route("POST", "/callbacks/<callback_id>/claim", "answer", claim_callback),
    Route("POST", "/callbacks/<callback_id>/ring", "answer", ring_callback),
    Route("POST", "/callbacks/<callback_id>/close", "answer", close_callback),
    Route("GET", "/messages", "answer", messages, "Messages"),
    Route("GET", "/messages/<message_id>", "answer", message, "Messages"),
    Route("POST", "/messages/<message_id>/claim", "answer", claim_message),
    Route("GET", "/messages/<message_id>/sound", "answer", sound),
    Route("POST", "/messages/<message_id>/close", "answer", close_message),
)
