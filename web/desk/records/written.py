"""What staff add to a record that they have: a note, a colleague to pass it on to, a flag."""

from flask import Response as Answer
from flask import abort, flash, request
from werkzeug.wrappers import Response

from menus.hours import is_open, opening_span
from store.desk.leads import leads
from store.link import KeepsNothing
from store.promises.records import flags, notes
from web.desk.frame import dates
from web.desk.needs import Desk, Route, me, typed
from web.desk.records.found import WHICH, kind_named, lead_to_record, queue_of, record_of
from web.desk.records.reads import lead_names, seen_by
from web.desk.records.refused import refused, why_not
from web.desk.records.shown import colleagues, who_hears, whom_to_tell

NOT_FLAGGED = "Not flagged yet: press “Flag it”. Nothing else was done, and your words are kept below."
NO_COLLEAGUE = "Not passed on: whom you chose cannot sign in any more. Choose somebody else."
NOT_PASSED = "Not passed on yet: press “Pass it on”, or choose nobody."
NOBODY = "Not passed on yet: nobody is chosen. Choose to whom you pass it on."
TOO_LONG = (
    "Nothing was done yet: {} has {} letters, and at most {} fit. Shorten it; your words are kept below."
)
SAVED_LATE = "Saved, for whoever takes it next. Your two hours are over: to go on, take it again."
KEPT_NOTHING = "Our records take nothing new just now."
TELL = "{who} must look at it: tell them yourself. In danger now: ring 999 first."
STILL_YOURS = " You still have it: now ring, or say below what came of it. The flag stays whatever you press."
# The longest texts of the form beside a record, and what a sentence calls them.
LONGEST = {"note": ("your note", notes.LONGEST), "why": ("your reason", flags.LONGEST)}
# What `Flags.set` returns if it has set the flag.
SET = ("flagged", "bare")
FLAG_SAYS = {
    "flagged": "Flagged. {told} In danger now: ring 999 first.{still}",
    "bare": (
        "Flagged, with your words alone: the rest was erased before. {told} In danger now: ring 999 first."
        "{still}"
    ),
    "already": (
        "It is flagged already: {who} on the desk. To add something, write it in the note, "
        "which they read. In danger now: ring 999 first."
    ),
}


def _too_long(desk: Desk, kind: str, item_id: str) -> Answer | None:
    """The page (422) that names the field with too much text, with everything typed; None if all fits.

    `kind` is "callback" or "message".
    """
    for name, (called, most) in LONGEST.items():
        if (count := len(typed(name))) > most:
            return refused(desk, kind, item_id, TOO_LONG.format(called, count, most), name)
    return None


def _go_back(kind: str, item_id: str, said: str) -> Response:
    """Redirect to the page of the record, with a message on what was done."""
    flash(said)
    return lead_to_record(kind, item_id)


def _save(desk: Desk, kind: str, item_id: str) -> bool:
    """Save what the form adds to a record: the note, and the subject.

    False if the signed-in member of staff does not have the record. A form without a field for the note saves
    nothing (True). Answers 400 for a subject that the pack lacks, unless the record already has this subject.
    """
    if "note" not in request.form:
        return True
    of, kept, about = queue_of(desk, kind), desk.kept.line.written.notes, request.form.get("about", "")
    if about and about not in desk.pack().calls_about:
        row = of.records((item_id,)).get(item_id, {})
        _ = row.get("about") == about or abort(400)
    words = typed("note")
    before = kept.read(of, item_id, me().name, desk.now())
    if words == before:
        return kept.write(of, item_id, me().name, words, about)
    with desk.entered(f"{kind}:note", item_id) as entry:
        written = kept.write(of, item_id, me().name, words, about)
        if not written:
            desk.kept.trail.strike(entry)
    return written


def stopped(desk: Desk, kind: str, item_id: str, deed: str = "") -> Answer | None:
    """Save what the form adds to a record before the action `deed`; None if the action may be done.

    `deed` is "note", "pass", or "" for any other action. Every button of a record sends all fields, so that
    no note is lost. The result is a page (422) that says what is wrong in two cases. (a) The note cannot be
    saved. (b) A field is filled in that belongs to another button, such as the reason for a flag or the
    colleague to pass the record on to.
    """
    if no := _too_long(desk, kind, item_id):
        return no
    if typed("why"):
        return refused(desk, kind, item_id, NOT_FLAGGED, "why")
    if deed != "pass" and request.form.get("to"):
        return refused(desk, kind, item_id, NOT_PASSED, "to")
    if _save(desk, kind, item_id) or not (deed == "note" or typed("note")):
        return None
    return refused(desk, kind, item_id, f"Not saved. {why_not(desk, kind, item_id)}")


