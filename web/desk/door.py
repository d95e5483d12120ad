"""The entrance to /desk: checks for every page whether somebody is signed in and has the role for it."""

from contextlib import ExitStack
from datetime import timedelta
from functools import partial

from flask import Blueprint, Flask, g, request, session
from flask.sansio.blueprints import BlueprintSetupState
from flask_login import LoginManager, current_user
from flask_wtf.csrf import CSRFProtect
from werkzeug.exceptions import Forbidden
from werkzeug.wrappers import Response

from store.desk.sessions import LONGEST_SECONDS
from web.desk import (
    account,
    bounds,
    content,
    links,
    sign_in,
    staff,
    today,
    two_factor,
)
from web.desk.air import notice, off_air
from web.desk.asked import asked
from web.desk.callbacks import deeds, lists, messages, one, table, undo
from web.desk.frame import dates, sorry
from web.desk.frame.sorry import READS
from web.desk.hours import openings
from web.desk.locks.forwarded import is_untold
from web.desk.needs import BY_ITSELF, EVERYONE, Desk, Route, me
from web.desk.operate import before_live, own_ring
from web.desk.records import flagged, written
from web.desk.records.shown import asked_for
from web.desk.restored import held_back
from web.desk.sign_in import SignedIn, find_signed_in
from web.desk.signing import behind_link, countersigning, entering, signatures, withdrawing
from web.desk.unsent import forms, over
from web.desk.wording import FILTERS

IDLE = timedelta(minutes=30)
LONGEST = timedelta(seconds=LONGEST_SECONDS)
# In the order of their tabs.
FILES = (
    today,
    held_back,
    lists,
    one,
    deeds,
    table,
    messages,
    undo,
    written,
    flagged,
    bounds,
    openings,
    asked,
    content,
    off_air,
    notice,
    signatures,
    entering,
    staff,
    before_live,
    own_ring,
    account,
    two_factor,
    sign_in,
    forms,
    links,
    behind_link,
    countersigning,
    withdrawing,
    sorry,
)
ROUTES: tuple[Route, ...] = tuple(route for file in FILES for route in file.ROUTES)
ROLES = {route.endpoint: route.role for route in ROUTES}
LIT = {route.endpoint: route.tab for route in ROUTES}
FIRST = {route.tab: route for route in reversed(ROUTES)}
TABS = tuple(FIRST[tab] for tab in dict.fromkeys(route.tab for route in ROUTES) if tab)
PLACES = tuple(
    route for route in ROUTES if route.method == "GET" and "<" not in route.path and route.path != "/"
)


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
            gone = over.turn_back(desk, csrf)
        return gone

    def shown() -> dict[str, object]:
        return {
            "me": g.get("me"),
            "tabs": _tabs(),
            "zone": desk.zone,
            "moment": desk.now(),
            "unsent": lambda: forms.read(desk, me().name),
            **asked_for(desk),
        }

    pages.record_once(set_up)
    _wait_for_the_store(pages, desk)
    pages.before_request(turn_away)
    pages.context_processor(shown)
    sorry.answer_errors(pages, PLACES)
    for route in ROUTES:
        view = partial(route.view, desk)
        pages.add_url_rule(route.path, route.view.__name__, view, methods=[route.method])
    return pages


def _wait_for_the_store(pages: Blueprint, desk: Desk) -> None:
    """Let a page that a person opens wait a moment for an unreachable store.

    A request that a page makes by itself does not wait: the page repeats it.
    """

    def wait() -> None:
        if request.method in READS and BY_ITSELF not in request.headers:
            g.patience = ExitStack()
            g.patience.enter_context(desk.kept.line.link.waiting())

    def wait_no_more(_: BaseException | None) -> None:
        if "patience" in g:
            g.pop("patience").close()

    pages.before_request(wait)
    pages.teardown_request(wait_no_more)


def _prepare(app: Flask, desk: Desk) -> None:
    """Set up the sign-in and its cookie.

    The cookie is sent only to /desk, and only over https if PUBLIC_URL begins with https.
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
    # else "//" in a path is answered with the way to one slash, on whatever host the request named
    app.url_map.merge_slashes = False
    manager = LoginManager()
    manager.user_loader(lambda kept: find_signed_in(desk, kept))
    # not by init_app: it would look for a remember-me cookie on every webhook, and nobody is remembered
    app.login_manager = manager  # type: ignore[attr-defined]
    app.jinja_env.filters.update({**FILTERS, **dates.filters(desk.now, lambda: desk.zone)})


def _refuse(desk: Desk, role: str, csrf: CSRFProtect) -> Response | None:
    """Send people who are signed out or idle to the sign-in page; raise Forbidden if they lack the role.

    Gives None if the page may be opened. If a form was sent, it may be held until the person has signed in;
    `csrf` checks it before.
    """
    here, now = BY_ITSELF not in request.headers, desk.now().timestamp()
    user = current_user._get_current_object()
    idle = isinstance(user, SignedIn) and _is_over(now)
    if idle or not isinstance(user, SignedIn):
        gone = over.lead_to_sign_in(desk, csrf, idle=idle)
        if request.method in READS and here:
            session["next"] = request.full_path.rstrip("?")
        return gone
    if here:
        session["seen"] = int(now)
    g.me = user.account
    if not user.account.may(role):  # type: ignore[arg-type]
        raise Forbidden
    return None


def _tabs() -> list[tuple[str, str, bool]]:
    """The links at the head of a page: (endpoint, label, whether the page shown now belongs to this link).

    There are no links if nobody is signed in.
    """
    return [
        (route.endpoint, route.tab, route.tab == LIT[request.endpoint or ""])
        for route in TABS
        if "me" in g and g.me.may(route.role)
    ]


def _is_over(now: float) -> bool:
    """Whether this session was idle for over half an hour, or began over twelve hours ago.

    `now` is in seconds since 1970.
    """
    idle: float = now - session.get("seen", 0)
    lasted: float = now - session.get("began", 0)
    return idle > IDLE.total_seconds() or lasted > LONGEST.total_seconds()
