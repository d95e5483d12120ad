"""The signed-in person's second factor: turning it on and off, and backup codes, shown once."""

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from store.sealed import BrokenSeal
from web.desk.account import NOT_YOURS, knows_password, page, stay
from web.desk.locks import backup_codes, totp
from web.desk.needs import Desk, Route, me
from web.desk.sign_in import UNFIT, WRONG_CODE

PURPOSE = "two_factor_new"
ON_ALREADY = (
    "It is on: from now on a code is asked for after your password. If you did not see your backup codes, "
    "make new ones now under “My account”."
)
USED = (
    "That code was used just now. If you pressed twice, it is on: look under “My account”, and make new "
    "backup codes there. If not, wait for the next code."
)


def two_factor(desk: Desk) -> str:
    """Show a new secret for the second factor, as a QR code and in letters.

    The secret is stored only once a right code shows that the phone has it.
    """
    return _page(desk, totp.new_secret())


def _page(desk: Desk, secret: str, wrong: str = "", wrong_at: str = "") -> str:
    """Show a new secret for an authenticator app, as QR code and letters, with a form for its code.

    `wrong` is the error to show, if any, and `wrong_at` the id of the field with the error.
    """
    import segno  # here: a QR code is drawn once in a year

    drawn = segno.make(totp.address(secret, desk.pack().service, me().name), error="m")
    return render_template(
        "desk/two_factor.html",
        picture=drawn.svg_data_uri(scale=6, border=4, dark="#000", light="#fff"),
        secret=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        sealed=desk.kept.line.seals.seal(PURPOSE, f"{me().name} {secret}"),
        wrong=wrong,
        wrong_at=wrong_at,
    )


def turn_on(desk: Desk) -> Response | str | tuple[str, int]:
    """Turn the second factor on and show backup codes.

    The form must have a right code of the new secret, and the password: a desk left open is not enough. If
    either is wrong, the page is shown again and says so (422). If the form came twice, redirect to the page
    of the account, where new backup codes are made. Answers 400 if the secret is not one of ours.
    """
    name, secret = _sent(desk)
    if name != me().name:
        abort(400)
    if not knows_password(desk):
        return _page(desk, secret, NOT_YOURS, "current"), UNFIT
    step = totp.step_of(secret, request.form.get("code", ""), desk.now())
    if step is None:
        return _page(desk, secret, WRONG_CODE, "code"), UNFIT
    codes = backup_codes.new_codes()
    with desk.entered("account:two_factor:on") as entry:
        if not desk.kept.staff.first_use(name, step):
            desk.kept.trail.strike(entry)
            return _say_used(desk, secret)
        desk.kept.staff.set_two_factor(name, secret, map(backup_codes.plain, codes)) or abort(404)
    stay(desk)
    return _codes_page(codes, "From now on a code is asked for after your password.")


def _say_used(desk: Desk, secret: str) -> Response | tuple[str, int]:
    """Answer a form whose code was used before.

    If the form was sent twice, and has turned the second factor on, redirect to the page of the account.
    Otherwise the page of the form is shown again and says so (422).
    """
    if not is_on_already(desk, me().name):
        return _page(desk, secret, USED, "code"), UNFIT
    stay(desk)
    flash(ON_ALREADY)
    return redirect(url_for("desk.account"), 303)


def _sent(desk: Desk) -> tuple[str, str]:
    """The account's name and the new secret, sealed in the form sent; "" and "" if the seal is broken."""
    try:
        name, _, secret = desk.kept.line.seals.unseal(PURPOSE, request.form.get("sealed", "")).partition(" ")
    except BrokenSeal:
        return "", ""
    return name, secret


def is_on_already(desk: Desk, who: str) -> bool:
    """Whether this form was sent twice, and the first time turned the second factor of `who` on.

    The first time has also ended the session that the second copy of the form came with.
    """
    name, secret = _sent(desk) if request.endpoint == "desk.turn_on" else ("", "")
    account = desk.kept.staff.one(who) if secret and name == who else None
    return account is not None and desk.kept.staff.two_factor(account) == secret


def _codes_page(codes: tuple[str, ...], said: str) -> str:
    """Show backup codes, which are shown only once; `said` is the message on what was done."""
    return render_template("desk/backup_codes.html", codes=codes, said=said)


def turn_off(desk: Desk) -> Response | tuple[str, int]:
    """Turn the second factor off, so that the password alone signs in.

    The form must have the password; if it is wrong, the page of the account is shown and says so (422).
    """
    if not knows_password(desk):
        return page(desk, NOT_YOURS, "current-off"), UNFIT
    with desk.entered("account:two_factor:off"):
        desk.kept.staff.set_two_factor(me().name, "") or abort(404)
    stay(desk)
    flash("Your password alone is enough again.")
    return redirect(url_for("desk.account"), 303)


def renew_codes(desk: Desk) -> str | tuple[str, int]:
    """Make and show new backup codes; the old codes no longer work.

    The form must have the password; if it is wrong, the page of the account is shown and says so (422).
    Answers 400 if the second factor is off.
    """
    if not me().two_factor:
        abort(400)
    if not knows_password(desk):
        return page(desk, NOT_YOURS, "current-codes"), UNFIT
    codes = backup_codes.new_codes()
    with desk.entered("account:backup_codes"):
        desk.kept.staff.set_backup_codes(me().name, map(backup_codes.plain, codes)) or abort(404)
    return _codes_page(codes, "The codes that you had before work no more.")


ROUTES = (
    Route("GET", "/account/two-factor", "answer", two_factor),
    Route("POST", "/account/two-factor", "answer", turn_on),
    Route("POST", "/account/two-factor/off", "answer", turn_off),
    Route("POST", "/account/backup-codes", "answer", renew_codes),
)
