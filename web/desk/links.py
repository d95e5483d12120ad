"""The page behind a one-time link for making the first account or setting a password."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from store.desk.invitations import FIRST, Invitation
from store.desk.staff import NAME
from web.desk.locks import browsers
from web.desk.locks.strength import why_unfit
from web.desk.needs import EVERYONE, Desk, Route
from web.desk.sign_in import UNFIT

NAME_RULE = "Choose a name of 2 to 40 letters a to z, digits, dots or hyphens, with a letter first."
DEAD = (
    "It has been used, is too old (three days; the link of the desk's first account one hour), or there is a "
    "newer one. Ask an admin, or whoever runs the line, for another."
)


def start(desk: Desk, token: str) -> str | tuple[str, int]:
    """Show the form behind a one-time link: for making the first account, or setting a password.

    Answers 404 if the link no longer works: used, too old or replaced by a newer link.
    """
    invitation = desk.kept.invitations.read(token)
    if invitation is None:
        return _say_dead()
    return render_template("desk/start.html", invitation=invitation, token=token)


def set_up(desk: Desk, token: str) -> Response | tuple[str, int]:
    """Set the password from the form, use up the link, and go to the sign-in page.

    An unfit name or password shows the form again (422). A link that no longer works gives 404: if two people
    send the form at the same moment, only one succeeds.
    """
    invitation = desk.kept.invitations.read(token)
    if invitation is None:
        return _say_dead()
    name = invitation.name or request.form.get("name", "").strip().lower()
    password = request.form.get("password", "")
    wrong = why_unfit(password, name, desk.pack().service) if NAME.fullmatch(name) else NAME_RULE
    if wrong:
        at = "name" if wrong == NAME_RULE else "password"
        told = {"invitation": invitation, "token": token, "wrong": wrong, "wrong_at": at, "name": name}
        return render_template("desk/start.html", **told), UNFIT
    from store.desk.passwords import hash_password  # here: argon2 is of no use to a call

    hashed = hash_password(password)  # before the link is used up: what fails here leaves it good
    with desk.entered("account:first" if invitation.kind == FIRST else "account:password", who=name) as entry:
        if desk.kept.invitations.take(token) is None or not _carry_out(desk, invitation, name, hashed):
            desk.kept.trail.strike(entry)
            return _say_dead()
    browsers.remember(name)  # so that nobody who was given a link is kept out by what strangers do
    flash("Your password is set. Sign in with it now.")
    return redirect(url_for("desk.sign_in"), 303)


def _say_dead() -> tuple[str, int]:
    """The page for a one-time link that no longer works, and its status (404)."""
    return render_template("desk/sorry.html", title="This link no longer works", mend=DEAD), 404


def _carry_out(desk: Desk, invitation: Invitation, name: str, hashed: str) -> bool:
    """Make the first account or set the password, as the link allows; False if no longer possible."""
    staff = desk.kept.staff
    if invitation.kind == FIRST:
        return staff.add(name, "admin", hashed, only_first=True)
    return staff.set_password(name, hashed)


ROUTES = (
    Route("GET", "/start/<token>", EVERYONE, start),
    Route("POST", "/start/<token>", EVERYONE, set_up),
)
