"""Signing in to the desk and out: by password, and by a code if the account has a second factor."""

from dataclasses import dataclass

from flask import abort, redirect, render_template, request, session, url_for
from flask_login import login_user, logout_user
from werkzeug.wrappers import Response

from store.desk.staff import NAME, Account
from web.desk import totp
from web.desk.needs import EVERYONE, Desk, Route

MOST = 200
HALF_SECONDS = 300
UNFIT = 422
WRONG = "That name and password do not go together."
WRONG_CODE = "That code does not fit. Wait for the next one."


@dataclass(frozen=True, slots=True)
class SignedIn:
    """An account in the form that the library Flask-Login needs."""

    account: Account
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    def get_id(self) -> str:
        """The text for the cookie: name and version of the account; a new version ends the session."""
        return f"{self.account.name}:{self.account.version}"


def find_signed_in(desk: Desk, kept: str) -> SignedIn | None:
    """The account that a session cookie names; None if it is disabled or changed since.

    Raises `Unreachable`.
    """
    account = desk.kept.staff.one(kept.partition(":")[0])
    if account is None or account.disabled or SignedIn(account).get_id() != kept:
        return None
    return SignedIn(account)


def begin(desk: Desk, account: Account, wanted: str = "") -> Response:
    """Start a session, and go to the path `wanted` if it is below /desk, otherwise to the first page."""
    session.clear()  # a new one: what stood in it before the password is not to be trusted
    login_user(SignedIn(account))
    session["seen"] = session["began"] = int(desk.now().timestamp())
    inside = wanted.partition("?")[0] == "/desk" or wanted.startswith("/desk/")
    return redirect(wanted if inside else url_for("desk.today"), 303)


def _wanted_page() -> str:
    """The path that somebody wanted to see before they were sent to sign in."""
    return str(session.get("next", ""))


def sign_in(desk: Desk) -> str:
    """Show the form for name and password."""
    empty = desk.kept.staff.is_empty()
    return render_template("desk/sign_in.html", why=session.pop("why", ""), empty=empty)


def try_to_sign_in(desk: Desk) -> Response | tuple[str, int]:
    """Sign somebody in, or go on to the form for the code.

    Whether the name or the password is wrong, the same is said.
    """
    from store.desk.passwords import fits  # here: argon2 is of no use to a call

    name, password = request.form.get("name", "").strip().lower(), request.form.get("password", "")
    address = request.remote_addr or ""
    if not desk.attempts.may_try(address, name):
        abort(429)
    account = desk.kept.staff.one(name) if NAME.fullmatch(name) else None
    usable = account.hash if account and not account.disabled else ""
    if not fits(usable, password[:MOST]) or account is None:
        desk.attempts.count(address, name)
        if account is not None:
            desk.note("sign_in:failed", who=name)
        return render_template(
            "desk/sign_in.html", wrong=WRONG, name=name if NAME.fullmatch(name) else ""
        ), UNFIT
    if account.two_factor:
        session["half"] = [SignedIn(account).get_id(), int(desk.now().timestamp())]
        return redirect(url_for("desk.code"), 303)
    desk.note("sign_in", who=account.name)
    return begin(desk, account, _wanted_page())


def _half_in(desk: Desk) -> Account | None:
    """The account whose password was given within five minutes, but whose code was not yet."""
    kept, at = session.get("half", ("", 0))
    late = desk.now().timestamp() - at > HALF_SECONDS
    found = find_signed_in(desk, kept) if kept and not late else None
    return found.account if found else None


def code(desk: Desk) -> Response | str:
    """Show the form for a code of the second factor."""
    return render_template("desk/code.html") if _half_in(desk) else redirect(url_for("desk.sign_in"), 303)


def try_code(desk: Desk) -> Response | tuple[str, int]:
    """Sign in somebody whose code is right; each code works once."""
    account, address = _half_in(desk), request.remote_addr or ""
    if account is None:
        return redirect(url_for("desk.sign_in"), 303)
    if not desk.attempts.may_try(address, account.name):
        abort(429)
    staff = desk.kept.staff
    step = totp.step_of(staff.two_factor(account), request.form.get("code", ""), desk.now())
    if step is None or not staff.first_use(account.name, step):
        desk.attempts.count(address, account.name)
        desk.note("sign_in:failed", who=account.name)
        return render_template("desk/code.html", wrong=WRONG_CODE), UNFIT
    desk.note("sign_in", who=account.name)
    return begin(desk, account, _wanted_page())


def sign_out(desk: Desk) -> Response:
    """End the session."""
    desk.note("sign_out")
    logout_user()
    session.clear()
    return redirect(url_for("desk.sign_in"), 303)


ROUTES = (
    Route("GET", "/sign-in", EVERYONE, sign_in),
    Route("POST", "/sign-in", EVERYONE, try_to_sign_in),
    Route("GET", "/code", EVERYONE, code),
    Route("POST", "/code", EVERYONE, try_code),
    Route("POST", "/sign-out", "answer", sign_out),
)