def write_note(desk: Desk, kinds: str, item_id: str) -> Response:
    """Save the note and the subject of a record, and redirect to its page.

    `kinds` is "callbacks" or "messages". If they cannot be saved, the page is shown again and says why.
    """
    kind = kind_named(kinds)
    if no := stopped(desk, kind, item_id, "note"):
        return no
    has_it = desk.kept.line.written.notes.read(queue_of(desk, kind), item_id, me().name, desk.now())
    late = typed("note") and not has_it
    return _go_back(kind, item_id, SAVED_LATE if late else "Saved.")


def pass_on(desk: Desk, kinds: str, item_id: str) -> Response:
    """Pass a record on to the colleague in the form, for whom it is kept for two hours or until closing time.

    `kinds` is "callbacks" or "messages". Redirects to the record's page with a message; if it cannot be
    passed on, the page is shown again and says why.
    """
    kind, to, now = kind_named(kinds), request.form.get("to", ""), desk.now()
    if no := stopped(desk, kind, item_id, "pass"):
        return no
    if not to:
        return refused(desk, kind, item_id, NOBODY, "to")
    if to not in colleagues(desk):
        return refused(desk, kind, item_id, NO_COLLEAGUE, "to")
    hours = desk.pack().hours
    opened = opening_span(hours, now) if is_open(hours, now) else None
    of, closes = queue_of(desk, kind), opened[1] if opened else None
    with desk.entered(f"{kind}:pass", f"{item_id} to {to}") as entry:
        ends = desk.kept.line.written.passing.on(of, item_id, me().name, to, now, closes)
        if ends is None:
            desk.kept.trail.strike(entry)
            return refused(desk, kind, item_id, f"Not passed on. {why_not(desk, kind, item_id)}")
    until = dates.said(ends, now, desk.zone)
    return _go_back(kind, item_id, f"Passed on to {to}, for whom it is kept until {until}.")


def flag(desk: Desk, kinds: str, item_id: str) -> Response:
    """Flag a record for safeguarding, notify the leads, and redirect to the record's page with a message.

    `kinds` is "callbacks" or "messages". If the form has no reason, or the record is flagged already or
    cannot be flagged, the page is shown again and says so.
    """
    kind, why = kind_named(kinds), typed("why")
    if no := _too_long(desk, kind, item_id):
        return no
    names = lead_names(desk)
    try:
        _save(desk, kind, item_id)
        if not why:
            return refused(desk, kind, item_id, "Not flagged yet: say in a few words why.", "why")
        said = _set_flag(desk, kind, item_id, why)
    except KeepsNothing:
        said = "nothing"
    if said not in FLAG_SAYS:
        reason = KEPT_NOTHING if said == "nothing" else why_not(desk, kind, item_id)
        return refused(desk, kind, item_id, f"Not flagged. {reason} {TELL.format(who=names)}", "why")
    words = _say_flagged(desk, kind, item_id, said)
    if said == "already":
        return refused(desk, kind, item_id, words, "why")
    return _go_back(kind, item_id, f"{words} {NOT_PASSED}" if request.form.get("to") else words)


def _say_flagged(desk: Desk, kind: str, item_id: str, said: str) -> str:
    """The message after flagging: who sees the flag, and what to do next.

    `said` is "flagged", "already" (it was flagged before), or "bare" (number or recording was erased before).
    """
    row = record_of(desk, kind, item_id)
    still = STILL_YOURS if row.state == "claimed" and row.claimed_by == me().name else ""
    who = seen_by(one.name for one in leads(desk.kept.staff))
    return FLAG_SAYS[said].format(who=who, told=who_hears(desk), still=still)


def _set_flag(desk: Desk, kind: str, item_id: str, why: str) -> str:
    """Set a flag for the reason `why`, with an entry in the audit trail; return the store's answer.

    The answer is a word such as "flagged" or "already". If the flag is refused, the entry is struck out.
    Raises KeepsNothing if the store can keep nothing now.
    """
    flags, of, tell = desk.kept.line.written.flags, queue_of(desk, kind), whom_to_tell(desk)
    note, about = typed("note"), request.form.get("about", "")
    with desk.entered(f"{kind}:flag", item_id) as entry:
        said = flags.set(of, item_id, me().name, why, desk.now(), tell, note=note, about=about)
        if said not in SET:
            desk.kept.trail.strike(entry)
    return said


ROUTES = (
    Route("POST", f"{WHICH}/<item_id>/note", "answer", write_note),
    Route("POST", f"{WHICH}/<item_id>/pass", "answer", pass_on),
    Route("POST", f"{WHICH}/<item_id>/flag", "answer", flag),
)
