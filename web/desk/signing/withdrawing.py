"""Withdraws a signature that counts, when its clinician objects to the words later, or for an admin."""

from dataclasses import replace

from werkzeug.wrappers import Response

from store.signing.reviewed import Answer
from web.desk.needs import Desk, Route, me
from web.desk.signing.in_force import in_force
from web.desk.signing.signatures import AT, back, row_of

GONE = "There is no signature to withdraw any more."
DONE = (
    "Withdrawn. It counts until whoever keeps the words brings that in (“flask review --collect”) and "
    "publishes. "
    "A live line publishes no draft: take a topic off the air until somebody has signed it."
)


def withdraw_own(desk: Desk, answer: Answer) -> None:
    """Withdraw a clinician's signature of the very words to which they object now (`answer`), if any.

    Raises `Unreachable` if the store does not answer, and BrokenSeal if no NUMBER_KEY opens what it has.
    """
    standing = desk.written().standing[answer.of]
    found = in_force(answer.of, standing, desk.kept.reviews.signed().get(answer.of))
    if found and (found.version, found.registration) == (answer.version, answer.registration):
        words = f"by who signed it, {answer.signed_on}"
        desk.kept.reviews.withdraw(replace(found, withdrawn=words))


def withdraw_signature(desk: Desk, language: str, name: str) -> Response:
    """Withdraw a text's signature; at the next publishing the text is a draft.

    `language` (a code) and `name` are the text's. Goes back to the text's page with a message, which says so
    if there is no signature. Answers 404 if there is no such text.
    """
    row = row_of(desk, language, name)
    found = in_force(row.thing.id, row.standing, row.signed)
    if found is None:
        return back(row.thing, GONE, "refused")
    day = desk.now().astimezone(desk.zone).date()
    with desk.entered("review:withdraw", row.thing.id):
        desk.kept.reviews.withdraw(replace(found, withdrawn=f"by {me().name}, {day}"))
    return back(row.thing, DONE)


ROUTES = (Route("POST", f"{AT}/withdraw", "admin", withdraw_signature),)
