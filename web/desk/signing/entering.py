"""The desk's forms for admins: whom the line may ask to sign, looked up in their register."""

import re

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from menus.parts import is_gsm7
from menus.reviews import MOST_OF_ROLES
from menus.signing.signature import why_no_signer
from store.signing.clinicians import Clinician
from web.desk.needs import Desk, Route, me
from web.desk.sign_in import UNFIT

ADDRESS = re.compile(r"[^@\s,;<>\"]{1,64}@[^@\s,;<>\"]{1,180}\.[^@\s,;<>\"]{2,}")
SHORTEST = 3
ROLE_RULE = (
    f"Write what they are as callers hear it, in at most {MOST_OF_ROLES} plain letters and without a name, "
    "such as “a rheumatology nurse”."
)
CHECKED = "Look their entry up in the register yourself, then tick this: it is kept that you did."


def enter_clinician(_: Desk) -> str:
    """Show the form by which an admin enters a clinician."""
    return _form()


def add_clinician(desk: Desk) -> Response | tuple[str, int]:
    """Enter a clinician, whose entry in the register the admin has looked up today."""
    given = {name: " ".join(request.form.get(name, "").split()) for name in FIELDS}
    if wrong := _wrong(given):
        at, why = wrong
        return _form(why, at, given), UNFIT
    whom = Clinician(**given, entered_by=me().name, checked_on=desk.now().astimezone(desk.zone).date())
    desk.note("review:enter")
    desk.kept.clinicians.enter(whom)
    flash(f"{whom.name} may be asked now.")
    return redirect(url_for("desk.signatures"), 303)


def remove_clinician(desk: Desk, clinician_id: str) -> Response:
    """Remove a clinician, and end the links that were sent to them; what they signed stays signed."""
    desk.note("review:remove")
    desk.kept.reviews.drop_links(clinician_id, desk.now())
    gone = desk.kept.clinicians.remove(clinician_id)
    flash("They are asked no more, and no link of theirs works." if gone else "They were removed already.")
    return redirect(url_for("desk.signatures"), 303)


FIELDS = ("name", "role", "registration", "address")


def _form(wrong: str = "", at: str = "", given: dict[str, str] | None = None) -> str:
    told = {"wrong": wrong, "wrong_at": at, "given": given or {}, "role_rule": ROLE_RULE}
    return render_template("desk/clinician.html", **told)


def _wrong(given: dict[str, str]) -> tuple[str, str] | None:
    """The field that is wrong, and why; None if none is."""
    if why := why_no_signer(given["name"], "GMC 7012345", me().name):
        return "name", f"They cannot sign: {why}."
    role = given["role"]
    if not SHORTEST <= len(role) <= MOST_OF_ROLES or not is_gsm7(role) or re.search(r"[\d{}\[\].]", role):
        return "role", ROLE_RULE
    if why := why_no_signer(given["name"], given["registration"], ""):
        return "registration", f"{why[0].upper()}{why[1:]}."
    if not ADDRESS.fullmatch(given["address"]):
        return "address", "That is no e-mail address: write it as name@place.example."
    return None if request.form.get("checked") else ("checked", CHECKED)


ROUTES = (
    Route("GET", "/clinicians/new", "admin", enter_clinician, "Signatures"),
    Route("POST", "/clinicians", "admin", add_clinician),
    Route("POST", "/clinicians/<clinician_id>/remove", "admin", remove_clinician),
)
