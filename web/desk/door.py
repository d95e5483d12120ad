"""The entrance to /desk: checks for every page whether somebody is signed in and has the role for it."""

from datetime import timedelta
from functools import partial

from flask import Blueprint, Flask, flash, g, redirect, render_template, request, session, url_for
from flask.sansio.blueprints import BlueprintSetupState
from flask_login import LoginManager, current_user
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.exceptions import Forbidden, HTTPException
from werkzeug.wrappers import Response

from store.desk.sessions import LONGEST_SECONDS
from store.link import Unreachable
from store.sealed import BrokenSeal
from web.desk import (
    account,
    asked,
    bounds,
    content,
    links,
    openings,
    sign_in,
    staff,
    today,
    two_factor,
)
from web.desk.callbacks import deeds, lists, messages, one, table
from web.desk.locks.forwarded import is_untold
from web.desk.needs import BY_ITSELF, EVERYONE, Desk, Route
from web.desk.operate import before_live, own_ring
from web.desk.records import flagged, written
from web.desk.records.shown import asked_for
from web.desk.restored import held_back
from web.desk.sign_in import SignedIn, end, find_signed_in
from web.desk.unsent import forms
from web.desk.wording import FILTERS

IDLE = timedelta(minutes=30)
LONGEST = timedelta(seconds=LONGEST_SECONDS)
IS_KEPT = " What you pressed is kept: sign in again, and you can send it."
READS = ("GET", "HEAD", "OPTIONS")
# In the order of their tabs.
FILES = (
    today,
    held_back,
    lists,
    one,
    deeds,
    table,
    messages,
    written,
    flagged,
    bounds,
    openings,
    asked,
    content,
    staff,
    before_live,
    own_ring,
    account,
    two_factor,
    sign_in,
    forms,
    links,
)
ROUTES: tuple[Route, ...] = tuple(route for file in FILES for route in file.ROUTES)
ROLES = {route.endpoint: route.role for route in ROUTES}
LIT = {route.endpoint: route.tab for route in ROUTES}
FIRST = {route.tab: route for route in reversed(ROUTES)}
TABS = tuple(FIRST[tab] for tab in dict.fromkeys(route.tab for route in ROUTES) if tab)
AWAY = 503
SAYS = {
    400: ("That did not come from this page", "Go back, load the page again, and send it once more."),
    403: ("Your role may not do this", "Ask an admin if it ought to."),
    404: ("There is nothing here", "It may be closed, or older than 30 days."),
    429: (
        "Too many tries",
        "There were too many wrong passwords or codes, from where you are or for this name. Wait a quarter "
        "of an hour. A browser in which you have signed in before lets you in now; so does a link from an "
        "admin, in the browser in which you open it.",
    ),
    AWAY: (
        "The store is away",
        "Calls and texts are still answered. Call-backs cannot be taken or shown until it is back. "
        "Load this page again in a minute.",
    ),
}
# After a button nobody can tell: what was sent to a store that gives no answer may have come to it.
NOT_SURE = (
    "The store gave no answer to that button. It may have been done, or not. Look first whether it was, "
    "before you press again; the store may need a minute."
)
PLACES = tuple(route for route in ROUTES if route.method == "GET" and "<" not in route.path)
TOO_MANY = 429
STILL_SIGNED_IN = "You gave a wrong password too often. Wait a quarter of an hour; you are still signed in."


def blueprint(desk: Desk) -> Blueprint:
    """The blueprint of all pages below /desk, with the checks before them and their error pages."""
    pages = Blueprint("desk", __name__, url_prefix="/desk")
    csrf = CSRFProtect()

    def set_up(state: BlueprintSetupState) -> None:
        _prepare(state.app, desk)  # type: ignore[arg-type]  # flask's own type is wider
        csrf.init_app(state.app)

    def turn_away() -> Response | None:
        is_untold(desk.trusted_proxies)  # for the log: whoever cannot sign in sees no page that tells
        role = ROLES[request.endpoint or ""]
        gone = None if role == EVERYONE else _refuse(desk, role, csrf)
        if gone is None and request.method not in READS:
            csrf.protect()
            if not forms.may_go(desk):
                flash("That was sent already, or is too old. Look whether it was done.")
                gone = redirect(url_for("desk.today"), 303)
        return gone

    def shown() -> dict[str, object]:
        return {
            "me": g.get("me"),
            "tabs": _tabs(),
            "zone": desk.zone,
            "moment": desk.now(),
            **asked_for(desk),
        }

    pages.record_once(set_up)
    pages.before_request(turn_away)
    pages.context_processor(shown)
    pages.register_error_handler(BrokenSeal, _say_key_is_gone)
    for error in (Unreachable, *(status for status in SAYS if status != AWAY)):
        pages.register_error_handler(error, _say_sorry)  # type: ignore[arg-type]  # classes and codes are both taken
    for route in ROUTES:
        view = partial(route.view, desk)
        pages.add_url_rule(route.path, route.view.__name__, view, methods=[route.method])
    return pages


