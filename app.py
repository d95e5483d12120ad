"""Assembles the web process: settings, pack, store, webhooks, guards and the staff's pages."""

import os
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from zoneinfo import ZoneInfo

import click
import structlog
from flask import Flask
from flask.cli import NoAppException
from werkzeug.middleware.proxy_fix import ProxyFix

import ivr.routes
import sms.routes
from carrier.connecting import after, connect, listen
from carrier.recordings import Recordings
from menus.air.saying import on_the_air
from menus.hours import rung_at
from menus.loading.own_number import own_number
from menus.loading.pack import PackError, load_kept
from menus.matcher.matching import match
from menus.model import Pack
from menus.multilingual.live import as_live
from menus.phrasing.phrases import PhraseError
from preflight.means import means
from preflight.run import run_as_rows
from settings import BadSetting, Settings, not_set, read
from store.counts.history import History
from store.desk.desk import DeskStore, desk_store
from store.fitness.minute import look_each_minute
from store.fitness.telling import Telling
from store.fitness.vitals import Vitals, look
from store.server.embedded import address
from store.store import Store, open_store
from web import health, ringing, works
from web.answers import answer_errors
from web.auth import LARGEST_REQUEST, WEBHOOKS, guard
from web.desk import door
from web.desk.locks.attempts import attempts
from web.desk.needs import Carrier, Desk
from web.desk.records.reach import tells_of
from web.desk.signing.on_disk import OnDisk
from web.last_good import LastGood
from web.logs import log_requests, log_uncaught, set_up
from web.metrics import exposition as metrics
from web.pack_now import PackNow
from web.pages import dress
from web.sessions import Sessions
from web.tokens import Tokens
from web.tryit import page as tryit


def utc_now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


def create_app(
    settings: Settings | None = None,
    *,
    store: Store | None = None,
    now: Callable[[], datetime] = utc_now,
    carrier: Carrier | None = None,
) -> Flask:
    """Make the web process, a WSGI application, from all its parts; `now` gives the time.

    If `settings` is None, they are read from the environment. A wrong setting or a faulty pack then ends the
    process, with a message for staff. If `settings` is given, a faulty pack raises PackError or PhraseError.
    A missing `store` or `carrier` is made from the settings, and connects at its first use.
    """
    if settings is None:
        return _from_environment(partial(create_app, store=store, now=now, carrier=carrier))
    pack = load_served(settings, now().date())
    kept = store or its_store(settings, pack)
    on_desk = desk_store(kept)
    hours = PackNow(pack, on_desk.closures, on_desk.airing, None if store else settings.data_dir)
    tokens = Tokens(settings.auth_tokens, settings.auth_token_file, now)
    app = _make_guarded(settings, pack, tokens, kept, now)
    last_good = LastGood(settings.kept_pack, structlog.get_logger())
    _add_line(app, settings, kept, hours, now)
    app.register_blueprint(works.blueprint(app, hours.pack, now, tokens, settings.public_url))
    desk = _desk_for(settings, on_desk, hours, now, carrier or _its_carrier(settings, now))
    _add_desk(app, replace(desk, refused=last_good.refused))
    _add_watching(app, settings, desk, last_good)
    if store is None:  # a process of its own: one that is handed a store sees what its own desk sets
        log_uncaught(structlog.get_logger())
        build_index(pack)
        look_each_minute(kept.link)
        hours.watch(now, partial(_each_minute, last_good.tell, on_desk.failures.note))
    return app


def _from_environment(make: Callable[[Settings], Flask]) -> Flask:
    """Read the settings from the environment, and give the application that `make` makes of them.

    Raises SystemExit with a message for staff if a setting or the pack is wrong. Within a `flask` command a
    wrong setting raises NoAppException, and no file is made for a missing key of the line. `flask --help`
    gets an application without any part.
    """
    command = click.get_current_context(silent=True)
    if command is not None and command.parent is None:
        return Flask(__name__)
    in_command = command is not None
    try:
        settings = read(os.environ, make=not in_command)
    except BadSetting as error:
        if in_command:
            raise NoAppException(f"The line cannot start: {error}") from None
        raise SystemExit(f"The line cannot start: {error}") from None
    try:
        return make(settings)
    except PackError as error:
        raise SystemExit(f"The line cannot start with the pack {settings.pack}:\n{error}") from None
    except PhraseError as error:
        told = f"{error}\n`flask check` names the file."
        raise SystemExit(f"The line cannot start with the pack {settings.pack}:\n{told}") from None


def _make_guarded(
    settings: Settings, pack: Pack, tokens: Tokens, store: Store, now: Callable[[], datetime]
) -> Flask:
    """Make the application without any page yet, with its key, guards, log, and answers to errors."""
    app = Flask(__name__, static_folder=None)
    app.config.update(SECRET_KEY=settings.secret_key, MAX_CONTENT_LENGTH=LARGEST_REQUEST)
    app.logger.disabled = True  # Flask's own line about an error shows the URL; ours says what is needed
    # Nothing of ours is async: to look each time takes longer than a count.
    app.ensure_sync = lambda func: func  # type: ignore[method-assign]
    app.session_interface = Sessions(app.session_interface, WEBHOOKS)  # type: ignore[assignment]
    _count_proxies(app, settings.trusted_proxies)
    log_requests(app, set_up(), settings.hash_key, store.answered.note, lambda: store.link.away)
    guard(app, tokens, settings.public_url)
    answer_errors(app, pack, settings.number, now)
    return app


