"""Fixtures: an empty store of every kind in turn, the embedded server and a real Redis."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest
from redis import Redis

from store.store import Store, open_store
from tests.wiring.stores import patient, redis_server, running, short_folder

KINDS = ("embedded", "redis")


@pytest.fixture(scope="session")
def servers() -> Iterator[Callable[[str], str]]:
    """Gives the address of a server of a kind, started at its first use."""
    found: dict[str, str] = {}
    with ExitStack() as servers:

        def address_of(kind: str) -> str:
            if kind not in found:
                found[kind] = servers.enter_context(redis_server() if kind == "redis" else _embedded())
            return found[kind]

        yield address_of


@contextmanager
def _embedded() -> Iterator[str]:
    with short_folder() as folder, running(folder) as store:
        yield store.url


@pytest.fixture(params=KINDS)
def each_url(request: pytest.FixtureRequest, servers: Callable[[str], str]) -> str:
    """The address of an empty store, of every kind in turn."""
    return _emptied(servers(request.param))


def _emptied(url: str) -> str:
    client = Redis.from_url(url)
    client.flushall()
    client.close()
    return url


@pytest.fixture
def each_store(each_url: str) -> Iterator[Store]:
    """An empty store of every kind in turn, closed afterwards."""
    opened = open_store(patient(each_url), b"k" * 32)
    yield opened
    opened.close()
