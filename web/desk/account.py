"""The page of one's own account: password, phone, second factor, signing out everywhere."""

from flask import abort, flash, redirect, render_template, request, session, url_for
from flask_login import logout_user
from werkzeug.wrappers import Response

from store.sealed import BrokenSeal
from web.desk import totp
from web.desk.links import why_unfit
from web.desk.needs import Desk, Route, me
from web.desk.sign_in import MOST, UNFIT, WRONG_CODE, begin

PURPOSE = "two_factor_new"
NOT_YOURS = "That is not your password."
NO_NUMBER = "We cannot ring that number. Write a UK number, like 07400 123456."


def account(desk: Desk) -> str:
    """Show the signed-in member of staff their own account."""
    return _page(desk)


def _page(desk: Desk, wrong: str = "", about: str = "") -> str:
    """Show the page; `wrong` says what is wrong with the form that `about` names."""
    phone = desk.kept.staff.phone(me())
    return render_template("desk/account.html", phone=phone, wrong=wrong, about=about)


def _knows_password(desk: Desk) -> bool:
    """Whether the form has the right password of one's own account. Answers 429 after too many wrong ones."""
    from store.desk.passwords import fits  # here: argon2 is of no use to a call

    address = request.remote_addr or ""
    if not desk.attempts.may_try(address, me().name):
        abort(429)
    if fits(me().hash, request.form.get("current", "")[:MOST]):
        return True
    desk.attempts.count(address, me().name)
    return False


def change_password(desk: Desk) -> Response | tuple[str, int]:
    """Set the new password that the form gives for one's own account."""
    from store.desk.passwords import hash_password  # here: argon2 is of no use to a call

    password = request.form.get("password", "")
    wrong = why_unfit(password, me().name) or ("" if _knows_password(desk) else NOT_YOURS)
    if wrong:
        return _page(desk, wrong, "password"), UNFIT
    desk.kept.staff.set_password(me().name, hash_password(password))
    desk.note("account:password")
    return _stay(desk, "Your password is changed. You are signed out everywhere else.")


def change_phone(desk: Desk) -> Response | tuple[str, int]:
    """Store one's own phone number, which the carrier rings first when one rings somebody back."""
    from store.numbers import read_number

    written = request.form.get("phone", "").strip()
    number = read_number(written)[0] if written else ""
    if written and not number:
        return _page(desk, NO_NUMBER, "phone"), UNFIT
    desk.kept.staff.set_phone(me().name, number)
    desk.note("account:phone")
    flash("Your phone is saved." if number else "Your phone is removed.")
    return redirect(url_for("desk.account"), 303)


def sign_out_everywhere(desk: Desk) -> Response:
    """End all sessions of one's own account, this one included."""
    desk.kept.staff.sign_out_everywhere(me().name)
    desk.note("sign_out:everywhere")
    logout_user()
    session.clear()
    return redirect(url_for("desk.sign_in"), 303)


def _stay(desk: Desk, words: str) -> Response:
    """Start a new session; a change to one's own account has just ended all sessions."""
    changed = desk.kept.staff.one(me().name) or abort(404)
    gone = begin(desk, changed, url_for("desk.account"))
    flash(words)
    return gone


def two_factor(desk: Desk) -> str:
    """Show a new secret for the second factor, as a QR code and in letters.

    It is stored only once a right code shows that the phone has it.
    """
    return _two_factor_page(desk, totp.new_secret())


def _two_factor_page(desk: Desk, secret: str, wrong: str = "") -> str:
    """Show this secret, and the form for a code of it."""
    import segno  # here: a QR code is drawn once in a year

    drawn = segno.make(totp.address(secret, desk.pack().service, me().name), error="m")
    return render_template(
        "desk/two_factor.html",
        picture=drawn.svg_data_uri(scale=6, border=4, dark="#000", light="#fff"),
        secret=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        sealed=desk.kept.line.seals.seal(PURPOSE, f"{me().name} {secret}"),
        wrong=wrong,
    )


def turn_on(desk: Desk) -> Response | tuple[str, int]:
    """Turn the second factor on, if the form has a right code of the new secret."""
    try:
        opened = desk.kept.line.seals.unseal(PURPOSE, request.form.get("sealed", ""))
    except BrokenSeal:
        abort(400)
    name, _, secret = opened.partition(" ")
    if name != me().name:
        abort(400)
    step = totp.step_of(secret, request.form.get("code", ""), desk.now())
    if step is None or not desk.kept.staff.first_use(name, step):
        return _two_factor_page(desk, secret, WRONG_CODE), UNFIT
    desk.kept.staff.set_two_factor(name, secret)
    desk.note("account:two_factor:on")
    return _stay(desk, "From now on a code is asked for after your password.")


def turn_off(desk: Desk) -> Response | tuple[str, int]:
    """Turn the second factor off, so that the password alone signs in."""
    if not _knows_password(desk):
        return _page(desk, NOT_YOURS, "two_factor"), UNFIT
    desk.kept.staff.set_two_factor(me().name, "")
    desk.note("account:two_factor:off")
    return _stay(desk, "Your password alone is enough again.")


ROUTES = (
    Route("GET", "/account", "answer", account),
    Route("POST", "/account/password", "answer", change_password),
    Route("POST", "/account/phone", "answer", change_phone),
    Route("POST", "/account/sign-out-everywhere", "answer", sign_out_everywhere),
    Route("GET", "/account/two-factor", "answer", two_factor),
    Route("POST", "/account/two-factor", "answer", turn_on),
    Route("POST", "/account/two-factor/off", "answer", turn_off),
)
