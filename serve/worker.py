"""`flask worker`: sends promised texts, deletes records at the carrier, and tells staff who waits."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

import click

from serve.children import say
from serve.heeded import heed
from serve.signs import Rounds, beat_always
from settings import BadSetting, Settings, current_pack, not_set, read

if TYPE_CHECKING:
    from carrier.worker import Log, Worker
    from menus.model import Pack
    from store.desk.desk import DeskStore
    from store.promises.closed.ending import Ending
    from store.store import Store

FAILED = 1
MISUSED = 2
HOUR_SECONDS = 3600


@click.command()
@click.option("--pulse", type=int, hidden=True, help="the descriptor at which `flask serve` listens")
def worker(pulse: int | None) -> None:
    """Send the texts that callers asked for, and tell staff who waits, until Ctrl-C."""
    try:
        settings = _with_kept(read(os.environ))
    except BadSetting as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(MISUSED)
    stopped = threading.Event()
    heed(dict.fromkeys((signal.SIGINT, signal.SIGTERM, signal.SIGHUP), stopped.set))
    rounds = Rounds()
    beat_always(pulse, rounds.go_on)
    _run(settings, stopped, rounds)


def _with_kept(settings: Settings) -> Settings:
    """The settings of a worker, with the path of the pack that it is to use in `Settings.kept_pack`.

    If `flask serve` started the worker, that path is set already, and stays. Otherwise it is set to the last
    pack that passed its checks, if there is one.
    """
    link = current_pack(settings.data_dir)
    return replace(settings, kept_pack=link) if settings.kept_pack is None and link.is_dir() else settings


def _run(settings: Settings, stopped: threading.Event, rounds: Rounds) -> None:
    """Run the worker until `stopped` is set; without an account at the carrier it sends nothing.

    `rounds` notes the rounds of its threads. Ends the process with exit code 1 if one of them fails.
    """
    from store.promises.closed.ending import ending
    from web.logs import log_uncaught, set_up  # here, not above: every `flask` command imports this file

    log, failed = set_up(), threading.Event()
    log_uncaught(log)

    def fail() -> None:
        failed.set()
        stopped.set()

    if missing := not_set(settings):
        say(f"no {' and no '.join(missing)}: no text is sent, nobody is rung")
        with closing(_open_store(settings)) as store:
            _rewrite_nightly(store, log)
            _end_closed(ending(store), rounds, fail)
            stopped.wait()  # a part of the line that ends would be started again
    else:
        _run_whole(settings, log, rounds, stopped, fail)
    if failed.is_set():
        sys.exit(FAILED)  # so that it is started again: half a worker is of no use


def _run_whole(
    settings: Settings, log: "Log", rounds: Rounds, stopped: threading.Event, fail: Callable[[], None]
) -> None:
    """Run the worker with its account at the carrier, until `stopped` is set.

    `fail` is called if the thread fails that removes for good what staff have closed.
    """
    from tools.rehearsing.wishes import serve_wishes

    work = _make_worker(settings, log, rounds, fail)
    with closing(work.store):
        _rewrite_nightly(work.store, log)
        if settings.public_url:
            work.store.link.start("rehearsal", partial(serve_wishes, settings, work.account, work.store, log))
        work.run(stopped)


def _open_store(settings: Settings) -> "Store":
    """Open the store for a worker that needs no pack, so that a faulty pack does not end the worker."""
    from store.server.embedded import address
    from store.store import open_store

    return open_store(settings.redis_url or address(settings.data_dir), settings.hash_key)


def _rewrite_nightly(store: "Store", log: "Log") -> None:
    """Start a thread that has the store rewrite its file on disk each night, and logs the result."""
    from store.server.rewriting import rewrite_nightly

    def now() -> datetime:
        return datetime.now(UTC)

    def tell(became: str) -> None:
        (log.info if became in ("done", "no file") else log.warning)("rewriting", became=became)

    store.link.start("rewriting", lambda ended: rewrite_nightly(store.link, now, ended, tell))


def _ending_with(store: "Store", pack: Callable[[], "Pack"]) -> "Ending":
    """The part of the store that ends for good the call-backs and messages that staff closed.

    People whom staff rang twice in vain are sent a text of the pack that `pack` gives, in their language.
    """
    from menus.words import rung_twice
    from store.promises.closed.ending import ending

    return ending(store, lambda now, code: rung_twice(pack(), now, code))


def _end_closed(ends: "Ending", rounds: Rounds, fail: Callable[[], None]) -> None:
    """Start a thread that finally removes the records that staff closed ten minutes ago.

    If the thread fails, `fail` is called: otherwise numbers would be kept too long, and nobody would be told.
    """

    def serve(ended: threading.Event) -> None:
        try:
            ends.run(lambda: datetime.now(UTC), ended, partial(rounds.note, "ending"))
        except BaseException:
            fail()
            raise

    ends.store.link.start("ending", serve)


def _remind(
    kept: "DeskStore", packs: tuple[Callable[[], "Pack"], ...], addresses: Sequence[str], mails: bool
) -> None:
    """Start a thread that looks each hour at clinicians' reviews and links, and mails staff and clinicians.

    It mails, for example, that a review ends soon, or the link that leads a clinician to the words to review.
    `packs` are two functions: the first gives the pack that is served, the second the pack on disk.
    `addresses` are the staff's mail addresses. `mails` says whether e-mails can be sent; if not, only reviews
    are looked at. While the store is away, nothing is mailed.
    """
    from store.link import Unreachable
    from store.sealed import BrokenSeal
    from web.desk.signing.following import follow
    from web.desk.signing.reminding import remind

    def serve(ended: threading.Event) -> None:
        while not ended.is_set():
            with suppress(Unreachable, BrokenSeal):
                remind(kept, packs[0](), addresses, datetime.now(UTC))
                if mails:
                    follow(kept, packs[1], addresses, datetime.now(UTC))
            ended.wait(HOUR_SECONDS)

    kept.line.link.start("reminding", serve)


def _make_worker(settings: Settings, log: "Log", rounds: Rounds, fail: Callable[[], None]) -> "Worker":
    """The worker, for settings with an account at the carrier. Raises ClickException for a bad pack."""
    from app import its_store, load_served, utc_now  # here: together they take a third of a second
    from carrier.bell import Staff
    from carrier.worker import Worker
    from menus.hours import is_open
    from menus.loading.pack import PackError
    from menus.multilingual.in_english import names
    from store.desk.desk import desk_store
    from store.fitness.minute import look_each_minute
    from tools.rehearsing.account import its_account
    from web.desk.signing.on_disk import OnDisk
    from web.pack_now import PackNow

    try:
        pack = load_served(settings, datetime.now(UTC).date())
    except PackError as error:
        raise click.ClickException(str(error)) from error
    store = its_store(settings, pack)
    look_each_minute(store.link)
    on_desk = desk_store(store)
    hours = PackNow(pack, on_desk.closures, on_desk.airing)
    hours.watch(utc_now, lambda _: None)
    _end_closed(_ending_with(store, hours.pack), rounds, fail)
    staff = Staff(settings.bell_to, settings.smtp_url)
    packs = (hours.pack, OnDisk(settings.pack, hours.pack).pack)
    _remind(on_desk, packs, staff.addresses, bool(settings.smtp_url))
    return Worker(
        store=store,
        account=its_account(settings),
        staff=staff,
        service=pack.service,
        is_open=lambda moment: is_open(hours.pack().hours, moment),
        now=utc_now,
        log=log,
        went_round=rounds.note,
        languages=lambda: names(hours.pack()),
    )


if __name__ == "__main__":
    worker()
