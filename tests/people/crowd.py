"""Many clients of one store that act at the same moment, as the processes of a line do."""

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
    """A plain Redis client of the store, to look at what our own code does not show."""
    client = Redis.from_url(url)
    yield client
    client.close()


@contextmanager
def crowd(url: str) -> Iterator[list[Store]]:
    """Several connections to one store, each with a client of its own, as several processes have."""
    stores = [open_store(url, b"k" * 32) for _ in range(CROWD)]
    yield stores
    for store in stores:
        store.close()


def at_once(work: Sequence[Callable[[], Any]]) -> list[Any]:
    """What each function gives when all are started at the same moment, in threads."""
    gate = threading.Barrier(len(work))

    def run(one: Callable[[], Any]) -> Any:
        gate.wait()
        return one()

    with ThreadPoolExecutor(len(work)) as pool:
        return list(pool.map(run, work))
