"""The page behind a clinician's link: there they read a text and its facts, and sign it or object."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import render_template, request
from flask_login import current_user

from menus.signing.compared import WHOLE, marks
from menus.signing.person import may_be_same_person
from menus.signing.sheet import Sheet, sheet
from menus.signing.signature import later, why_no_signer, why_no_span
from menus.signing.things import Thing, things
from store.signing.reviewed import Answer, Asked
from web.desk.frame.dates import full_day
from web.desk.needs import EVERYONE, Desk, Route
from web.desk.sign_in import UNFIT, SignedIn
from web.desk.signing.asking import editors
from web.desk.signing.so_far import LONGEST, comments_of, so_far, too_long
from web.desk.signing.telling import tell_answer
from web.desk.signing.withdrawing import withdraw_own

Sorry = tuple[str, int]
GONE, REFUSED = 404, 403
BUTTONS = ("sign", "object", "keep")
NO_BUTTON = "Nothing was done: press “Sign it”, “Object”, or “Keep it, and go on later”."
DEAD = (
    "This link works no more",
    "It was used, is older than seven days, a newer one was sent, or a wrong entry of the register was given "
    "at it ten times. Nothing was signed by opening it. Ask whoever sent it for another.",
)
CHANGED = (
    "What this link is for has changed",
    "Somebody has changed the words, or what they rest on, since the link was sent. Nothing was signed. Ask "
    "whoever sent it for a new link.",
)
NOT_YOURS = (
    "This link is not for you",
    "{who} wrote or may edit what is to be signed, sent this link, or entered the address. Nobody signs "
    "their own words. If the link was sent to you by mistake, tell an admin.",
)
UNTICKED = (
    "Tick each sentence that is right as it stands: {left} left. If one is not, comment on it and object."
)
COMMENTED = "You commented on a sentence: take the comment away to sign, or object."
NO_COMMENT = "Say what is not right: write a comment beside at least one sentence, or on the whole."
ANOTHER = (
    "That is not the entry that this link is for. It is for {name} alone: if that is not you, close the page."
)


@dataclass(frozen=True, slots=True)
class Opened:
    """The request behind a working link: who is asked, and the text to be signed."""

    token: str
    asked: Asked
    sheet: Sheet

    @property
    def thing(self) -> Thing:
        """The text that is to be signed."""
        return self.sheet.thing


def review_page(desk: Desk, token: str) -> str | Sorry:
    """Show the text behind a clinician's link, to sign or object to.

    If the link is used or too old, or the words have changed since, a page says so (404). A page also says so
    if the person may not sign this text (403).
    """
    found = _open(desk, token)
    return _page(desk, found) if isinstance(found, Opened) else found


def answer_review(desk: Desk, token: str) -> str | Sorry:
    """Store a clinician's signature of the whole text, or their objection, and show a page that says which.

    This uses up the link. But if the form only asks to keep a draft, a draft is stored, and the link goes on
    working. If the form has a fault, it is shown again and says so (422). If the link does not work (404), or
    the clinician may not sign (403), a page says so.
    """
    found = _open(desk, token)
    if not isinstance(found, Opened):
        return found
    asked, what = found.asked, request.form.get("what")
    if wrong := _wrong(desk, found, what):
        at, why = wrong
        if at == "registration" and request.form.get("registration", "").strip():
            desk.kept.reviews.miss(asked)
        return _page(desk, found, why, at), UNFIT
    if what == "keep":
        desk.kept.reviews.keep(_answer(desk, found, None))
        return _page(desk, found, kept=True)
    objects = what == "object"
    answer = _answer(desk, found, None if objects else date.fromisoformat(request.form["review_by"]))
    did = "review:object" if objects else "review:sign"
    with desk.entered(did, asked.of, who="a clinician") as entry:
        if not desk.kept.reviews.answer(asked, answer):
            desk.kept.trail.strike(entry)
            return _sorry(DEAD, GONE)
    if objects:
        withdraw_own(desk, answer)
    tell_answer(desk, found.sheet, answer)
    return render_template("desk/answered.html", sheet=found.sheet, answer=answer)


WHO = ("of", "version", "name", "role", "registration", "whom", "by", "entered_by")


def _answer(desk: Desk, found: Opened, until: date | None) -> Answer:
    """The form's answer as it is stored: all sentences as they were read, and which of them were ticked.

    `until` is the day on which the review ends; None for an objection, and for a draft.
    """
    ticked, of = request.form.getlist("right"), marks(found.sheet)
    return Answer(
        **{key: getattr(found.asked, key) for key in WHO},
        signed_on=_today(desk),
        review_by=until,
        comments=comments_of(found.sheet),
        read={line.key: line.whole for line in found.sheet.lines},
        ticked=tuple(of[key] for key in ticked if key in of),
    )


def _open(desk: Desk, token: str) -> Opened | Sorry:
    """The request behind a link; if the link does not work, a page with the reason, and its status.

    The status is 403 for a person who may not sign. It is 404 if the link is used or too old, or if the words
    have changed since it was sent.
    """
    asked = desk.kept.reviews.asked(token, desk.now())
    if asked is None:
        return _sorry(DEAD, GONE)
    pack = desk.written()
    thing = next((one for one in things(pack) if one.id == asked.of), None)
    if thing is None or pack.standing[thing.id].version != asked.version:
        return _sorry(CHANGED, GONE)
    if _is_wrong_person(thing, asked, editors(desk.kept)):
        title, mend = NOT_YOURS
        who = current_user.account.name if _is_signed_in() else asked.name
        return _sorry((title, mend.format(who=who)), REFUSED)
    return Opened(token, asked, sheet(pack, thing, desk.now().astimezone(desk.zone)))


def _is_signed_in() -> bool:
    return isinstance(current_user._get_current_object(), SignedIn)


def _is_wrong_person(thing: Thing, asked: Asked, staff: Sequence[str]) -> bool:
    """Whether the clinician who was asked, or a signed-in person who opens the link, may not sign this text.

    The clinician must not be the author, nor have a name like that of the account that sent the link or of
    any account that may edit (`staff`). If a person is signed in here, they must not be the author, nor have
    sent the link or entered the clinician.
    """
    if why_no_signer(asked.name, asked.registration, thing.author):
        return True
    if any(may_be_same_person(asked.name, one) for one in (asked.by, *staff)):
        return True
    me = current_user.account.name if _is_signed_in() else ""
    return any(may_be_same_person(me, other) for other in (thing.author, asked.entered_by, asked.by) if me)


def _wrong(desk: Desk, found: Opened, what: str | None) -> tuple[str, str] | None:
    """The field of the form with a fault, and the reason; None if there is no fault.

    `what` is the button that was pressed: "sign", "object" or "keep" (a draft). Any other is a fault.
    """
    if what not in BUTTONS:
        return "", NO_BUTTON
    wrong = too_long(found.sheet)
    if wrong or what == "keep":
        return wrong
    if what == "object":
        wrong = None if comments_of(found.sheet) else ("say-1", NO_COMMENT)
    else:
        wrong = _wrong_to_sign(desk, found)
    given = "".join(request.form.get("registration", "").split()).casefold()
    if not wrong and given not in _spellings(found.asked.registration):
        wrong = "registration", ANOTHER.format(name=found.asked.name)
    return wrong


def _wrong_to_sign(desk: Desk, found: Opened) -> tuple[str, str] | None:
    ticked, comments = request.form.getlist("right"), comments_of(found.sheet)
    numbered = [(f"line-{n}", line.key) for n, line in enumerate(found.sheet.lines, 1)]
    at_whole = [(f"say-{key}", key) for key in WHOLE]
    if commented := next((at for at, key in (*numbered, *at_whole) if key in comments), ""):
        return commented, COMMENTED
    if left := [at for at, key in numbered if key not in ticked]:
        return left[0], UNTICKED.format(left=len(left))
    today, months = _today(desk), found.thing.months
    try:
        why = why_no_span(today, date.fromisoformat(request.form.get("review_by", "")), months)
    except ValueError:
        why = "no day"
    latest = full_day(later(today, months))
    return ("review_by", f"Choose a day after today, {latest} at the latest.") if why else None


def _spellings(registration: str) -> set[str]:
    """The ways to write an entry in a register ("nmc 12A3456E"): with the register's name, or without.

    They have no spaces and only small letters.
    """
    register, _, entry = registration.casefold().partition(" ")
    return {register + entry, entry}


def _page(desk: Desk, found: Opened, wrong: str = "", wrong_at: str = "", *, kept: bool = False) -> str:
    """The page behind a link, with the ticks and comments just sent, or else with those stored.

    `kept` is true once a draft has been stored. `wrong` is the fault in the form, "" if none, and `wrong_at`
    its field.
    """
    told: dict[str, Any] = {
        "token": found.token,
        "asked": found.asked,
        "sheet": found.sheet,
        "longest": LONGEST,
    }
    pack = desk.written()
    told["document"], told["locale"] = pack.document.name, pack.languages[found.thing.language].locale
    told["latest"] = later(_today(desk), found.thing.months)
    told["numbers"] = {line.key: n for n, line in enumerate(found.sheet.lines, 1)}
    told["so_far"] = so_far(desk.kept.reviews, found.asked, found.sheet)
    if request.method == "POST":
        ticked = dict.fromkeys(request.form.getlist("right"))
        told["so_far"] = replace(told["so_far"], ticked=ticked, comments=comments_of(found.sheet))
    return render_template("desk/review.html", **told, whole=WHOLE, kept=kept, wrong=wrong, wrong_at=wrong_at)


def _today(desk: Desk) -> date:
    return desk.now().astimezone(desk.zone).date()


def _sorry(why: tuple[str, str], status: int) -> Sorry:
    title, mend = why
    return render_template("desk/no_review.html", title=title, mend=mend), status


ROUTES = (
    Route("GET", "/review/<token>", EVERYONE, review_page),
    Route("POST", "/review/<token>", EVERYONE, answer_review),
)
