"""Who may countersign: nobody who wrote the text, asked for the signature or entered the clinician (R58)."""

from menus.signing.person import may_be_same_person
from menus.signing.signature import why_no_countersigner
from menus.signing.things import Thing
from store.signing.reviewed import Answer
from web.desk.needs import Desk, me

OWN = "You wrote this, or signed it: another admin has to countersign it."
ASKED = "You sent the link for this: another admin has to countersign it."
ENTERED = "You entered {name}, and looked in the register: another admin has to countersign it."


def why_not_you(desk: Desk, thing: Thing, answer: Answer) -> str:
    """Why the signed-in person may not countersign an answer, as a sentence; "" if they may.

    Raises `Unreachable` if the store does not answer, and BrokenSeal if no NUMBER_KEY opens what it has.
    """
    who = me().name
    if why_no_countersigner(who, answer.name, thing.author):
        return OWN
    # an answer of the version before does not say who entered them
    same = (one for one in desk.kept.clinicians.all() if one.registration == answer.registration)
    if any(may_be_same_person(who, one) for one in (answer.entered_by, *(one.entered_by for one in same))):
        return ENTERED.format(name=answer.name)
    return ASKED if may_be_same_person(who, answer.by) else ""
