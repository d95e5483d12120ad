"""Accounts and the trail of who did what, for admins."""

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from store.desk.staff import NAME, ROLES, Account, Invitation, Role
from web.desk.links import NAME_RULE
from web.desk.needs import Desk, Route, me
from web.desk.sign_in import UNFIT

A_PAGE = 100
TAKEN = "There is an account of that name already."


def staff(desk: Desk) -> str:
    """Every account."""
    return page(desk)


def page(desk: Desk, wrong: str = "", link: str = "", name: str = "") -> str:
    """The page; `link` is a one-time link that was just made for `name`, and is shown once."""
    rows = desk.kept.staff.all()
    return render_template("desk/staff.html", rows=rows, roles=ROLES, wrong=wrong, link=link, name=name)


def add_account(desk: Desk) -> str | tuple[str, int]:
    """Makes an account that nobody can use yet, and a link with which its owner sets a password."""
    name, role = request.form.get("name", "").strip().lower(), asked_role()
    if not NAME.fullmatch(name):
        return page(desk, NAME_RULE, name=name), UNFIT
    if not desk.kept.staff.add(name, role):
        return page(desk, TAKEN, name=name), UNFIT
    desk.did("staff:add", f"{name} {role}")
    return page(desk, link=new_link(desk, name), name=name)


def new_link(desk: Desk, name: str) -> str:
    """A one-time link for an account, for three days."""
    token = desk.kept.staff.invite(Invitation("set", name))
    base = desk.public_url or request.url_root.rstrip("/")
    return f"{base}{url_for('desk.start', token=token)}"


def asked_role() -> Role:
    """The role in the form. A 400 where it is none."""
    given = request.form.get("role", "")
    return next((role for role in ROLES if role == given), None) or abort(400)


def other(desk: Desk, name: str) -> Account:
    """An account that is not one's own; 404 for none, 400 for one's own."""
    if name == me().name:
        abort(400)
    return desk.kept.staff.one(name) or abort(404)


def change_role(desk: Desk, name: str) -> Response:
    """Gives an account another role; its sessions end."""
    account, role = other(desk, name), asked_role()
    desk.did("staff:role", f"{name} {role}")
    desk.kept.staff.set_role(account.name, role)
    return said(f"{name} is “{role}” now.")


def disable(desk: Desk, name: str) -> Response:
    """Shuts an account out at once, or lets it in again."""
    account = other(desk, name)
    desk.did("staff:enable" if account.disabled else "staff:disable", name)
    desk.kept.staff.disable(account.name, not account.disabled)
    return said(f"{name} may sign in again." if account.disabled else f"{name} is shut out.")


def reset(desk: Desk, name: str) -> str:
    """A link for a new password; the old one counts until it is used."""
    account = other(desk, name)
    desk.did("staff:reset", name)
    return page(desk, link=new_link(desk, account.name), name=account.name)


def drop_two_factor(desk: Desk, name: str) -> Response:
    """Takes the second factor away from somebody who has lost their phone."""
    account = other(desk, name)
    desk.did("staff:two_factor:off", name)
    desk.kept.staff.set_two_factor(account.name, "")
    return said(f"{name} signs in with the password alone.")


def said(words: str) -> Response:
    """Back to the page, with what was done."""
    flash(words)
    return redirect(url_for("desk.staff"), 303)


def trail(desk: Desk) -> str:
    """Who did what, the latest first."""
    before = request.args.get("before", "")
    plain = before if before.replace("-", "").isdigit() and len(before) < 40 else ""
    deeds, earlier = desk.kept.trail.latest(A_PAGE, plain)
    return render_template("desk/trail.html", deeds=deeds, earlier=earlier)


ROUTES = (
    Route("GET", "/staff", "admin", staff),
    Route("POST", "/staff", "admin", add_account),
    Route("POST", "/staff/<name>/role", "admin", change_role),
    Route("POST", "/staff/<name>/disable", "admin", disable),
    Route("POST", "/staff/<name>/reset", "admin", reset),
    Route("POST", "/staff/<name>/two-factor/off", "admin", drop_two_factor),
    Route("GET", "/trail", "admin", trail),
)
