"""Mails about a clinician's answer to a request to sign: the news to staff, and a copy to the clinician."""

from menus.signing.as_text import lines_of
from menus.signing.compared import objections
from menus.signing.sheet import Sheet
from store.signing.reviewed import Answer
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

OBJECTED = """\
This is a copy of what you objected to for {service} on {day}, as {name}, {role}, {registration}.
Whoever keeps the words of “{called}” reads it. Whoever else is asked to sign these words is shown it,
and so is the admin who countersigns.

{words}
"""


def tell_answer(desk: Desk, sheet: Sheet, answer: Answer) -> None:
    """Mail staff about an answer, and the clinician a copy of what they answered.

    Does nothing if the line has no mail server. What somebody objects to is not in the mail to staff, only on
    the desk. Raises `Unreachable` if the store, where mails wait, does not answer, and BrokenSeal if the line
    has no key for what is stored (NUMBER_KEY).
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
    if whom := desk.kept.clinicians.one(answer.whom):
        did = "signed" if answer.signs else "object to"
        desk.kept.letters.post(
            whom.address, f"{service}: what you {did}, “{called}”", _copy(service, sheet, answer)
        )


def _copy(service: str, sheet: Sheet, answer: Answer) -> str:
    told = {key: getattr(answer, key) for key in ("name", "role", "registration")}
    told |= {"service": service, "day": full_day(answer.signed_on)}
    if answer.review_by:
        words = "\n".join(lines_of(sheet, signed=True))
        return COPY.format(**told, until=full_day(answer.review_by), words=words)
    said = objections(answer.comments, answer.read, sheet)
    words = "\n\n".join(f"{one.said}\n-> {one.comment}" for one in said)
    return OBJECTED.format(**told, called=sheet.thing.titled, words=words)
