"""Signing in to the desk and out: by password, and by a code if the account has a second factor."""

import re
from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request, session, url_for
from flask_login import current_user, login_user, logout_user
from werkzeug.wrappers import Response

from store.desk.staff import NAME, Account
from web.desk.locks import backup_codes, browsers, totp
from web.desk.locks.attempts import Taken, Try
from web.desk.locks.strength import MOST
from web.desk.needs import EVERYONE, Desk, Route, me
from web.desk.records.yours import say_yours
from web.desk.unsent import forms
from web.desk.wording import plural

HALF_SECONDS = 300
# What leads out of a folder, or to another host: no part, a part of points, a backslash.
AWAY = re.compile(r"^/\.*/$|\\")
# In the cookie: whose session was the last one here, and the token of its pages.
WAS, BEFORE = "was", "token_before"
UNFIT = 422
WRONG = "That name and password do not go together. Check both, and that Caps Lock is off."
NO_CODE = "Write the code first."
WRONG_CODE = "That code is not right. Wait until your phone shows the next one, and enter that."


@dataclass(frozen=True, slots=True)
class SignedIn:
    """An account in the form that the library Flask-Login needs; `session` is the secret of its session."""

    account: Account
    session: str
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    def get_id(self) -> str:
        """What Flask-Login keeps in the cookie: the account's name and version, and the session's secret."""
        return f"{_version(self.account)}:{self.session}"


def _version(account: Account) -> str:
    return f"{account.name}:{account.version}"


def _present(desk: Desk, version: str) -> Account | None:
    """The account with this name and version ("name:number"); None if it is gone, disabled or changed."""
    account = desk.kept.staff.one(version.partition(":")[0])
    return account if account and not account.disabled and _version(account) == version else None


def find_signed_in(desk: Desk, kept: str) -> SignedIn | None:
    """The account that a session cookie names; None if the cookie is valid no longer.

    A cookie is no longer valid once the session has ended, or the account is gone, disabled or changed, as by
    a new password. Raises `Unreachable` if the store does not answer.
    """
    version, _, secret = kept.rpartition(":")
    account = _present(desk, version)
    if account is None or not desk.kept.sessions.is_on(secret, account.name):
        return None
    return SignedIn(account, secret)


def begin(desk: Desk, account: Account) -> None:
    """Sign an account in: start a new session, and mark the browser as known for this account.

    Raises `Unreachable` if the store does not answer.
    """
    before = session.get(forms.TOKEN) if whose() == account.name else None
    end(desk)  # a new one: what stood in it before the password is not to be trusted
    login_user(SignedIn(account, desk.kept.sessions.begin(account.name)))
    session["seen"] = session["began"] = int(desk.now().timestamp())
    if before:
        session[BEFORE] = before
    browsers.remember(account.name)


def whose() -> str:
    """The name of the account that is, or was last, signed in with this browser; "" if the cookie is gone."""
    return str(session.get(WAS) or session.get("_user_id", "").partition(":")[0])


def end(desk: Desk) -> None:
    """End this browser's session, if it has one, also for anybody who has copied its cookie.

    Raises `Unreachable` if the store does not answer.
    """
    user = current_user._get_current_object()
    if isinstance(user, SignedIn):
        desk.kept.sessions.end(user.session)
    logout_user()
    session.clear()


def _wanted_page() -> str:
    """The path that somebody asked for before being sent to sign in; "" if none."""
    return str(session.get("next", ""))


def sign_in(desk: Desk) -> str:
    """Show the form for name and password, and why somebody was signed out, if they were."""
    empty = desk.kept.staff.is_empty()
    return render_template("desk/sign_in.html", why=session.pop("why", ""), empty=empty)


def try_to_sign_in(desk: Desk) -> Response | tuple[str, int]:
    """Sign somebody in, or go on to the form for the code if the account has a second factor.

    Once signed in, they go to the page that they had asked for. If name and password do not fit, the form is
    shown again (422), with the same message whichever is wrong. Answers 429 after too many failures.
    """
    from store.desk.passwords import fits  # here: argon2 is of no use to a call

    name, password = request.form.get("name", "").strip().lower(), request.form.get("password", "")
    taken = _take(desk, name)
    account = desk.kept.staff.one(name) if NAME.fullmatch(name) else None
    usable = account.hash if account and not account.disabled else ""
    if not fits(usable, password[:MOST]) or account is None:
        if account is not None:
            desk.note("sign_in:failed", who=name)
        return render_template(
            "desk/sign_in.html",
            wrong=WRONG,
            wrong_at="name",
            name=name if NAME.fullmatch(name) else "",
        ), UNFIT
    desk.attempts.give_back(taken)
    if account.two_factor:
        session["half"] = [_version(account), int(desk.now().timestamp())]
        return redirect(url_for("desk.code"), 303)
    desk.note("sign_in", who=account.name)
    return _go_in(desk, account)


