"""The desk's forms for admins to enter clinicians who may sign, checked in their register."""

import re
from unicodedata import normalize

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from menus.model import Language
from menus.reviews import MOST_OF_ROLES, is_plain_role
from menus.sentences import plain_words
from menus.signing.person import is_vague, may_be_same_person, name_in, says_nobody
from menus.signing.signature import why_no_signer
from store.signing.clinicians import Clinician
from web.desk.needs import Desk, Route, me, typed
from web.desk.sign_in import UNFIT

ADDRESS = re.compile(r"[^@\s,;<>\"]{1,64}@[^@\s,;<>\"]{1,180}\.[^@\s,;<>\"]{2,}")
SPACED = re.compile(r"([A-Za-z]{2,8})[ :]+([A-Za-z0-9 ]+)")
# Registers that write themselves in capitals and small letters.
MIXED = {"gphc": "GPhC"}
SHORTEST = 3
# This name stands in the signature, so it is a person's alone, with no post or register beside it.
NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[ .'’-])*")
NAME_RULE = (
    "Write the clinician’s name in one line, of letters, with blanks, hyphens, apostrophes and full stops "
    "alone."
)
ROLE_RULE = (
    f"Write what they are as callers hear it, in at most {MOST_OF_ROLES} plain letters (blanks, hyphens and "
    "apostrophes count among them) and without a name, such as “a specialist nurse”."
)
MISREAD = "Callers might not understand “{word}”: choose another word, or have its sounds added first."
NO_PROFESSION = (
    "“{role}” names no profession, and callers are told it: write what they are by their register, such as "
    "“a specialist nurse” or “a pharmacist”."
)
NAMED = (
    "“{word}” is of their name, which callers are not told: write what they are without it, such as “a "
    "specialist nurse”."
)
THEMSELVES = "Nobody enters themselves: another admin has to."
TAKEN = "{name} is entered with this entry already: one entry is one person. Remove that one first."
CHECKED = "Look their entry up in the register yourself, then tick this: it is kept that you did."


def enter_clinician(_: Desk) -> str:
    """Show the form by which an admin enters a clinician."""
    return _form()


def _misread(role: str, language: Language) -> str:
    """The first word of a role that the voice may mispronounce (R17); "" if there is none."""
    known = language.pronunciation.keys() | language.ordinary
    return next((word for word in plain_words(role) if word not in known), "")


def add_clinician(desk: Desk) -> Response | tuple[str, int]:
    """Enter the clinician in the form, and go to the list of signatures with a message.

    The admin has to have looked up the clinician's entry in the register today. If the form has a fault, it
    is shown again and says so (422).
    """
    given = {name: re.sub(r"[^\S\n\t]+", " ", typed(name)) for name in FIELDS}
    language = next(iter(desk.written().languages.values()))
    given["registration"] = _entry(given["registration"])
    same = (
        one.name
        for one in desk.kept.clinicians.all()
        if _key(one.registration) == _key(given["registration"])
    )
    if wrong := _wrong(given, language, next(same, "")):
        at, why = wrong
        return _form(why, at, given), UNFIT
    whom = Clinician(**given, entered_by=me().name, checked_on=desk.now().astimezone(desk.zone).date())
    with desk.entered("review:enter"):
        desk.kept.clinicians.enter(whom)
    flash(f"{whom.name} may be asked now.")
    return redirect(url_for("desk.signatures"), 303)


def remove_clinician(desk: Desk, clinician_id: str) -> Response:
    """Remove a clinician, end the links sent to this clinician, and go to the list of signatures.

    Given signatures stay valid. A message says so if the clinician was removed already.
    """
    entry = desk.note("review:remove")  # of two steps: what fails between them has been begun
    desk.kept.reviews.forget(clinician_id)
    gone = desk.kept.clinicians.remove(clinician_id)
    if not gone:
        desk.kept.trail.strike(entry)
    flash("They are asked no more, and no link of theirs works." if gone else "They were removed already.")
    return redirect(url_for("desk.signatures"), 303)


def _entry(written: str) -> str:
    """A register entry as it is stored: "NMC 12A3456E" for "nmc 12a 3456e"; other words stay as written."""
    found = SPACED.fullmatch(written)
    if not found:
        return written
    register = MIXED.get(found[1].casefold(), found[1].upper())
    return f"{register} {found[2].replace(' ', '').upper()}"


def _key(registration: str) -> str:
    return "".join(registration.split()).casefold()


FIELDS = ("name", "role", "registration", "address")


def _form(wrong: str = "", at: str = "", given: dict[str, str] | None = None) -> str:
    told = {"wrong": wrong, "wrong_at": at, "given": given or {}, "role_rule": ROLE_RULE}
    return render_template("desk/clinician.html", **told)


def _wrong_role(role: str, language: Language) -> str:
    """Why a role may not be told to callers, as a sentence; "" if it may."""
    if len(role) < SHORTEST or not is_plain_role(role):
        return ROLE_RULE
    if says_nobody(role) or is_vague(role):
        return NO_PROFESSION.format(role=role)
    word = _misread(role, language)
    return MISREAD.format(word=word) if word else ""


def _wrong_name(name: str) -> str:
    """Why somebody of this name may not be entered, as a sentence; "" if they may."""
    if not name:
        return "Write the clinician’s name."
    if name.casefold() == me().name:  # first: the name of an account may hold a digit
        return THEMSELVES
    if not NAME.fullmatch(normalize("NFC", name)):
        return NAME_RULE
    if why := why_no_signer(name, "GMC 7012345", ""):
        return f"They cannot sign: {why}."
    return THEMSELVES if may_be_same_person(name, me().name) else ""


def _wrong(given: dict[str, str], language: Language, at_register: str) -> tuple[str, str] | None:
    """The field of the form that is wrong, and why; None if none is.

    `given` are the form's fields by name. `at_register` is the name of a clinician who is entered with the
    same entry in the register, "" if nobody is.
    """
    if why := _wrong_name(given["name"]):
        return "name", why
    if word := name_in(given["role"], given["name"]):
        return "role", NAMED.format(word=word)
    if why := _wrong_role(given["role"], language):
        return "role", why
    if why := why_no_signer(given["name"], given["registration"], ""):
        return "registration", f"{why[0].upper()}{why[1:]}."
    if at_register:
        return "registration", TAKEN.format(name=at_register)
    if not ADDRESS.fullmatch(given["address"]):
        return "address", "That is no e-mail address: write it as name@place.example."
    return None if request.form.get("checked") else ("checked", CHECKED)


ROUTES = (
    Route("GET", "/clinicians/new", "admin", enter_clinician, "Signatures"),
    Route("POST", "/clinicians", "admin", add_clinician),
    Route("POST", "/clinicians/<clinician_id>/remove", "admin", remove_clinician),
)