def _add_line(
    app: Flask, settings: Settings, store: Store, hours: PackNow, now: Callable[[], datetime]
) -> None:
    """Add the webhooks of calls and texts, and the browser phone."""
    dress(app, hours.pack)
    numbers = settings.number, settings.self_test_number
    app.register_blueprint(ivr.routes.blueprint(hours.pack, now, store, numbers, listen))
    app.register_blueprint(sms.routes.blueprint(hours.pack, now, store, settings.number))
    app.register_blueprint(tryit.blueprint(hours.pack, now, settings))


def _add_desk(app: Flask, desk: Desk) -> None:
    """Add the staff's pages, and the webhook that puts a member of staff through to a caller."""
    app.register_blueprint(door.blueprint(desk))
    app.register_blueprint(ringing.blueprint(desk.kept.line, desk.kept.rings, desk.now, desk.carrier))


def _add_watching(app: Flask, settings: Settings, desk: Desk, last_good: LastGood) -> None:
    """Add the pages by which operators and monitors watch the line: /health and /metrics."""
    data, served = None if settings.redis_url else settings.data_dir, last_good.served(settings.pack)

    def find() -> Vitals:
        return look(desk.kept.line.link, data, desk.now())

    app.register_blueprint(
        health.blueprint(find, lambda: served, last_good.refused, lambda: on_the_air(desk.pack(), desk.now()))
    )
    app.register_blueprint(metrics.blueprint(desk, find, lambda: served, settings.metrics_token))


def _desk_for(
    settings: Settings, kept: DeskStore, hours: PackNow, now: Callable[[], datetime], carrier: Carrier
) -> Desk:
    """Gather everything that the desk (the staff's web pages) needs, such as the store and the pack."""
    return Desk(
        kept=kept,
        pack=hours.pack,
        written=OnDisk(settings.pack, hours.pack).pack,
        refresh=hours.refresh,
        now=now,
        attempts=attempts(kept.line.link, kept.line.callbacks.keys),
        history=History(kept.line.counts),
        carrier=carrier,
        number=settings.number,
        public_url=settings.public_url,
        trusted_proxies=settings.trusted_proxies,
        unset=(*not_set(settings), *(() if settings.public_url else ("PUBLIC_URL",))),
        tells=tells_of(settings),
        preflight=lambda: run_as_rows(means(settings, os.environ, kept, hours.pack)),
    )


def its_store(settings: Settings, pack: Pack) -> Store:
    """The store that the settings name: at REDIS_URL, or else the embedded store of DATA_DIR.

    It connects when first used, and logs when trouble starts and ends. Its days are those of the pack's zone.
    """
    tell = Telling(structlog.get_logger(), time.monotonic, settings.data_dir)
    url = settings.redis_url or address(settings.data_dir)
    return open_store(url, settings.hash_key, ZoneInfo(pack.hours.zone), settings.number_keys, True, tell)


def _its_carrier(settings: Settings, now: Callable[[], datetime]) -> Carrier:
    """The desk's `Carrier`, to play recordings and put staff through to callers, set up from `settings`."""
    tokens = Tokens(settings.auth_tokens, settings.auth_token_file, now)
    recordings = Recordings(settings.account_sid, tokens, tokens.renew, settings.api_base)
    return Carrier(recordings.sound, partial(connect, line=settings.number), after)


def build_index(pack: Pack) -> None:
    """Build the matcher's index, so that the first text does not wait 0.3 s. PhraseError for a bad phrase."""
    for language in pack.languages.values():
        match(language, "")


def _each_minute(first: Callable[[datetime], None], then: Callable[[datetime], None], now: datetime) -> None:
    """Do at `now` what is due each minute: call `first`, which needs no store, then `then`, which does."""
    first(now)
    then(now)


def _count_proxies(app: Flask, hops: int) -> None:
    """Trust the scheme, host and address in the headers that our own `hops` proxies have added."""
    if hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]


def load_served(settings: Settings, today: date) -> Pack:
    """Load the pack for callers on `today`: that of `flask serve`, else `settings.pack`. PackError if bad."""
    return as_served(settings, load_kept(settings.kept_pack, settings.pack), today)


def as_served(settings: Settings, pack: Pack, today: date) -> Pack:
    """A pack as callers hear it: HELPLINE_NUMBER, if set, replaces the helpline number in it.

    With LIVE=1 unsigned languages are left out. Raises PackError if the line would ring its own number (R32).
    With LIVE=1 it is also raised for errors on `today`, drafts or unconfirmed hours (R34). But a pack that
    `flask serve` has chosen (`settings.kept_pack`) was checked for these before.
    """
    named = {"HELPLINE_NUMBER": settings.helpline_number, "BELL_TO": ",".join(settings.bell_to)}
    if rings_itself := own_number(pack.hours, {"TWILIO_NUMBER": settings.number, **named}):
        raise PackError(rings_itself)
    pack = replace(pack, hours=rung_at(pack.hours, settings.helpline_number))
    pack = as_live(pack) if settings.live else pack
    if settings.live and settings.kept_pack is None:
        from menus.rules.faults import faults, refusals  # checking a pack loads more than serving it

        if refused := refusals(pack, faults(pack, today)):
            raise PackError(refused)
    return pack
