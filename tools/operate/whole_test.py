"""The whole test of the line by itself: for `flask self-test`, and for the worker when the desk asks."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import click

from carrier.account import Account, client
from carrier.own_call import REPLY_SECONDS, OwnPhone, Part, ring_ourselves, text_ourselves
from ivr.pretended import KEYS, expected, judge, moments
from menus.loading.pack import PackError, load_kept
from menus.model import Pack
from settings import Settings, current_pack
from store.desk.desk import desk_store
from store.link import Unreachable
from store.store import Store
from web.hours_now import HoursNow

WORD, HOLDS = "MENU", "999"
LOOK_SECONDS = 2.0


def _parts(settings: Settings, store: Store, wait: float = REPLY_SECONDS) -> Iterator[Part]:
    """Ring the line at an open and a closed moment, text it where a second number can, and give each part."""
    pack = _pack(settings, store)
    account = Account(settings.account_sid, settings.auth_tokens[0], settings.number, settings.api_base)
    own = settings.self_test_number or settings.number
    phone = OwnPhone(client(account), own, settings.number, wait)
    told = partial(expected, pack, line=settings.number)
    yield from ring_ourselves(
        phone,
        desk_store(store).rehearsals,
        moments(pack.hours, datetime.now(UTC)),
        lambda moment, places, words: judge(told(moment), places, words),
        f"{settings.public_url}/voice/rehearsal",
        KEYS,
    )
    if settings.self_test_number:
        yield text_ourselves(phone, WORD, (pack.service, HOLDS))


def kept_parts(settings: Settings, store: Store, wait: float = REPLY_SECONDS) -> Iterator[Part]:
    """Do the whole test, part by part, and keep what came of it for the desk's page.

    `wait` is how many seconds the reply to the text may take. Raises Unreachable; ClickException for a pack
    that cannot be loaded.
    """
    done = []
    for part in _parts(settings, store, wait):
        done.append((part.name, part.faults))
        yield part
    desk_store(store).rehearsals.keep(datetime.now(UTC), done)


def serve_wishes(
    settings: Settings, store: Store, ended: threading.Event, pause: float = LOOK_SECONDS
) -> None:
    """Do the whole test whenever the desk asks for one, until `ended` is set. For the worker."""
    kept = desk_store(store).rehearsals
    while not ended.wait(pause):
        try:
            if kept.take_wish():
                for _ in kept_parts(settings, store):
                    if ended.is_set():
                        return
        except (Unreachable, click.ClickException):
            continue


def _pack(settings: Settings, store: Store) -> Pack:
    """The pack that the line serves, with the closures that staff have set."""
    from app import as_served  # here: it loads the whole line

    try:
        found = load_kept(current_pack(settings.data_dir), settings.pack)
        pack = as_served(replace(settings, live=False), found, datetime.now(UTC).date())
    except PackError as error:
        raise click.ClickException(str(error)) from None
    hours = HoursNow(pack, desk_store(store).closures)
    hours.refresh()
    return hours.pack()
