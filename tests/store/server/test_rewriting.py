"""What was erased is gone from the disk, too: no sealed token in the folder holds anything of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from redis.exceptions import ResponseError

from store.link import Link, Unreachable
from store.people import personal
from store.promises.closed.ending import ending
from store.promises.promise import Kept
from store.server.embedded import Embedded
from store.server.rewriting import rewrite, rewrite_if_due
from store.store import Store, open_store
from tests.conftest import NUMBER_KEYS, OPEN, new_number
from tests.store.promises.promised import DAYS, PLENTY, RECORDING
from tests.wiring.stores import patient, redis_server, running, short_folder

TOKEN = re.compile(rb"gAAAA[A-Za-z0-9_=-]{60,}")
NIGHT = OPEN.replace(hour=3, minute=5)


@dataclass(frozen=True)
class Laid:
    """A store of its own, and the folder in which it keeps its files."""

    store: Store
    folder: Path

    def told(self, number: str) -> bool:
        """Whether any file below the folder holds the number, plain or in a seal that we can open."""
        held = [path.read_bytes() for path in self.folder.rglob("*") if path.is_file()]
        opened = [_opened(token) for data in held for token in TOKEN.findall(data)]
        return any(number.removeprefix("+44").encode() in words for words in (*held, *opened))


def _opened(token: bytes) -> bytes:
    try:
        return MultiFernet([Fernet(key) for key in NUMBER_KEYS]).decrypt(token)
    except InvalidToken:
        return b""


@pytest.fixture
def laid() -> Iterator[Laid]:
    """An embedded store: its file is on the disk after each write."""
    with short_folder() as folder, running(folder) as embedded:
        assert isinstance(embedded, Embedded)
        store = open_store(patient(embedded.url), b"a key", number_keys=NUMBER_KEYS)
        yield Laid(store, folder)
        store.close()


def kept(store: Store, number: str) -> str:
    """The id of a call-back that is kept for a number."""
    promise = store.callbacks.keep(f"CA{number}", number, "any", "call", DAYS, PLENTY, OPEN)
    assert isinstance(promise, Kept)
    return promise.id


def test_a_number_that_was_erased_is_on_the_disk_until_the_file_is_written_anew(laid: Laid) -> None:
    withdrew, closed, forgotten, stays = (new_number() for _ in range(4))
    ids = {number: kept(laid.store, number) for number in (withdrew, closed, forgotten, stays)}
    laid.store.callbacks.withdraw(withdrew, OPEN)
    laid.store.callbacks.claim(ids[closed], "ann", OPEN)
    laid.store.callbacks.close(ids[closed], "done", "ann", OPEN)
    ending(laid.store).end_due(OPEN + timedelta(minutes=10))
    laid.store.messages.keep(RECORDING, forgotten, 9, OPEN)
    personal.forget(laid.store, forgotten, OPEN)
    for job in laid.store.jobs.take(most=10):  # the worker has erased it at the carrier
        laid.store.jobs.finish(job)
    assert all(laid.told(number) for number in ids), "or the test could not see"
    assert rewrite(laid.store.link) == "done"
    assert [laid.told(number) for number in (withdrew, closed, forgotten)] == [False] * 3
    assert laid.told(stays)


def test_it_is_done_once_a_night_whoever_looks(laid: Laid) -> None:
    other = Link(laid.store.link.url)
    assert rewrite_if_due(laid.store.link, NIGHT) == "done"
    assert rewrite_if_due(other, NIGHT + timedelta(hours=20)) is None
    assert rewrite_if_due(laid.store.link, NIGHT + timedelta(hours=23, minutes=50)) is None
    assert rewrite_if_due(other, NIGHT + timedelta(days=1)) == "done"
    other.close()


def test_what_was_erased_while_it_is_written_anew_is_gone_with_the_next(laid: Laid) -> None:
    number = new_number()
    kept(laid.store, number)
    laid.store.link.ask(lambda client: client.bgrewriteaof())
    laid.store.callbacks.withdraw(number, OPEN)
    assert rewrite(laid.store.link) == "done"
    assert not laid.told(number)


def test_a_store_without_such_a_file_is_told_apart() -> None:
    with redis_server("--appendonly", "no") as url:
        link = Link(patient(url))
        assert rewrite(link) == "no file"
        link.close()


class Refusing(Link):
    """The connection to a store that allows no rewriting."""

    def ask(self, work: object) -> object:  # type: ignore[override]
        if work.__code__.co_names == ("bgrewriteaof",):  # type: ignore[attr-defined]
            raise ResponseError("unknown command 'BGREWRITEAOF'")
        return super().ask(work)  # type: ignore[arg-type]


def test_where_the_store_refuses_it_is_told_and_tried_again_an_hour_later(laid: Laid) -> None:
    refusing = Refusing(laid.store.link.url)
    assert rewrite_if_due(refusing, NIGHT) == "refused"
    assert rewrite_if_due(refusing, NIGHT) is None
    client = laid.store.link.client
    assert 3500 < int(client.ttl("line:1:rewritten")) <= 3600  # type: ignore[arg-type]
    refusing.close()


class Blinking(Link):
    """The connection to a store that is away when it is asked how its file does."""

    def ask(self, work: object) -> object:  # type: ignore[override]
        if work.__code__.co_names == ("info",):  # type: ignore[attr-defined]
            raise Unreachable("the store is away")
        return super().ask(work)  # type: ignore[arg-type]


def test_a_night_in_which_the_store_blinked_is_tried_again_an_hour_later(laid: Laid) -> None:
    blinking = Blinking(laid.store.link.url)
    assert rewrite_if_due(blinking, NIGHT) is None
    client = laid.store.link.client
    assert 3500 < int(client.ttl("line:1:rewritten")) <= 3600  # type: ignore[arg-type]
    client.delete("line:1:rewritten")  # an hour later
    assert rewrite_if_due(laid.store.link, NIGHT) == "done"
    assert client.ttl("line:1:rewritten") == -1, "done for this night"
    blinking.close()


def test_while_the_store_is_away_nothing_happens(laid: Laid) -> None:
    gone = Link(f"unix://{laid.folder}/nowhere")
    assert rewrite_if_due(gone, datetime.now(OPEN.tzinfo)) is None
    gone.close()
