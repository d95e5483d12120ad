"""What an admin does with a clinician's answer: countersign it, or put it away."""

from flask import request
from werkzeug.wrappers import Response

from store.signing.reviewed import Answer
from web.desk.needs import Desk, Route, me
from web.desk.signing.second import why_not_you
from web.desk.signing.signatures import AT, Row, back, row_of

GONE = "Nothing is countersigned: that answer is not here any more, or what it was about has changed since."
UNREAD = "Nothing is countersigned: somebody objects to these very words. Read it, and tick that you have."
DONE = "Countersigned. Whoever keeps the words brings it in (“flask review --collect”) and publishes them."
AWAY = "What {name} wrote is put away, and stands in the history below."


def countersign(desk: Desk, language: str, name: str) -> Response:
    """Countersign a clinician's signature of a text; go back to the text's page with a message.

    `language` (a code) and `name` are the text's. The signature is refused, with the reason in the message,
    if the signed-in person may not countersign, if the text has changed, or if an objection to the same words
    is not ticked as read. Once it is countersigned, all other waiting answers go into the text's history.
    Answers 404 if there is no such text.
    """
    row = row_of(desk, language, name)
    place, answer = _meant(row, signs=True)
    if answer and (why := why_not_you(desk, row.thing, answer)):
        return back(row.thing, why, "refused")
    if answer is None or not row.is_current(answer):
        return back(row.thing, GONE, "refused")
    if set(row.objections) - set(request.form.getlist("read")):
        return back(row.thing, UNREAD, "refused")
    with desk.entered("review:countersign", row.thing.id) as entry:
        if not desk.kept.reviews.countersign(answer, me().name):
            desk.kept.trail.strike(entry)
            return back(row.thing, GONE, "refused")
    over = f"{me().name} countersigned what {answer.name} signed on {answer.signed_on}"
    for at in row.answers.keys() - {place}:
        desk.kept.reviews.close(row.thing.id, at, over)
    return back(row.thing, DONE)


def drop_review(desk: Desk, language: str, name: str) -> Response:
    """Put a clinician's answer to a text into the text's history, so that it waits no longer.

    The answer is a signature, or an objection that staff have read. If the form does not name it, it is the
    only answer that waits. `language` (a code) and `name` are the text's. Goes back to the text's page with a
    message, which says so if there is no such answer. Answers 404 if there is no such text.
    """
    row = row_of(desk, language, name)
    place, answer = _meant(row)
    if answer is None:
        return back(row.thing, "There is nothing to put away any more.", "refused")
    day = desk.now().astimezone(desk.zone).date()
    with desk.entered("review:drop", row.thing.id):
        desk.kept.reviews.close(row.thing.id, place, f"put away by {me().name} on {day}")
    return back(row.thing, AWAY.format(name=answer.name))


def _meant(row: Row, *, signs: bool = False) -> tuple[str, Answer | None]:
    """The answer that the form names: its place in the store, and the answer, None if there is none.

    If the form names no answer, the only answer that waits is meant. With `signs` only signatures count.
    """
    found = {at: one for at, one in row.answers.items() if one.signs or not signs}
    place = request.form.get("answer", "") or (next(iter(found)) if len(found) == 1 else "")
    return place, found.get(place)


ROUTES = (
    Route("POST", f"{AT}/countersign", "admin", countersign),
    Route("POST", f"{AT}/drop", "admin", drop_review),
)
