"""The wiring of the web process: settings, pack, store, webhooks, guards."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

import ivr.routes
import settings as environment
import sms.routes
from carrier.connecting import connect
from carrier.listening import recording
from menus.loading.pack import PackError, load
from menus.matcher.matching import match
from menus.model import Number, Pack
from menus.phrasing.phrases import PhraseError
from settings import BadSetting, Settings
from store.desk.desk import desk_store
from store.server.embedded import address
from store.store import Store, open_store
from web import health
from web.answers import answer_errors
from web.auth import WEBHOOKS, guard
from web.desk.wiring import open_desk
from web.hours_now import HoursNow
from web.logs import log_requests, set_up
from web.pages import dress
from web.sessions import Sessions
from web.tryit import page as tryit

# The carrier's forms have some 30 short fields and a text of at most 1,600 characters, 12 bytes each at most.
LARGEST_REQUEST = 64 * 1024


def utc_now() -> datetime:
    """The moment."""
    return datetime.now(UTC)


def create_app(
    settings: Settings | None = None,
    *,
    store: Store | None = None,
    now: Callable[[], datetime] = utc_now,
    prepared: bool = False,
) -> Flask:
    """The web process as a WSGI application. The store, if none is given, is connected to at its first use.

    With no settings the environment's are read, and what stops the start ends the process with a line for
    each thing that is wrong. With settings, PackError is raised. `prepared` builds the matcher's index now,
    a third of a second that the first text would otherwise wait for.
    """
    if settings is None:
        return from_environment(store, now)
    log = set_up()
    pack = served(settings, now().date())
    for language in pack.languages.values() if prepared else ():
        match(language, "")
    kept = store or its_store(settings, pack)
    hours = HoursNow(pack, desk_store(kept).closures)
    app = bare(settings)
    log_requests(app, log, settings.hash_key)
    guard(app, settings.auth_tokens, settings.public_url)
    answer_errors(app, pack, settings.number, now)
    app.register_blueprint(ivr.routes.blueprint(hours.pack, now, kept, settings.number))
    app.register_blueprint(sms.routes.blueprint(hours.pack, now, kept, settings.number))
    app.register_blueprint(health.blueprint(kept.is_ready))
    app.register_blueprint(tryit.blueprint(hours.pack, now, settings))
    dress(app, hours.pack)
    add_desk(app, settings, kept, hours, now)
    if store is None:  # a process of its own: one that is handed a store sees what its own desk sets
        hours.watch(now, desk_store(kept).failures.note)
    return app


def add_desk(
    app: Flask, settings: Settings, store: Store, hours: HoursNow, now: Callable[[], datetime]
) -> None:
    """The staff's pages, with what they need of the carrier: the sound of a message, the leg to a caller."""
    sound = recording(settings.account_sid, settings.auth_tokens, settings.api_base)
    legs = partial(connect, line=settings.number)
    open_desk(app, settings, desk_store(store), hours, now, sound, legs)


def bare(settings: Settings) -> Flask:
    """The application without a route: its secrets, its bounds, and what it does not do."""
    app = Flask(__name__, static_folder=None)
    app.config.update(SECRET_KEY=settings.secret_key, MAX_CONTENT_LENGTH=LARGEST_REQUEST)
    app.logger.disabled = True  # Flask's own line about an error shows the URL; ours says what is needed
    # Nothing of ours is async: to look each time takes longer than a count.
    app.ensure_sync = lambda func: func  # type: ignore[method-assign]
    app.session_interface = Sessions(app.session_interface, WEBHOOKS)  # type: ignore[assignment]
    count_proxies(app, settings.trusted_proxies)
    return app


def from_environment(store: Store | None, now: Callable[[], datetime]) -> Flask:
    """The same by the environment. Raises SystemExit with what is wrong: staff read it, and no trace."""
    try:
        settings = environment.read(os.environ)
    except BadSetting as error:
        raise SystemExit(f"The line cannot start: {error}") from None
    try:
        return create_app(settings, store=store, now=now, prepared=True)
    except (PackError, PhraseError) as error:
        raise SystemExit(f"The line cannot start with the pack {settings.pack}:\n{error}") from None


def its_store(settings: Settings, pack: Pack) -> Store:
    """The store of REDIS_URL, else the embedded one of DATA_DIR, whoever runs it. Connects to neither."""
    url = settings.redis_url or address(settings.data_dir)
    return open_store(url, settings.hash_key, ZoneInfo(pack.hours.zone), settings.number_keys)


def count_proxies(app: Flask, hops: int) -> None:
    """Believe the forwarded scheme, host and address as far as `hops` proxies of ours have written them."""
    if hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]


def served(settings: Settings, today: date) -> Pack:
    """The pack, with HELPLINE_NUMBER in place of its own. With LIVE=1 it must be fit for callers (R22, R34).

    Raises PackError.
    """
    pack = load(settings.pack)
    if settings.helpline_number:
        number = Number(settings.helpline_number, pack.hours.numbers[0].answered_by)
        pack = replace(pack, hours=replace(pack.hours, numbers=(number,)))
    if settings.live:
        from menus.rules.faults import faults, refusals  # checking a pack loads more than serving it

        refused = refusals(pack, faults(pack, today))
        if refused:
            raise PackError(refused)
    return pack
