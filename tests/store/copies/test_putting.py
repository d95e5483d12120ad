"""A backup is put into a store that is taken first: a line that starts meanwhile loses nothing by it."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from store.client import Client, make_client
from store.copies.moving import Kept
from store.copies.putting import UnfitError, put_back, take_empty
from store.keys import Keys
from store.proof import CHECK, MOVING, SEALED_CHECK, check_value
from store.store import Store, open_store
from tests.conftest import HASH_KEY, LONDON, NUMBER_KEYS, new_number
from tests.wiring.stores import patient, running, short_folder

KEPT = {b"line:1:out:a": Kept("string", b"1", -1)}


@pytest.fixture
def data() -> Iterator[Path]:
    with short_folder() as folder:
        yield folder


def a_line(url: str) -> Store:
    """A line that starts now with this store."""
    store = open_store(patient(url), HASH_KEY, LONDON, NUMBER_KEYS, marks=True)
    store.link.look()
    return store


def test_a_line_that_starts_once_the_store_is_taken_promises_nothing_until_all_is_there(data: Path) -> None:
    check = check_value(Keys(HASH_KEY))
    with running(data) as server, closing(make_client(server.url, 5)) as target:
        take_empty(target, 0)
        with closing(a_line(server.url)) as line:
            assert not line.link.condition.promises and not line.link.condition.reads
            take_empty(target, 0)  # as after a restore that was broken off
            put_back(target, 0, KEPT, check)
        assert target.get(CHECK) == check.encode() and target.exists(*KEPT)
        with closing(a_line(server.url)) as line:
            assert line.link.condition.promises


def test_the_check_value_of_the_number_key_is_the_backups_own_whatever_was_left_in_the_store(
    data: Path,
) -> None:
    check, sealed = check_value(Keys(HASH_KEY)), {b"sealed": b"of the backup"}
    with running(data) as server, closing(make_client(server.url, 5)) as target:
        for kept in ({**KEPT, SEALED_CHECK.encode(): Kept("hash", sealed, -1)}, KEPT):
            target.hset(SEALED_CHECK, "sealed", "of a lost key")
            target.set(CHECK, MOVING)
            take_empty(target, 0)
            put_back(target, 0, kept, check)
            assert target.hgetall(SEALED_CHECK) == (sealed if kept is not KEPT else {})


def test_what_a_line_keeps_that_was_quicker_is_not_deleted(data: Path) -> None:
    number = new_number()

    class Late:
        """A client of the store in which a line starts at the last moment before it can be taken."""

        def __init__(self, client: Client) -> None:
            self.client = client

        def __getattr__(self, name: str) -> object:
            return getattr(self.client, name)

        def set(self, *given: object, **more: object) -> object:
            with closing(a_line(server.url)) as line:
                line.people.opt_out(number)
            return self.client.set(*given, **more)  # type: ignore[arg-type]

    with running(data) as server, closing(make_client(server.url, 5)) as target:
        with pytest.raises(UnfitError, match="already"):
            take_empty(Late(target), 0)  # type: ignore[arg-type]
        with pytest.raises(UnfitError, match="already"):
            take_empty(target, 0)
        with closing(a_line(server.url)) as line:
            assert line.people.has_opted_out(number)
