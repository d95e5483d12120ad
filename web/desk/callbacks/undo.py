"""Take back one's own action: a closing or first try within ten minutes, a claim any time (R54)."""

from flask import flash
from werkzeug.wrappers import Response

from web.desk.callbacks.outcomes import CLOSINGS, REFUSED
from web.desk.needs import Desk, Route, me
from web.desk.records.found import WHICH, kind_named, lead_to_list, lead_to_record, queue_of, record_of
from web.desk.records.refused import refused, why_not
from web.desk.records.written import stopped
from web.desk.records.yours import MOST_HELD, say_full

UNDONE = {
    "done": "Undone: it waits again, as before you closed it. What you wrote beside it stays.",
    "again": "Undone: your “no reply” counts no more. Both tries are still to come.",
    "late": "It cannot be undone: the ten minutes are over, and it is erased.",
    "late_try": "It cannot be undone: the ten minutes are over. It waits for its second try.",
    "asked_again": "It cannot be undone: they asked for it anew or cancelled since. Another is in the list.",
    "cancelled": "It cannot be undone: whoever asked for it has cancelled it since, or it was erased.",
    "not_yours": "It cannot be undone by you: somebody else did it.",
    "stands": (
        "There is nothing to undo any more: it was undone already, they have asked again since, or nobody "
        "has said yet what came of it."
    ),
    "gone": "It is not kept any more.",
}
JOINED = "Undone: somebody else asked for the same number meanwhile, so that both are now this call-back."
FOR_ALL = "It is open for all. {}"
GIVEN_BACK = "Given back: it is open for all again. “Next one” gives it to you last today."


def undo(desk: Desk, kinds: str, item_id: str) -> Response:
    """Undo the outcome that the signed-in member of staff has just given a record; redirect to its page.

    `kinds` is "callbacks" or "messages". The undoing is entered in the audit trail, and the closing is taken
    off the day's counts. If it can no longer be undone, a message says why.
    """
    kind = kind_named(kinds)
    if no := stopped(desk, kind, item_id):
        return no
    row = record_of(desk, kind, item_id)
    with desk.entered(f"{kind}:undo", row.id) as entry:
        undone = desk.kept.undo.undo(queue_of(desk, kind), row.id, me().name, desk.now(), MOST_HELD)
        if undone.said not in (*CLOSINGS, "again"):
            desk.kept.trail.strike(entry)
            flash(UNDONE[undone.said], "refused")
            return lead_to_record(kind, item_id)
    if undone.at:
        desk.kept.line.counts.take_away(undone.at, *undone.counts)
    flash(JOINED if undone.joined else UNDONE.get(undone.said, UNDONE["done"]))
    if not undone.joined and (said := _say_for_all(desk, kind, item_id)):
        flash(said)
    return lead_to_record(kind, undone.joined or item_id)


def _say_for_all(desk: Desk, kind: str, item_id: str) -> str:
    """A sentence for staff who undid an outcome but cannot have the record again; "" if there is no need.

    It says that the record waits for anybody, because the signed-in person already has five others.
    """
    row = record_of(desk, kind, item_id)
    if row.state != "open" or row.beside.passed:
        return ""
    full = say_full(desk, kind, item_id)
    return FOR_ALL.format(full) if full else ""


def give_back(desk: Desk, kinds: str, item_id: str) -> Response:
    """Release a record that the signed-in member of staff has claimed, and redirect to the list.

    `kinds` is "callbacks" or "messages". If they do not have the record, its page is shown and says why.
    """
    kind = kind_named(kinds)
    if no := stopped(desk, kind, item_id):
        return no
    row = record_of(desk, kind, item_id)
    with desk.entered(f"{kind}:give_back", row.id) as entry:
        if queue_of(desk, kind).give_back(row.id, me().name) in REFUSED:
            desk.kept.trail.strike(entry)
            return refused(desk, kind, row.id, why_not(desk, kind, row.id))
    desk.kept.line.written.left.note(queue_of(desk, kind), me().name, row.id, desk.now())
    flash(GIVEN_BACK)
    return lead_to_list(kind, after=item_id)


ROUTES = (
    Route("POST", f"{WHICH}/<item_id>/undo", "answer", undo),
    Route("POST", f"{WHICH}/<item_id>/give-back", "answer", give_back),
)
