"""Handles a form that comes after its session has ended, or from a page of the session before."""

from flask import flash, g, redirect, request, session, url_for
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.wrappers import Response

from web.desk.frame.sorry import READS
from web.desk.needs import Desk, me
from web.desk.records.yours import say_yours
from web.desk.sign_in import BEFORE, WAS, end, whose
from web.desk.two_factor import ON_ALREADY, is_on_already
from web.desk.unsent import forms
from web.desk.unsent.may_wait import deed_words

IDLE, OUT = "You were signed out after a while without work.", "You are signed out."
IS_KEPT = "What you pressed is kept: sign in again, and you can send it."
NOT_KEPT = "What you pressed was not kept, and it was not done: {}."
STILL_KEPT = "What you pressed before it is kept still: {}."
DROPPED = "What you pressed before it is not kept any more, and it was not done: {}."
NOT_AGAIN = "That was sent already, or is too old. Look whether it was done."


def lead_to_sign_in(desk: Desk, csrf: CSRFProtect, *, idle: bool) -> Response:
    """Redirect to the sign-in page; if a form was sent, a message says what became of it.

    The form is kept for the account that the browser's cookie names. It is not kept if the cookie names none,
    or if `csrf` finds that the form did not come from our page. `idle` is true if the session ends now, after
    too long without use.
    """
    who, token, held = whose(), session.get(forms.TOKEN), session.get(forms.HELD, "")
    said = ""
    if request.method not in READS and deed_words(request.endpoint):
        held, said = (held, ON_ALREADY) if is_on_already(desk, who) else _keep(desk, csrf, who, held)
    elif idle and held:
        said = IS_KEPT
    if idle:
        said = f"{said} {say_yours(desk, who)}".strip()
        end(desk)
    if idle or said:
        kept = {WAS: who, forms.TOKEN: token, forms.HELD: held}
        session.update({name: value for name, value in kept.items() if value})
        session["why"] = f"{IDLE if idle else OUT} {said}".rstrip()
    return redirect(url_for("desk.sign_in"), 303)


def _keep(desk: Desk, csrf: CSRFProtect, who: str, held: str) -> tuple[str, str]:
    """The form to keep for the account `who`, sealed, and the message about it.

    The form is that of this request, or else the earlier form (`held`). It is "" if neither can be kept.
    """
    before, sent = forms.read(desk, who), forms.sent_now(who)
    try:
        csrf.protect()
        kept = forms.seal(desk, sent) if who else ""
    except CSRFError:
        kept = ""  # it did not come from a page of ours, or its cookie is gone
    if kept:
        return kept, f"{IS_KEPT} {DROPPED.format(before.does) if before and before != sent else ''}"
    left = STILL_KEPT.format(before.does) if before else ""
    return held if before else "", f"{NOT_KEPT.format(deed_words(request.endpoint))} {left}"


def turn_back(desk: Desk, csrf: CSRFProtect) -> Response | None:
    """Check the token of a form; give None if the form may be carried out.

    A form from the same account's previous session is kept instead: redirect to the page that shows it, on
    which a button sends it. A kept form that was sent before is not done again: redirect to the first page.
    Raises CSRFError for any other token that is not this session's.
    """
    try:
        csrf.protect()
    except CSRFError:
        kept = forms.seal(desk, forms.sent_now(me().name)) if "me" in g and _is_of_before(csrf) else ""
        if "me" in g and is_on_already(desk, me().name):
            flash(ON_ALREADY)
            return redirect(url_for("desk.account"), 303)
        if not kept:
            raise
        session[forms.HELD] = kept
        desk.kept.sessions.allow_once(kept, forms.LASTS_SECONDS)
        return redirect(url_for("desk.unsent"), 303)
    if forms.may_go(desk):
        return None
    flash(NOT_AGAIN)
    return redirect(url_for("desk.today"), 303)


def _is_of_before(csrf: CSRFProtect) -> bool:
    """Whether the token of the form belongs to the session before this one."""
    if BEFORE not in session or forms.TOKEN not in session:
        return False
    now, session[forms.TOKEN] = session[forms.TOKEN], session[BEFORE]
    try:
        csrf.protect()
    except CSRFError:
        return False
    finally:
        session[forms.TOKEN] = now
    return True
