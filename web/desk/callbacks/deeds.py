"""What staff do with one call-back: claim it, ring it from the line's number, say what became of it."""

from flask import abort, flash, redirect, url_for
from werkzeug.wrappers import Response

from counted import names as counted
from store.promises.claimed import number_for
from store.promises.rings import Ring
from store.promises.standing import Claimed, Taken
from web.desk.callbacks.outcomes import read_closing, say_taken, second_try_of, tell
from web.desk.needs import Desk, Route, me
from web.ringing import seal


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
                flash(say_taken(refused.by if isinstance(refused, Taken) else ""))
    return redirect(url_for("desk.callback", callback_id=callback_id), 303)


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
    """Close a call-back with the outcome that the form gives; it can be undone for ten minutes."""
    kept, outcome = desk.kept.line.callbacks, read_closing()
    row = kept.one(callback_id, desk.now()) or abort(404)
    again = second_try_of(desk, row.best)
    said = kept.close(callback_id, outcome, me().name, desk.now(), again)
    if said not in ("not_yours", "gone"):
        desk.note(f"callback:{said}", callback_id)
    if said not in ("not_yours", "gone", "early"):
        desk.kept.line.counts.add(desk.now(), counted.count_of(counted.callback, said))
    undo = url_for("desk.undo_callback", callback_id=callback_id)
    tell(desk, said, undo, row.again if said == "early" else again and again[0])
    return redirect(url_for("desk.callbacks"), 303)


ROUTES = (
    Route("POST", "/callbacks/<callback_id>/claim", "answer", claim_callback),
    Route("POST", "/callbacks/<callback_id>/ring", "answer", ring_callback),
    Route("POST", "/callbacks/<callback_id>/close", "answer", close_callback),
)
