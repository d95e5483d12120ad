"""What staff do with one call-back: claim it, ring it from the line's number, say what became of it."""

from functools import partial

from flask import abort, flash
from werkzeug.wrappers import Response

from counted import names as counted
from store.promises.claimed import number_for
from store.promises.closed.closing import Told, close
from store.promises.rings import Ring
from store.promises.standing import Callback, Claimed, Taken
from web.desk.callbacks.next_one import claim_next, save_left
from web.desk.callbacks.outcomes import REFUSED, read_closing, say_taken, second_try_of, tell
from web.desk.callbacks.picks import lead_to, way_to
from web.desk.callbacks.relay import TO_RELAY
from web.desk.needs import Desk, Route, me
from web.desk.records.refused import refused, why_not
from web.desk.records.shown import is_taken_back
from web.desk.records.written import stopped
from web.ringing import seal


def claim_callback(desk: Desk, callback_id: str) -> Response:
    """Claim a call-back for the signed-in member of staff for two hours; lead back to its page.

    The claim is entered in the audit trail before the page shows the phone number.
    """
    row = desk.kept.line.callbacks.one(callback_id, desk.now()) or abort(404)
    free = row.state in ("open", "claimed") and row.claimed_by in ("", me().name)
    if free and (said := _take_callback(desk, row)):
        flash(said, "refused")
    return lead_to("desk.callback", callback_id=callback_id)


def _take_callback(desk: Desk, row: Callback) -> str | None:
    """Claim a call-back, and enter it in the audit trail; gives what to say if that is refused."""
    entry = desk.note(f"callback:{'unpass' if is_taken_back(row) else 'claim'}", row.id)
    match desk.kept.line.callbacks.claim(row.id, me().name, desk.now()):
        case Claimed():
            desk.kept.line.counts.add(desk.now(), counted.CLAIMED)
            return None
        case Taken(by, kept_for):
            said = say_taken(by, kept_for)
        case _:
            said = say_taken("")
    desk.kept.trail.strike(entry)
    return said


def _take(desk: Desk, callback_id: str) -> str | None:
    row = desk.kept.line.callbacks.one(callback_id, desk.now())
    return _take_callback(desk, row) if row else say_taken("")


def ring_callback(desk: Desk, callback_id: str) -> Response:
    """Have the worker ring the signed-in member of staff, who is then put through to the caller."""
    line, now = desk.kept.line, desk.now()
    if no := stopped(desk, "callback", callback_id):
        return no
    row = line.callbacks.one(callback_id, now) or abort(404)
    number, phone = number_for(line.callbacks, callback_id, me().name, now), desk.kept.staff.phone(me())
    if row.relay:
        flash(
            f"The line cannot ring by Relay UK. Ring from your own phone, with {TO_RELAY} before the number.",
            "refused",
        )
    elif not (number and phone and desk.public_url and desk.number):
        flash("It cannot be rung from here: claim it, and give your phone under “My account”.", "refused")
    else:
        entry = desk.note("callback:ring", callback_id)
        url = f"{desk.public_url}/voice/ringing/{seal(line.seals, callback_id, me().name, now)}"
        if not desk.kept.rings.ask(Ring(phone, url, desk.pack().service, callback_id, me().name), desk.now()):
            desk.kept.trail.strike(entry)
        flash("Your phone rings in a moment. Press 1 on it, and the caller is rung from the line’s number.")
    return lead_to("desk.callback", callback_id=callback_id)


def close_callback(desk: Desk, callback_id: str) -> Response:
    """Close a call-back with the outcome that the form gives; it can be undone for ten minutes."""
    kept, outcome = desk.kept.line.callbacks, read_closing()
    if no := stopped(desk, "callback", callback_id):
        return no
    row = kept.one(callback_id, desk.now()) or abort(404)
    again = second_try_of(desk, row.best)
    line, trail = desk.kept.line, desk.kept.trail
    said = close(line, trail, kept, Told(callback_id, outcome, me().name, desk.now()), again)
    if said in REFUSED:
        return refused(desk, "callback", callback_id, why_not(desk, "callback", callback_id))
    undo = way_to("desk.undo_callback", callback_id=callback_id)
    tell(desk, said, undo, row.again if said == "early" else again and again[0])
    return lead_to("desk.callbacks", after=callback_id)


def next_callback(desk: Desk) -> Response:
    """Claim the next call-back of the list, and lead to its page."""
    if no := save_left(desk, "callback"):
        return no
    found = claim_next(desk, desk.kept.line.callbacks, partial(_take, desk))
    if not found:
        return lead_to("desk.callbacks")
    return lead_to("desk.callback", callback_id=found)


ROUTES = (
    Route("POST", "/callbacks/next", "answer", next_callback),
    Route("POST", "/callbacks/<callback_id>/claim", "answer", claim_callback),
    Route("POST", "/callbacks/<callback_id>/ring", "answer", ring_callback),
    Route("POST", "/callbacks/<callback_id>/close", "answer", close_callback),
)