def _prepare(app: Flask, desk: Desk) -> None:
    """Set up the sign-in and its cookie.

    The cookie is sent only to /desk, and only over https if PUBLIC_URL begins with that.
    """
    app.config.update(
        SESSION_COOKIE_NAME="desk",
        SESSION_COOKIE_PATH="/desk",
        SESSION_COOKIE_SECURE=desk.public_url.startswith("https:"),
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_CHECK_DEFAULT=False,  # webhooks are signed instead
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session, which ends by itself
    )
    manager = LoginManager()
    manager.user_loader(lambda kept: find_signed_in(desk, kept))
    # not by init_app: it would look for a remember-me cookie on every webhook, and nobody is remembered
    app.login_manager = manager  # type: ignore[attr-defined]
    app.jinja_env.filters.update(FILTERS)


def _refuse(desk: Desk, role: str, csrf: CSRFProtect) -> Response | None:
    """Send people who are signed out or idle to the sign-in page; raise Forbidden if they lack the role.

    None lets the request through.
    """
    here, now = BY_ITSELF not in request.headers, desk.now().timestamp()
    user = current_user._get_current_object()
    if isinstance(user, SignedIn) and _is_over(now):
        _end_idle(desk, csrf, user.account.name)
        user = None
    elif not isinstance(user, SignedIn) and forms.WAS in session and request.method not in READS:
        _end_idle(desk, csrf, session[forms.WAS])
    if not isinstance(user, SignedIn):
        if request.method in READS and here:
            session["next"] = request.full_path.rstrip("?")
        return redirect(url_for("desk.sign_in"), 303)
    if here:
        session["seen"] = int(now)
    g.me = user.account
    if not user.account.may(role):  # type: ignore[arg-type]
        raise Forbidden
    return None


def _end_idle(desk: Desk, csrf: CSRFProtect, who: str) -> None:
    """End the session of `who`, that was idle; what they send now or from another tab is kept for them."""
    token, held = session.get(forms.TOKEN), session.get(forms.HELD, "")
    if request.method not in READS:
        try:
            csrf.protect()
            held = forms.hold(desk, who)
        except CSRFError:
            held = ""  # it did not come from a page of ours
    end(desk)
    session["why"] = f"You were signed out after a while without work.{IS_KEPT if held else ''}"
    session[forms.WAS], session[forms.TOKEN] = who, token
    if held:
        session[forms.HELD] = held


def _tabs() -> list[tuple[str, str, bool]]:
    """The links at the head of a page, each as (endpoint, label, whether the page belongs to that link).

    There are none if nobody is signed in.
    """
    return [
        (route.endpoint, route.tab, route.tab == LIT[request.endpoint or ""])
        for route in TABS
        if "me" in g and g.me.may(route.role)
    ]


def _is_over(now: float) -> bool:
    """Whether a session has been idle for half an hour, or has lasted for twelve."""
    idle: float = now - session.get("seen", 0)
    lasted: float = now - session.get("began", 0)
    return idle > IDLE.total_seconds() or lasted > LONGEST.total_seconds()


def _say_key_is_gone(_: BrokenSeal) -> tuple[str, int]:
    """Show a page which says that a number cannot be decrypted, because its key is missing."""
    mend = "Its NUMBER_KEY is no longer with the line. Whoever runs the line can bring it back."
    return render_template("desk/sorry.html", title="That number cannot be opened", mend=mend), AWAY


def _place_of(path: str) -> Route:
    """The page on which a button stands that sends to `path`, and on which one sees what came of it."""
    return max(
        (route for route in PLACES if f"{path}/".startswith(f"/desk{route.path}/")),
        key=lambda route: len(route.path),
    )


def _say_sorry(error: Exception) -> tuple[str, int]:
    """Show a page which says what went wrong, with nothing from the request."""
    status = error.code if isinstance(error, HTTPException) and error.code in SAYS else AWAY
    title, mend = SAYS[status]
    if status == AWAY and request.method not in READS:
        return render_template(
            "desk/sorry.html", title=title, mend=NOT_SURE, look=_place_of(request.path)
        ), status
    if status == TOO_MANY and "me" in g:  # asked once more for the password, by a page of the account
        mend = STILL_SIGNED_IN
    return render_template("desk/sorry.html", title=title, mend=mend), status
