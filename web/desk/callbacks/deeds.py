"""The actions of staff on a call-back or message: claim it, ring, record how it ended."""

from flask import flash, request
from werkzeug.wrappers import Response

from counted import names as counted
from menus.multilingual.in_english import spoken
from store.promises.claimed import number_for
from store.promises.closed import closing
from store.promises.rings import TWICE_SECONDS, Ring
from store.promises.standing import Callback
from web.desk.callbacks.next_one import first_free, save_left
from web.desk.callbacks.outcomes import REFUSED, read_closing, say_taken, second_try_of, tell
from web.desk.callbacks.picks import way_to
from web.desk.callbacks.relay import TO_RELAY
from web.desk.callbacks.ring_hours import ask_first
from web.desk.needs import Desk, Route, me
from web.desk.operate.own_ring import no_ring_goes_out
from web.desk.records.found import (
    WHICH,
    Record,
    kept_of,
    kind_named,
    lead_to_list,
    lead_to_record,
    queue_of,
    record_of,
)
from web.desk.records.refused import refused, why_not
from web.desk.records.shown import passed_by_me
from web.desk.records.written import stopped
from web.desk.records.yours import MOST_HELD, say_full
from web.ringing import seal

PASSED_ON = "You passed it on to {}, for whom it is kept. To have it again, press “Take it back”."

NO_PHONE = "It cannot be rung from here: give your phone under “My account”."
NOT_SET_UP = "It cannot be rung from here: the line is not set up for it. Ring from your own phone."
BY_RELAY = f"The line cannot ring by Relay UK. Ring from your own phone, with {TO_RELAY} before the number."
NO_RING = "Your phone will not ring. {} Ring from your own phone, and tell whoever runs the line."
RINGS = "Your phone rings in a moment. Press 1 on it, and the caller is rung from the line’s number."
RINGS_ONCE = (
    f"You pressed it less than {TWICE_SECONDS} seconds ago: it rings once for both. "
    f"If your phone has not rung when {TWICE_SECONDS} seconds are over, press again."
)


def claim(desk: Desk, kinds: str, item_id: str) -> Response:
    """Claim a call-back or a message for the signed-in member of staff, for two hours.

    `kinds` is "callbacks" or "messages". Redirects to the record's page. If somebody else has the record, or
    it is closed, a message says so. Answers 404 if there is no such record. The claim is in the audit trail
    before the page shows the phone number or plays the recording.
    """
    kind = kind_named(kinds)
    row = record_of(desk, kind, item_id)
    said = PASSED_ON.format(passed.to) if (passed := passed_by_me(row)) else _take(desk, kind, row)
    if said:
        flash(said, "refused")
    return lead_to_record(kind, item_id)


def take_back(desk: Desk, kinds: str, item_id: str) -> Response:
    """Claim again a record that the signed-in member of staff passed on; redirect to the record's page.

    `kinds` is "callbacks" or "messages". If somebody has taken the record meanwhile, or it is closed,
    a message says so. Answers 404 if there is no such record.
    """
    kind = kind_named(kinds)
    if said := _take(desk, kind, record_of(desk, kind, item_id)):
        flash(said, "refused")
    return lead_to_record(kind, item_id)


def _take(desk: Desk, kind: str, row: Record | None) -> str:
    """Claim a record, and enter the claim in the audit trail; return "", or the reason if it is refused.

    `kind` is "callback" or "message". A person who has five records of that kind is refused a further one.
    None as `row` stands for a record that is closed or gone.
    """
    if row is None or row.state not in ("open", "claimed"):
        return say_taken("")
    if row.claimed_by not in ("", me().name):
        return say_taken(row.claimed_by, back=row.beside.back_from == me().name)
    if full := say_full(desk, kind, row.id):
        return full
    with desk.entered(f"{kind}:{'unpass' if passed_by_me(row) else 'claim'}", row.id) as entry:
        said, by = queue_of(desk, kind).claim(row.id, me().name, desk.now(), MOST_HELD)
        if said != "claimed":
            desk.kept.trail.strike(entry)
            full = say_full(desk, kind, row.id) if said == "full" else ""
            return full or say_taken(by, said == "kept_for")
    if isinstance(row, Callback):
        desk.kept.line.counts.add(desk.now(), counted.CLAIMED)
    return ""


