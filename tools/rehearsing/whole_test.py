"""The line's whole test of itself: for `flask self-test`, and for the worker when the desk asks."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from carrier.account import Account, client
from carrier.own_call import REPLY_SECONDS, OwnPhone, Part, ring_ourselves, text_ourselves
from carrier.worker import UNFORESEEN
from ivr.pretended import KEYS, expected, judge, moments
from menus.loading.pack import PackError, load_kept
from menus.model import Pack
from settings import Settings, served_pack
from store.desk.desk import desk_store
from store.link import Unreachable
from store.store import Store
from web.pack_now import PackNow

WORD, HOLDS = "MENU", "999"
# The part that a test which did not come to its end has instead of the others.
BROKEN_OFF = "test"
FAILS = (*UNFORESEEN, OSError, PackError, Unreachable)


def _parts(settings: Settings, account: Account, store: Store, wait: float) -> Iterator[Part]:
    """Do the test, and give each part: calls at an open and a closed moment of the helpline, and a text.

    `wait` is the seconds that the reply to the text may take. The text needs a second number
    (SELF_TEST_NUMBER); without one it is left out. Raises one of `FAILS` if the test cannot go on.
    """
    pack = _pack(settings, store)
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


def kept_parts(
    settings: Settings, account: Account, store: Store, wait: float = REPLY_SECONDS
) -> Iterator[Part]:
    """Do the whole test, and yield each part as it ends; then store the results for the desk's page.

    The results are stored only if all parts are taken from this iterator. `wait` is how many seconds the
    reply to the text may take. An error that ends the test early becomes the last part, which tells of it.
    Raises Unreachable if the results cannot be stored.
    """
    done = []
    for part in _parts_or_why(settings, account, store, wait):
        done.append((part.name, part.faults))
        yield part
    desk_store(store).rehearsals.keep(datetime.now(UTC), done)


def _parts_or_why(settings: Settings, account: Account, store: Store, wait: float) -> Iterator[Part]:
    """The parts of the test; if it fails, a last part says why, because the desk has no other report.

    `wait` is the seconds that the reply to the text may take.
    """
    try:
        yield from _parts(settings, account, store, wait)
    except FAILS as error:
        told = str(error).partition("\n")[0] if isinstance(error, PackError) else type(error).__name__
        yield Part(BROKEN_OFF, (f"it was broken off: {told}",))


def _pack(settings: Settings, store: Store) -> Pack:
    """The pack that the line serves, with all changes that staff made at the desk. Raises PackError."""
    from app import as_served  # here: it loads the whole line

    found = load_kept(served_pack(settings), settings.pack)
    pack = as_served(replace(settings, live=False), found, datetime.now(UTC).date())
    on_desk = desk_store(store)
    now = PackNow(pack, on_desk.closures, on_desk.airing)
    now.refresh()
    return now.pack()
