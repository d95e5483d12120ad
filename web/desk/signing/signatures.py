"""The desk's page of who has signed what and which review ends when; the page of one text."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from menus.signing.compared import objections
from menus.signing.lapsing import end_of
from menus.signing.person import may_be_same_person
from menus.signing.sheet import sheet
from menus.signing.signature import Standing, why_no_countersigner
from menus.signing.things import Thing, things
from menus.signing.unsigned import why_draft
from store.signing.reviews import Answer, Asked, Signed
from web.desk.needs import Desk, Route, me
from web.desk.sign_in import UNFIT
from web.desk.signing.asking import Asking, why_not
from web.desk.signing.witnessed import unknown

OWN = "You wrote this, or signed it: another admin has to countersign it."
ASKED = "You sent the link for this: another admin has to countersign it."
ENTERED = "You entered {name}, and looked in the register: another admin has to countersign it."
GONE = "Nothing is countersigned: that answer is not here any more, or what it was about has changed since."
NO_MAIL = "Nothing was sent: this line has no mail server. Ask whoever runs it."


@dataclass(frozen=True, slots=True)
class Row:
    """One text for signing, and its review's state: asked, answered, countersigned, in the pack.

    `ends` is the day on which the review ends, None for a draft; `why` is the reason why the text is a draft.
    `is_unknown` is true of a signature in the pack that this line's desk never saw.
    """

    thing: Thing
    standing: Standing
    why: str
    ends: date | None
    asked: Asked | None
    answer: Answer | None
    signed: Signed | None
    is_unknown: bool = False

    @property
    def left(self) -> str:
        """The step still to be done with a signature that is not in the pack: "collect", or "" if none."""
        if self.signed is None or (self.standing.signature and not self.why):
            return ""
        return "collect" if self.signed.version == self.standing.version else ""


def signatures(desk: Desk) -> str:
    """Show who has signed what, which reviews end in which month, and who may be asked to sign."""
    rows = _rows(desk)
    ending = sorted((row.ends, row.thing.titled, row.thing.id, row) for row in rows if row.ends)
    months = [
        (month, [row for *_, row in group])
        for month, group in groupby(ending, key=lambda one: one[0].replace(day=1))
    ]
    told = {"rows": rows, "months": months, "clinicians": desk.kept.clinicians.all()}
    return render_template("desk/signatures.html", **told, today=_today(desk))


def one_signed(desk: Desk, language: str, name: str, wrong: str = "") -> str | tuple[str, int]:
    """Show one text to be signed: its sheet, the clinician's answer, and the clinicians to ask."""
    row = _row(desk, language, name)
    found = sheet(desk.written(), row.thing, desk.now().astimezone(desk.zone))
    told = {
        "row": row,
        "sheet": found,
        "said": objections(row.answer.comments, row.answer.read, found) if row.answer else (),
        "clinicians": [(one, why_not(row.thing, one)) for one in desk.kept.clinicians.all()],
        "mail": desk.tells.letters,
        "why_not_you": _why_not_you(desk, row),
        "is_current": bool(row.answer and row.answer.version == row.standing.version),
    }
    page = render_template("desk/one_signed.html", **told, wrong=wrong, wrong_at="whom")
    return (page, UNFIT) if wrong else page


def ask_review(desk: Desk, language: str, name: str) -> Response | str | tuple[str, int]:
    """Mail a clinician a link for one text, as the text is on disk now."""
    row = _row(desk, language, name)
    whom = desk.kept.clinicians.one(request.form.get("whom", "")) or abort(400)
    if not desk.tells.letters:
        return one_signed(desk, language, name, NO_MAIL)
    if why := why_not(row.thing, whom):
        return one_signed(desk, language, name, why)
    desk.note("review:ask", row.thing.id)
    base = desk.public_url or request.url_root.rstrip("/")
    Asking(desk.kept, desk.written(), base, desk.now()).ask(row.thing, whom, me().name)
    return _back(row.thing, f"A link goes to {whom.name} by mail. It works once, for seven days.")


def countersign(desk: Desk, language: str, name: str) -> Response:
    """Countersign a clinician's signature; refused as `_why_not_you` says, or if the text has changed."""
    row = _row(desk, language, name)
    answer = row.answer
    if why := _why_not_you(desk, row):
        return _back(row.thing, why, "refused")
    if answer is None or not answer.signs or answer.version != row.standing.version:
        return _back(row.thing, GONE, "refused")
    entry = desk.note("review:countersign", row.thing.id)
    if not desk.kept.reviews.countersign(answer, me().name):
        desk.kept.trail.strike(entry)
        return _back(row.thing, GONE, "refused")
    says = (
        "Countersigned. Whoever keeps the words brings it in (“flask review --collect”) and publishes them."
    )
    return _back(row.thing, says)


def _why_not_you(desk: Desk, row: Row) -> str:
    """Why the signed-in person may not countersign, as a sentence; "" if they may.

    The second signature must be another person's (R58).
    """
    answer, who = row.answer, me().name
    if answer is None:
        return ""
    if why_no_countersigner(who, answer.name, row.thing.author):
        return OWN
    # an answer of the version before does not say who entered them
    same = (one for one in desk.kept.clinicians.all() if one.registration == answer.registration)
    if any(may_be_same_person(who, one) for one in (answer.entered_by, *(one.entered_by for one in same))):
        return ENTERED.format(name=answer.name)
    return ASKED if may_be_same_person(who, answer.by) else ""


def drop_review(desk: Desk, language: str, name: str) -> Response:
    """Put away a clinician's answer: an objection that was read, or a signature of a changed text."""
    row = _row(desk, language, name)
    if row.answer is None:
        return _back(row.thing, "There is nothing to put away any more.", "refused")
    desk.note("review:drop", row.thing.id)
    desk.kept.reviews.drop_answer(row.thing.id)
    return _back(row.thing, f"What {row.answer.name} wrote is put away.")


def _rows(desk: Desk) -> tuple[Row, ...]:
    pack, reviews = desk.written(), desk.kept.reviews
    waiting, answered, signed = reviews.waiting(desk.now()), reviews.answered(), reviews.signed()
    strange = unknown(pack, signed)
    return tuple(
        Row(
            thing,
            pack.standing[thing.id],
            "" if pack.standing[thing.id].counts else why_draft(pack.standing[thing.id]),
            end_of(pack, thing),
            waiting.get(thing.id),
            answered.get(thing.id),
            signed.get(thing.id),
            thing in strange,
        )
        for thing in things(pack)
    )


def _row(desk: Desk, language: str, name: str) -> Row:
    """The row of one text; answers 404 if there is no text of this name."""
    of = (row for row in _rows(desk) if (row.thing.language, row.thing.name) == (language, name))
    return next(of, None) or abort(404)


def _today(desk: Desk) -> date:
    return desk.now().astimezone(desk.zone).date()


def _back(thing: Thing, words: str, how: str = "message") -> Response:
    """Redirect to one text's page with a message; `how` is "refused" if the action was refused."""
    flash(words, how)
    return redirect(url_for("desk.one_signed", language=thing.language, name=thing.name), 303)


AT = "/signatures/<language>/<name>"
ROUTES = (
    Route("GET", "/signatures", "edit", signatures, "Signatures"),
    Route("GET", AT, "edit", one_signed, "Signatures"),
    Route("POST", f"{AT}/ask", "edit", ask_review),
    Route("POST", f"{AT}/countersign", "admin", countersign),
    Route("POST", f"{AT}/drop", "admin", drop_review),
)