def claim_next(desk: Desk, kinds: str) -> Response:
    """Claim the next record that may be handed out from the list, and redirect to the record's page.

    `kinds` is "callbacks" or "messages". What was typed about the record just left (its id is `after` in the
    query) is saved first. If that fails, the page of the record just left says so (422).

    Redirects to the list instead in two cases. (a) Nobody is rung back at this hour, and staff have not yet
    said that they go on all the same. (b) No record may be handed out to this person.
    """
    kind = kind_named(kinds)
    if no := save_left(desk, kind) or ask_first(desk, kind, request.args.get("after", "")):
        return no
    if request.args.get("after") and (full := say_full(desk, kind)):
        flash(full, "refused")
        return lead_to_list(kind)
    kept = kept_of(desk, kind)
    found = first_free(desk, kept, lambda one: not _take(desk, kind, kept.one(one, desk.now())))
    return lead_to_record(kind, found) if found else lead_to_list(kind)


def ring_callback(desk: Desk, item_id: str) -> Response:
    """Have the worker ring the signed-in member of staff, who is then put through to the caller.

    Redirects to the call-back's page with a message. If nobody is rung, the message says why: the member of
    staff has given no phone, the caller uses Relay UK, a setting is missing, or the line rings nobody now.

    Answers 422 with the page if the member of staff has not claimed the call-back, or what they typed cannot
    be saved; nobody is rung then. Answers 404 if there is no such call-back.
    """
    if no := stopped(desk, "callback", item_id):
        return no
    row = record_of(desk, "callback", item_id)
    # a number that no NUMBER_KEY opens must end it here, before a phone rings
    if not number_for(desk.kept.line.callbacks, item_id, me().name, desk.now()):
        return refused(desk, "callback", item_id, f"Nobody is rung. {why_not(desk, 'callback', item_id)}")
    if isinstance(row, Callback) and row.relay:
        flash(BY_RELAY, "refused")
    elif not (desk.public_url and desk.number):
        flash(NOT_SET_UP, "refused")
    elif not desk.kept.staff.phone(me()):
        flash(NO_PHONE, "refused")
    elif no_way := no_ring_goes_out(desk):
        flash(NO_RING.format(no_way), "refused")
    else:
        _ask_for_ring(desk, row)
    return lead_to_record("callback", item_id)


def _ask_for_ring(desk: Desk, row: Record) -> None:
    """Ask the worker to ring the phone of the signed-in person, who has the call-back `row`, and say so."""
    line, now = desk.kept.line, desk.now()
    url = f"{desk.public_url}/voice/ringing/{seal(line.seals, row.id, me().name, now)}"
    language = spoken(desk.pack(), row.language) if isinstance(row, Callback) and row.language else ""
    ring = Ring(desk.kept.staff.phone(me()), url, desk.pack().service, row.id, me().name, language)
    with desk.entered("callback:ring", row.id) as entry:
        if desk.kept.rings.ask(ring, now):
            flash(RINGS)
        else:
            desk.kept.trail.strike(entry)
            flash(RINGS_ONCE, "refused")


def close(desk: Desk, kinds: str, item_id: str) -> Response:
    """Close a call-back or message with the outcome in the form, and go to its list.

    `kinds` is "callbacks" or "messages". The closing can be undone for ten minutes. If the signed-in member
    of staff does not have the record, or what they typed cannot be saved, the record's page is shown and says
    so. Answers 400 for an unknown outcome.
    """
    kind, outcome = kind_named(kinds), read_closing()
    if no := stopped(desk, kind, item_id):
        return no
    row = record_of(desk, kind, item_id)
    again = second_try_of(desk, row)
    told = closing.Told(item_id, outcome, me().name, desk.now())
    said = closing.close(desk.kept.line, desk.kept.trail, kept_of(desk, kind), told, again)
    if said in REFUSED:
        return refused(desk, kind, item_id, why_not(desk, kind, item_id))
    undo = way_to("desk.undo", kinds=kinds, item_id=item_id)
    tell(
        desk, record_of(desk, kind, item_id), said, undo, row.again if said == "early" else again and again[0]
    )
    return lead_to_list(kind, after=item_id)


ROUTES = (
    Route("POST", f"{WHICH}/next", "answer", claim_next),
    Route("POST", f"{WHICH}/<item_id>/claim", "answer", claim),
    Route("POST", f"{WHICH}/<item_id>/take-back", "answer", take_back),
    Route("POST", f"{WHICH}/<item_id>/close", "answer", close),
    Route("POST", "/callbacks/<item_id>/ring", "answer", ring_callback),
)
