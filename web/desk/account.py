"""The page of one's own account: password, phone, signing out everywhere."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from menus.numbers import rings_us
from store.promises.queue import ID
from web.desk.locks.attempts import Try
from web.desk.locks.strength import MOST, why_unfit
from web.desk.needs import Desk, Route, me
from web.desk.sign_in import UNFIT, begin, end_for_now

NOT_YOURS = "That is not your password. Check that Caps Lock is off."
OURS = "That is the number of this line or of the helpline: it would ring itself. Write your own."
NO_NUMBER = "We cannot ring that number. Write a UK number, like 07400 123456."


def account(desk: Desk) -> str:
    """Show the signed-in member of staff their own account."""
    return page(desk)


def page(desk: Desk, wrong: str = "", wrong_at: str = "") -> str:
    """Show the page of one's own account at the desk.

    If a form was filled in wrongly, `wrong` says how, and `wrong_at` is the id of the field, such as "phone".
    """
    staff = desk.kept.staff
    left = staff.backup_codes_left(me().name) if me().two_factor else 0
    back = request.args.get("back", "")
    shown = {"phone": staff.phone(me()), "left": left, "wrong": wrong, "wrong_at": wrong_at}
    shown["back"] = back if ID.fullmatch(back) else ""
    return render_template("desk/account.html", **shown)


def knows_password(desk: Desk) -> bool:
    """Whether the form has the right password of one's own account. Answers 429 after too many wrong ones."""
    from store.desk.passwords import fits  # here: argon2 is of no use to a call

    if not request.form.get("current"):
        return False  # a slip of a finger is no guess
    # by the session: what strangers do with the name is nothing to who is signed in
    this = Try(request.remote_addr or "", me().name, current_user.get_id(), signed_in=True)
    taken = desk.attempts.take(this, desk.now()) or abort(429)
    if not fits(me().hash, request.form.get("current", "")[:MOST]):
        return False
    desk.attempts.give_back(taken)
    return True


def change_password(desk: Desk) -> Response | tuple[str, int]:
    """Set one's own new password from the form, end one's other sessions, and go back to the account.

    If the present password is wrong, or the new one is unfit, the page is shown again and says so (422).
    """
    from store.desk.passwords import hash_password  # here: argon2 is of no use to a call

    password = request.form.get("password", "")
    wrong = why_unfit(password, me().name, desk.pack().service)
    if wrong:
        return page(desk, wrong, "password"), UNFIT
    if not knows_password(desk):
        return page(desk, NOT_YOURS, "current"), UNFIT
    hashed = hash_password(password)
    with desk.entered("account:password"):
        desk.kept.staff.set_password(me().name, hashed) or abort(404)
    stay(desk)
    flash("Your password is changed. You are signed out everywhere else.")
    return redirect(url_for("desk.account"), 303)


def change_phone(desk: Desk) -> Response | tuple[str, int]:
    """Store one's own phone number from the form, or remove it if the field is empty; go back to the account.

    The carrier rings this phone first in a call-back. If the number cannot be rung, the page is shown again
    and says so (422).
    """
    from store.numbers import read_number

    written = request.form.get("phone", "").strip()
    number = read_number(written)[0] if written else ""
    if written and not number:
        return page(desk, NO_NUMBER, "phone"), UNFIT
    if rings_us(desk.pack().hours, number, desk.number):
        return page(desk, OURS, "phone"), UNFIT
    if not number and not desk.kept.staff.phone(me()):
        flash("No phone is saved: none was, and the field is empty.")
        return redirect(url_for("desk.account", back=request.args.get("back") or None), 303)
    with desk.entered("account:phone"):
        desk.kept.staff.set_phone(me().name, number) or abort(404)
    flash("Your phone is saved." if number else "Your phone is removed.")
    return redirect(url_for("desk.account", back=request.args.get("back") or None), 303)


def choose_theme(desk: Desk) -> Response:  # noqa: ARG001, the theme is the browser's, not the line's
    """Go back to the account; `web.pages` keeps the theme that the form gives, in a cookie."""
    return redirect(url_for("desk.account"), 303)


def sign_out_everywhere(desk: Desk) -> Response:
    """End all sessions of one's own account, this one included, and go to the sign-in page."""
    with desk.entered("sign_out:everywhere"):
        desk.kept.staff.sign_out_everywhere(me().name) or abort(404)
    end_for_now(desk, "You are signed out everywhere.")
    return redirect(url_for("desk.sign_in"), 303)


def stay(desk: Desk) -> None:
    """Start a new session, because a change to one's own account has just ended all its sessions.

    Answers 404 if the account is gone.
    """
    begin(desk, desk.kept.staff.one(me().name) or abort(404))


ROUTES = (
    Route("GET", "/account", "answer", account),
    Route("POST", "/account/password", "answer", change_password),
    Route("POST", "/account/phone", "answer", change_phone),
    Route("POST", "/account/theme", "answer", choose_theme),
    Route("POST", "/account/sign-out-everywhere", "answer", sign_out_everywhere),
)
