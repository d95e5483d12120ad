"""The page behind a link that works once: it makes the first account or sets a password."""

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from store.desk.staff import FIRST, NAME, Invitation
from web.desk.needs import EVERYONE, Desk, Route
from web.desk.sign_in import MOST, UNFIT

LEAST = 12
LEAST_DIFFERENT = 6
NAME_RULE = "A name has 2 to 40 of the letters a to z, figures, dot and hyphen, a letter first."
TOO_SHORT = f"A password has {LEAST} to {MOST} characters. Three or four words are easy to keep in mind."
TOO_EASY = "That password is too easy to guess. Take three or four words that do not belong together."


def why_unfit(password: str, name: str) -> str:
    """The reason why a password is not accepted, "" if it is."""
    if not LEAST <= len(password) <= MOST:
        return TOO_SHORT
    easy = len(set(password.lower())) < LEAST_DIFFERENT or (name and name in password.lower())
    return TOO_EASY if easy else ""


def start(desk: Desk, token: str) -> str:
    """Show the form; answers 404 if the link has been used or has expired."""
    invitation = desk.kept.staff.read_invitation(token) or abort(404)
    return render_template("desk/start.html", invitation=invitation, token=token)


def set_up(desk: Desk, token: str) -> Response | tuple[str, int]:
    """Set the password from the form and use up the link.

    If two people do so at the same moment, only one succeeds.
    """
    staff = desk.kept.staff
    invitation = staff.read_invitation(token) or abort(404)
    name = invitation.name or request.form.get("name", "").strip().lower()
    password = request.form.get("password", "")
    wrong = why_unfit(password, name) if NAME.fullmatch(name) else NAME_RULE
    if wrong:
        told = {"invitation": invitation, "token": token, "wrong": wrong, "name": name}
        return render_template("desk/start.html", **told), UNFIT
    if staff.take(token) is None or not _carry_out(desk, invitation, name, password):
        abort(404)
    flash("Your password is set. Sign in with it now.")
    return redirect(url_for("desk.sign_in"), 303)


def _carry_out(desk: Desk, invitation: Invitation, name: str, password: str) -> bool:
    """Make the first account, or set the password, as the link allows. False if that is possible no more."""
    from store.desk.passwords import hash_password  # here: argon2 is of no use to a call

    staff = desk.kept.staff
    if invitation.kind == FIRST:
        if not staff.add(name, "admin", hash_password(password), only_first=True):
            return False
        desk.note("account:first", who=name)
        return True
    if staff.one(name) is None:
        return False
    staff.set_password(name, hash_password(password))
    desk.note("account:password", who=name)
    return True


ROUTES = (
    Route("GET", "/start/<token>", EVERYONE, start),
    Route("POST", "/start/<token>", EVERYONE, set_up),
)
