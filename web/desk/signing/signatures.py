"""The desk's page of who has signed what and which review ends when; the page of one text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from menus.signing.compared import objections
from menus.signing.lapsing import end_of
from menus.signing.sheet import sheet
from menus.signing.signature import Standing
from menus.signing.things import Thing, things
from menus.signing.unsigned import why_draft
from store.signing.clinicians import Clinician
from store.signing.reviewed import Answer, Asked, Signed
from web.desk.needs import Desk, Route, me
from web.desk.sign_in import UNFIT
from web.desk.signing.asking import Asking, countersigners, editors, why_not
from web.desk.signing.in_force import in_force
from web.desk.signing.second import why_not_you
from web.desk.signing.witnessed import unknown

NOBODY = (
    "if you ask, nobody is left to countersign it: it takes an admin who neither asked, nor entered them, "
    "nor wrote it. Have somebody else ask, or add an admin"
)
NO_MAIL = "This line has no mail server yet, and a link goes by mail alone. Ask whoever runs it."
NO_ACCOUNT = (
    "Nothing is sent, by mail either, until the line’s account at the phone company is set up. Ask whoever "
    "runs it."
)


@dataclass(frozen=True, slots=True)
class Row:
    """One text for signing, and the state of its review.

    `standing` is what the pack says of the text's signature. `ends` is the day on which the review ends, None
    for a draft. `why` is the reason why the text is a draft, "" if it is no draft. `asked` is the open link
    to a clinician, or None. `answers` are the clinicians' answers that wait for staff, by their place in the
    store. `signed` is the signature countersigned last, or None. `is_unknown` is true if this line's desk
    never saw the pack's signature.
    """

    thing: Thing
    standing: Standing
    why: str
    ends: date | None
    asked: Asked | None
    answers: Mapping[str, Answer]
    signed: Signed | None
    is_unknown: bool = False

    @property
    def left(self) -> str:
        """The step still to be done with a countersigned signature: "collect", to bring it into the pack.

        "" if there is nothing to do.
        """
        if self.signed is None or self.signed.withdrawn or (self.standing.signature and not self.why):
            return ""
        return "collect" if self.signed.version == self.standing.version else ""

    @property
    def withdrawn(self) -> str:
        """Who withdrew a signature that still counts in the pack, and when, in words; "" if nobody did."""
        ours, theirs = self.signed, self.standing.signature
        is_in = bool(ours and theirs and not self.why and ours.version == theirs.version)
        return ours.withdrawn if ours and is_in else ""

    @property
    def objections(self) -> dict[str, Answer]:
        """The objections to the words as they are now, by their place in the store."""
        return {at: one for at, one in self.answers.items() if not one.signs and self.is_current(one)}

    def is_current(self, one: Answer | Asked | Signed) -> bool:
        """Whether a link, an answer or a signature is about the words as they are now."""
        return one.version == self.standing.version


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
    """Show one text to be signed: its sentences with facts, clinicians' answers, and the clinicians to ask.

    `language` (a code) and `name` are the text's; answers 404 if there is no such text. `wrong` is why a form
    was refused (422), "" if none was.
    """
    row = row_of(desk, language, name)
    found = sheet(desk.written(), row.thing, desk.now().astimezone(desk.zone))
    asked, past = desk.kept.clinicians.all(), desk.kept.reviews.history(row.thing.id)
    told = {
        "row": row,
        "sheet": found,
        "said": {at: objections(one.comments, one.read, found) for at, one in row.answers.items()},
        "history": [(one, objections(one.comments, one.read, found)) for one in past],
        "clinicians": _whom(desk, row.thing, asked),
        "addresses": {one.id: one.address for one in asked},
        "in_force": in_force(row.thing.id, row.standing, row.signed),
        "no_way": _no_way(desk),
        "why_not_you": {at: why_not_you(desk, row.thing, one) for at, one in row.answers.items()},
    }
    page = render_template("desk/one_signed.html", **told, wrong=wrong, wrong_at="whom")
    return (page, UNFIT) if wrong else page


def _no_way(desk: Desk) -> str:
    """Why no link can be sent to a clinician, as a sentence or two; "" if one can."""
    if desk.tells.letters:
        return ""
    return NO_MAIL if desk.tells.texts else NO_ACCOUNT


def ask_review(desk: Desk, language: str, name: str) -> Response | str | tuple[str, int]:
    """Mail a clinician a link for one text as it is on disk now; go back to the text's page with a message.

    `language` (a code) and `name` are the text's. If no mail can be sent, or the clinician may not sign this
    text, the page is shown and says so (422). Answers 404 if there is no such text.
    """
    row = row_of(desk, language, name)
    whom = desk.kept.clinicians.one(request.form.get("whom", "")) or abort(400)
    if no_way := _no_way(desk):
        return one_signed(desk, language, name, f"Nothing was sent. {no_way}")
    if why := why_not(row.thing, whom, (me().name, *editors(desk.kept))):
        return one_signed(desk, language, name, why)
    base = desk.public_url or request.url_root.rstrip("/")
    with desk.entered("review:ask", row.thing.id):
        Asking(desk.kept, desk.written(), base, desk.now()).ask(row.thing, whom, me().name)
    says = f"A link goes to {whom.name} by mail. It works once, for seven days."
    return back(
        row.thing, f"{says} Once signed, {_second(desk, row.thing, whom).removeprefix('if you ask, ')}."
    )


def _whom(desk: Desk, thing: Thing, asked: Sequence[Clinician]) -> list[tuple[Clinician, str, str]]:
    """Each clinician in `asked`, why they may not be asked ("" if they may), and who could countersign."""
    staff = (me().name, *editors(desk.kept))
    return [(one, why_not(thing, one, staff), _second(desk, thing, one)) for one in asked]


def _second(desk: Desk, thing: Thing, whom: Clinician) -> str:
    """Who could countersign what a clinician signs, if the signed-in person asks."""
    names = countersigners(desk.kept, thing, whom, me().name)
    return f"{' or '.join(names)} could countersign it" if names else NOBODY


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
            answered.get(thing.id, {}),
            signed.get(thing.id),
            thing in strange,
        )
        for thing in things(pack)
    )


def row_of(desk: Desk, language: str, name: str) -> Row:
    """The row of the text `name` in a language (its code); answers 404 if there is none."""
    of = (row for row in _rows(desk) if (row.thing.language, row.thing.name) == (language, name))
    return next(of, None) or abort(404)


def _today(desk: Desk) -> date:
    return desk.now().astimezone(desk.zone).date()


def back(thing: Thing, words: str, how: str = "message") -> Response:
    """Redirect to one text's page with a message; `how` is "refused" if the action was refused."""
    flash(words, how)
    return redirect(url_for("desk.one_signed", language=thing.language, name=thing.name), 303)


AT = "/signatures/<language>/<name>"
ROUTES = (
    Route("GET", "/signatures", "edit", signatures, "Signatures"),
    Route("GET", AT, "edit", one_signed, "Signatures"),
    Route("POST", f"{AT}/ask", "edit", ask_review),
)
