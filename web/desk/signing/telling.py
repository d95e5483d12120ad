"""Tells by mail what became of a request to sign: staff of an answer, the signer of what they signed."""

from menus.signing.as_text import lines_of
from menus.signing.sheet import Sheet
from store.signing.reviews import Answer
from web.desk.frame.dates import full_day
from web.desk.needs import Desk

ANSWERED = """\
{name}, {role}, {did} “{called}”. {by} had asked.

{next} Sign in to the desk and look under “Signatures”.
"""
SIGNED_NEXT = "An admin who neither entered them nor sent the link has to countersign it before it counts."
OBJECTED_NEXT = "What is not right, and in which sentence, stands there."
COPY = """\
This is a copy of what you signed for {service} on {day}, as {name}, {role}, {registration}.
It is to be reviewed again by {until}. If a letter of it changes, your signature counts no more.

{words}
"""


def tell_answer(desk: Desk, sheet: Sheet, answer: Answer) -> None:
    """Mail staff about an answer, and the signer a copy of what they signed.

    What somebody objects to is not in the mail, only on the desk. Raises `Unreachable`, BrokenSeal.
    """
    if not desk.tells.letters:
        return
    called, service = sheet.thing.titled, desk.written().service
    if desk.tells.mail:
        words = ANSWERED.format(
            name=answer.name,
            role=answer.role,
            did="signed" if answer.signs else "objects to",
            called=called,
            by=answer.by or "Somebody",
            next=SIGNED_NEXT if answer.signs else OBJECTED_NEXT,
        )
        says = "is signed: please countersign" if answer.signs else "meets an objection"
        desk.kept.letters.post("", f"{service} staff: “{called}” {says}", words)
    whom = desk.kept.clinicians.one(answer.whom)
    if whom and answer.review_by:
        words = COPY.format(
            service=service,
            day=full_day(answer.signed_on),
            until=full_day(answer.review_by),
            name=answer.name,
            role=answer.role,
            registration=answer.registration,
            words="\n".join(lines_of(sheet, signed=True)),
        )
        desk.kept.letters.post(whom.address, f"{service}: what you signed, “{called}”", words)
