"""Call-backs and messages on the desk: who waits, who has whom, and what became of it."""

from datetime import datetime, timedelta

from flask import Response as Answer
from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from menus.counted import names as counted
from menus.numbers import number_text
from store.promises.callbacks import Callbacks, Claimed, Taken
from store.promises.claimed import number_for
from store.promises.messages import RECORDING, Message, Messages
from store.promises.queue import CLAIM_SECONDS, Closing
from store.promises.rings import Ring
from web.desk.needs import Desk, Route, me
from web.desk.wording import plural

A_PAGE = 25
CLOSINGS: tuple[Closing, ...] = ("done", "no_reply", "withdrawn")
SAID = {
    "done": "Closed.",
    "again": "Noted: no reply. It waits for a second try.",
    "no_reply": "No reply twice: closed.",
    "withdrawn": "Closed: they do not want it any more.",
    "not_yours": "You do not have it any more: somebody else does, or your two hours are over.",
    "gone": "It is closed already.",
}


def first_of_page() -> tuple[int, int]:
    """The page that is asked for, from 1, and the place of its first row."""
    asked = request.args.get("page", "1")
    page = max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    return page, (page - 1) * A_PAGE


def callbacks(desk: Desk) -> str:
    """Who waits to be rung back, the one due first first; or those closed within 30 days."""
    return listed(desk.kept.line.callbacks, desk.now(), "desk/callbacks.html", "call-back")


def listed(kept: Callbacks | Messages, now: datetime, template: str, one: str) -> str:
    """A page of what waits, or of what was closed."""
    (page, first), closed = first_of_page(), request.args.get("show") == "closed"
    rows = kept.closed(first, A_PAGE + 1) if closed else kept.waiting(now, first, A_PAGE + 1)
    total = "" if closed else plural(kept.queue.count(), one)
    shown = {"rows": rows[:A_PAGE], "more": len(rows) > A_PAGE, "closed": closed, "page": page}
    return render_template(template, **shown, total=total)


def callback(desk: Desk, id: str) -> str:
    """One of them; its number for the one who has it."""
    kept, now = desk.kept.line.callbacks, desk.now()
    row = kept.one(id, now) or abort(404)
    number = number_for(kept, id, me().name, now)
    ready = bool(desk.public_url and desk.number)
    until = row.claimed_at + timedelta(seconds=CLAIM_SECONDS) if row.claimed_at else None
    return render_template(
        "desk/callback.html",
        row=row,
        number=number,
        phone=bool(me().phone),
        ready=ready,
        until=until,
        written=number_text(number),
    )


def claim_callback(desk: Desk, id: str) -> Response:
    """Takes it for two hours. It stands in the trail before the number is shown."""
    kept, now = desk.kept.line.callbacks, desk.now()
    row = kept.one(id, now) or abort(404)
    if row.state in ("open", "claimed") and row.claimed_by in ("", me().name):
        desk.did("callback:claim", id)
        match kept.claim(id, me().name, now):
            case Claimed():
                desk.kept.line.counts.add(now, counted.CLAIMED)
            case Taken(by):
                flash(f"{by} was quicker and has it.")
            case _:
                flash(SAID["gone"])
    return redirect(url_for("desk.callback", id=id), 303)


def ring_callback(desk: Desk, id: str) -> Response:
    """Has the worker ring the staff member, and then the caller from the line's number."""
    line, now = desk.kept.line, desk.now()
    number, phone = number_for(line.callbacks, id, me().name, now), desk.kept.staff.phone(me())
    if not (number and phone and desk.public_url and desk.number):
        flash("It cannot be rung from here: claim it, and give your phone under “My account”.")
    else:
        desk.did("callback:ring", id)
        token = line.seals.seal_for_url(number, now)
        ring = Ring(phone, f"{desk.public_url}/voice/ringing/{token}", desk.pack().service)
        desk.kept.rings.ask(id, me().name, ring, now)
        flash("Your phone rings in a moment. Press 1 on it, and the caller is rung from the line’s number.")
    return redirect(url_for("desk.callback", id=id), 303)


def close_callback(desk: Desk, id: str) -> Response:
    """Notes what became of it; the number is erased when it is closed."""
    outcome = asked_closing()
    said = desk.kept.line.callbacks.close(id, outcome, me().name, desk.now())
    if said not in ("not_yours", "gone"):
        desk.did(f"callback:{said}", id)
        desk.kept.line.counts.add(desk.now(), counted.count_of(counted.callback, said))
    flash(SAID[said])
    return redirect(url_for("desk.callbacks"), 303)


def asked_closing() -> Closing:
    """The outcome in the form. A 400 where it is none."""
    given = request.form.get("outcome", "")
    return next((outcome for outcome in CLOSINGS if outcome == given), None) or abort(400)


def messages(desk: Desk) -> str:
    """The spoken messages, the oldest first; or those closed within 30 days."""
    return listed(desk.kept.line.messages, desk.now(), "desk/messages.html", "message")


def one_message(desk: Desk, id: str) -> Message:
    """A message that is kept; 404 for none."""
    found = desk.kept.line.messages.one(id, desk.now()) if RECORDING.fullmatch(id) else None
    return found or abort(404)


def message(desk: Desk, id: str) -> str:
    """One of them; to be played by the one who has it."""
    return render_template("desk/message.html", row=one_message(desk, id))


def claim_message(desk: Desk, id: str) -> Response:
    """Takes it for two hours."""
    row = one_message(desk, id)
    if row.state in ("open", "claimed") and row.claimed_by in ("", me().name):
        desk.did("message:claim", id)
        said, by = desk.kept.line.messages.claim(id, me().name, desk.now())
        if said != "claimed":
            flash(f"{by} was quicker and has it." if by else SAID["gone"])
    return redirect(url_for("desk.message", id=id), 303)


def sound(desk: Desk, id: str) -> Answer:
    """The recording, fetched through us for the one who has claimed it."""
    row = one_message(desk, id)
    if row.state != "claimed" or row.claimed_by != me().name:
        abort(403)
    desk.did("message:play", id)
    found = desk.recording(id) or abort(404)
    answer = Answer(found, content_type="audio/mpeg", headers={"Cache-Control": "no-store"})
    answer.make_conditional(request, accept_ranges=True, complete_length=len(found))
    return answer


def close_message(desk: Desk, id: str) -> Response:
    """Notes what became of it; the recording is deleted at the carrier when it is closed."""
    outcome, row = asked_closing(), one_message(desk, id)
    said = desk.kept.line.messages.close(row.id, outcome, me().name, desk.now())
    if said not in ("not_yours", "gone"):
        desk.did(f"message:{said}", id)
        desk.kept.line.counts.add(desk.now(), counted.count_of(counted.message, said))
    flash(SAID[said])
    return redirect(url_for("desk.messages"), 303)


ROUTES = (
    Route("GET", "/callbacks", "answer", callbacks),
    Route("GET", "/callbacks/<id>", "answer", callback),
    Route("POST", "/callbacks/<id>/claim", "answer", claim_callback),
    Route("POST", "/callbacks/<id>/ring", "answer", ring_callback),
    Route("POST", "/callbacks/<id>/close", "answer", close_callback),
    Route("GET", "/messages", "answer", messages),
    Route("GET", "/messages/<id>", "answer", message),
    Route("POST", "/messages/<id>/claim", "answer", claim_message),
    Route("GET", "/messages/<id>/sound", "answer", sound),
    Route("POST", "/messages/<id>/close", "answer", close_message),
)
