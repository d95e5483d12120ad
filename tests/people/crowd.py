"""Many at the same store at the same moment, each with a client of its own, as processes have."""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from redis import Redis

from store.store import Store, open_store

CROWD = 8


@contextmanager
def raw(url: str) -> Iterator[Any]:
    """The store as nobody but a test sees it."""
    client = Redis.from_url(url)
    yield client
    client.close()


@contextmanager
def crowd(url: str) -> Iterator[list[Store]]:
    """As many processes would: each with a client of its own."""
    stores = [open_store(url, b"k" * 32) for _ in range(CROWD)]
    yield stores
    for store in stores:
        store.close()


def at_once(work: Sequence[Callable[[], Any]]) -> list[Any]:
    """What each gives, all started at the same moment."""
    gate = threading.Barrier(len(work))

    def run(one: Callable[[], Any]) -> Any:
        gate.wait()
        return one()

    with ThreadPoolExecutor(len(work)) as pool:
        return list(pool.map(run, work))
