"""What is written beside a record that one holds: its note, a colleague to pass it on to, a flag."""

from flask import abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from menus.hours import is_open, opening_span
from store.desk.leads import leads
from store.promises.records import flags, notes
from web.desk.frame import dates
from web.desk.needs import Desk, Route, me
from web.desk.records.shown import colleagues, queue_of

KINDS = {"callbacks": "callback", "messages": "message"}
NOT_YOURS = "You do not have it: somebody else may, or your two hours are over. To have it, claim it."
FLAG_SAYS = {
    "flagged": "Flagged. {who} sees it on the desk, and is told to look. In danger now: ring 999 first.",
    "already": "It is flagged already: {who} sees it on the desk. In danger now: ring 999 first.",
    "not_yours": NOT_YOURS,
}


def _kind(kinds: str) -> str:
    """The kind of a record from the word in its address; answers 404 if it is none."""
    return KINDS.get(kinds) or abort(404)


def _words(name: str, longest: int) -> str:
    """What a field of the form holds, its lines ended in one way; answers 400 if it is too long."""
    given = request.form.get(name, "").replace("\r\n", "\n").strip()
    return given if len(given) <= longest else abort(400)


def _go_back(kind: str, item_id: str, said: str, how: str = "message") -> Response:
    """Lead back to the page of the record, which then says what was done, or why not (`how` is "refused")."""
    flash(said, how)
    return redirect(f"{url_for('desk.callbacks' if kind == 'callback' else 'desk.messages')}/{item_id}", 303)


def save_written(desk: Desk, kind: str, item_id: str) -> bool:
    """Write what stands in the form beside a record: the note, and what it was about.

    Every button of a record sends both, so that no note is lost by pressing another than "Save". False where
    who is signed in does not hold the record.
    """
    if "note" not in request.form:
        return True
    words, about = _words("note", notes.LONGEST), request.form.get("about", "")
    if about and about not in desk.pack().calls_about:
        abort(400)
    of, kept = queue_of(desk, kind), desk.kept.line.written.notes
    before = kept.read(of, item_id, me().name, desk.now())
    entry = desk.note(f"{kind}:note", item_id) if words != before else ""
    written = kept.write(of, item_id, me().name, words, about, desk.now())
    if entry and not written:
        desk.kept.trail.strike(entry)
    return written


def write_note(desk: Desk, kinds: str, item_id: str) -> Response:
    """Save the note of a record, and what it was about."""
    kind = _kind(kinds)
    if save_written(desk, kind, item_id):
        return _go_back(kind, item_id, "Saved.")
    return _go_back(kind, item_id, NOT_YOURS, "refused")


def pass_on(desk: Desk, kinds: str, item_id: str) -> Response:
    """Pass a record on to a colleague, for whom it is kept for two hours or until the helpline closes."""
    kind, to, now = _kind(kinds), request.form.get("to", ""), desk.now()
    if not to:
        return _go_back(kind, item_id, "Nobody is chosen: choose to whom you pass it on.", "refused")
    if to not in colleagues(desk):
        abort(400)
    save_written(desk, kind, item_id)
    hours = desk.pack().hours
    opened = opening_span(hours, now) if is_open(hours, now) else None
    entry = desk.note(f"{kind}:pass", f"{item_id} to {to}")
    of, closes = queue_of(desk, kind), opened[1] if opened else None
    ends = desk.kept.line.written.passing.on(of, item_id, me().name, to, now, closes)
    if ends is None:
        desk.kept.trail.strike(entry)
        return _go_back(kind, item_id, NOT_YOURS, "refused")
    until = dates.said(ends, now, desk.zone)
    return _go_back(kind, item_id, f"Passed on to {to}, for whom it is kept until {until}.")


def flag(desk: Desk, kinds: str, item_id: str) -> Response:
    """Flag a record for safeguarding, and have its leads told."""
    kind, why = _kind(kinds), _words("why", flags.LONGEST)
    saved = save_written(desk, kind, item_id)
    if saved and not why:
        return _go_back(kind, item_id, "Not flagged yet: say in a few words why.", "refused")
    who, kept = leads(desk.kept.staff), desk.kept
    phones = [phone for one in who if (phone := kept.staff.phone(one))]
    entry = desk.note(f"{kind}:flag", item_id)
    of = queue_of(desk, kind)
    said = kept.line.written.flags.set(of, item_id, me().name, why, desk.now(), phones)
    if said != "flagged":
        kept.trail.strike(entry)
    names = " and ".join(one.name for one in who) or "The lead"
    how = "refused" if said == "not_yours" else "message"
    return _go_back(kind, item_id, FLAG_SAYS[said].format(who=names), how)


ROUTES = (
    Route("POST", "/<any(callbacks, messages):kinds>/<item_id>/note", "answer", write_note),
    Route("POST", "/<any(callbacks, messages):kinds>/<item_id>/pass", "answer", pass_on),
    Route("POST", "/<any(callbacks, messages):kinds>/<item_id>/flag", "answer", flag),
)