def _take(desk: Desk, name: str) -> Taken:
    """Count a try to sign in as failed; answers 429 after too many failures.

    If the try proves right, give the result to `desk.attempts.give_back`.
    """
    this = Try(request.remote_addr or "", name, browsers.known(name))
    return desk.attempts.take(this, desk.now()) or abort(429)


def _go_in(desk: Desk, account: Account) -> Response:
    """Start a session; go to the wanted page if it is below /desk, otherwise to the first page.

    If a form of this person's is held from before the sign-in (`web.desk.unsent`), go to that form instead.
    """
    wanted, token = _wanted_page(), session.get(forms.HELD, "")
    held = forms.read(desk, account.name)
    begin(desk, account)
    if held:
        session[forms.HELD] = token
        desk.kept.sessions.allow_once(token, forms.LASTS_SECONDS)
        return redirect(url_for("desk.unsent"), 303)
    if token:
        flash("What was sent here before is too old, or somebody else’s. It was not done.")
    return redirect(wanted if _is_inside(wanted) else url_for("desk.today"), 303)


def _is_inside(wanted: str) -> bool:
    """Whether every browser would read a path, perhaps with a query, as a path below /desk."""
    top, *parts = wanted.partition("?")[0].removeprefix("/").split("/")
    return (
        wanted.startswith("/desk") and top == "desk" and not any(AWAY.search(f"/{part}/") for part in parts)
    )


def _half_in(desk: Desk) -> Account | None:
    """The account whose password was given in this browser within the last five minutes, or None.

    Its code is awaited.
    """
    version, at = session.get("half", ("", 0))
    late = desk.now().timestamp() - at > HALF_SECONDS
    return _present(desk, version) if version and not late else None


def code(desk: Desk) -> Response | str:
    """Show the form for a code of the second factor; go to the sign-in if no right password came before."""
    return render_template("desk/code.html") if _half_in(desk) else redirect(url_for("desk.sign_in"), 303)


def try_code(desk: Desk) -> Response | tuple[str, int]:
    """Finish signing in with the form's code, from an app or a backup code; each code works once.

    The person then goes to the page that they had asked for. A wrong code shows the form again (422). If the
    password was not given within the last five minutes, go back to the sign-in. Answers 429 after too many
    failures.
    """
    account = _half_in(desk)
    if account is None:
        return redirect(url_for("desk.sign_in"), 303)
    given = request.form.get("code", "")
    if not backup_codes.plain(given):  # a slip of a finger is no guess
        return render_template("desk/code.html", wrong=NO_CODE, wrong_at="code"), UNFIT
    taken = _take(desk, account.name)
    staff = desk.kept.staff
    step = totp.step_of(staff.two_factor(account), given, desk.now())
    fits = step is not None and staff.first_use(account.name, step)
    if not fits and not staff.use_backup_code(account.name, backup_codes.plain(given)):
        desk.note("sign_in:failed", who=account.name)
        return render_template("desk/code.html", wrong=WRONG_CODE, wrong_at="code"), UNFIT
    desk.attempts.give_back(taken)
    desk.note("sign_in" if fits else "sign_in:backup_code", who=account.name)
    gone = _go_in(desk, account)
    _tell_codes_left(staff.backup_codes_left(account.name))
    return gone


def _tell_codes_left(left: int) -> None:
    """Say how many backup codes are left, and where to make new ones, if only few are left."""
    if left <= backup_codes.FEW:
        flash(f"You have {plural(left, 'backup code')} left. Make new ones under “My account”.")


def sign_out(desk: Desk) -> Response:
    """End the session, and go to the sign-in page, which says what the person still has claimed."""
    desk.note("sign_out")
    end_for_now(desk, "You are signed out.")
    return redirect(url_for("desk.sign_in"), 303)


def end_for_now(desk: Desk, out: str) -> None:
    """End the session of the signed-in person.

    If the person still has records claimed, the sign-in page shows the words `out` and counts the records. A
    page in another tab may still send its form: the form then waits until the same person signs in. Raises
    `Unreachable` if the store does not answer.
    """
    who, token, said = me().name, session.get(forms.TOKEN), say_yours(desk, me().name)
    end(desk)
    if said:
        session["why"] = f"{out} {said}"
    session[WAS], session[forms.TOKEN] = who, token


ROUTES = (
    Route("GET", "/sign-in", EVERYONE, sign_in),
    Route("POST", "/sign-in", EVERYONE, try_to_sign_in),
    Route("GET", "/code", EVERYONE, code),
    Route("POST", "/code", EVERYONE, try_code),
    Route("POST", "/sign-out", "answer", sign_out),
)
