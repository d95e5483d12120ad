"""The safeguarding leads' pages: the flagged records, and what has become of each flag."""

from flask import Response as Answer
from flask import abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from store.promises.messages import deletion_of
from store.promises.records.flags import LONGEST, Flag
from web.desk.callbacks.messages import play
from web.desk.callbacks.relay import TO_RELAY, dialled, written
from web.desk.needs import Desk, Route, me, typed
from web.desk.records.found import queue_of
from web.desk.records.reads import is_lead
from web.desk.sign_in import UNFIT

UNSAID = "Not marked yet: say in a line to whom you handed it over."
TOO_LONG = (
    "Not marked yet: the line has {} letters, and at most {} fit. Shorten it; your words are kept below."
)


def _one(desk: Desk, kind: str, item_id: str) -> Flag:
    """The flag on a record, for a safeguarding lead; answers 403 to others, 404 if it has no flag.

    `kind` is "callback" or "message".
    """
    if not is_lead(desk, me()):
        abort(403)
    return desk.kept.line.written.flags.one(kind, item_id) or abort(404)


def flagged(desk: Desk) -> str:
    """Show a safeguarding lead the flags that wait, and those passed on in the last 30 days.

    Answers 403 to others.
    """
    if not is_lead(desk, me()):
        abort(403)
    flags = desk.kept.line.written.flags
    return render_template("desk/records/flagged.html", rows=flags.waiting(), passed=flags.passed())


def one_flag(desk: Desk, kind: str, item_id: str, wrong: str = "") -> str:
    """Show a safeguarding lead one flag, with its number, notes and reason.

    This is entered in the audit trail first.

    `kind` is "callback" or "message". `wrong` is the reason why the flag was not marked as passed on; "" if
    nobody tried to mark it. Answers 403 to anybody else, and 404 if there is no such flag.
    """
    row = _one(desk, kind, item_id)
    desk.note(f"{kind}:flag:look", item_id)
    opened = desk.kept.line.written.flags.open(kind, item_id)
    number = {"written": written(opened.number, row.relay), "dialled": dialled(opened.number, row.relay)}
    shown = {"prefix": TO_RELAY, "wrong": wrong, "wrong_at": "to" if wrong else "", "most": LONGEST}
    return render_template("desk/records/one_flag.html", row=row, opened=opened, **shown, **number)


def flag_sound(desk: Desk, item_id: str) -> Answer:
    """Answer with the recording of a flagged message, for a safeguarding lead (403 to others).

    Answers 404 if there is no such flag, if it was passed on already, or if its recording is not kept.
    Answers 503 if the carrier does not give the recording now.
    """
    row = _one(desk, "message", item_id)
    if row.passed_at or not row.whole:
        abort(404)
    return play(desk, item_id)


def flag_passed(desk: Desk, kind: str, item_id: str) -> Response | tuple[str, int]:
    """Mark a flag as passed on, erase the data kept for the flag, and go back to the list of flags.

    `kind` is "callback" or "message". The form's field `to` says to whom the flag was passed on. A record
    that is still open keeps its own note and number. If `to` is empty or too long, the flag is shown again
    and says so (422). If the flag was marked before, a message says so. Answers 403 to anybody but a
    safeguarding lead, and 404 if there is no such flag.
    """
    _one(desk, kind, item_id)
    to = typed("to")
    if not to or len(to) > LONGEST:
        return one_flag(desk, kind, item_id, TOO_LONG.format(len(to), LONGEST) if to else UNSAID), UNFIT
    of, job = queue_of(desk, kind), deletion_of(item_id) if kind == "message" else ""
    with desk.entered(f"{kind}:flag:passed", item_id) as entry:
        if not desk.kept.line.written.flags.pass_on(of, item_id, me().name, to, desk.now(), job):
            desk.kept.trail.strike(entry)
            by = _one(desk, kind, item_id).passed_by
            flash(f"It was marked as handed over before, by {by}: what you wrote is not kept.")
            return redirect(url_for("desk.flagged"), 303)
    flash(
        "Marked as handed over. What was kept for it is erased, as far as its record was closed or cancelled."
    )
    return redirect(url_for("desk.flagged"), 303)


ROUTES = (
    Route("GET", "/flagged", "answer", flagged),
    Route("GET", "/flagged/<any(callback, message):kind>/<item_id>", "answer", one_flag),
    Route("GET", "/flagged/message/<item_id>/sound", "answer", flag_sound),
    Route("POST", "/flagged/<any(callback, message):kind>/<item_id>/passed", "answer", flag_passed),
)
