"""A store that is stopped, hung or black-holed: what a webhook waits, and how soon all is well again.

The bounds are those of the promise, with something for a busy machine: 250 ms at first, 20 ms later, 2 s to
recover.
"""

import os
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime

from settings import HERE
from store.link import Unreachable
from store.server.folder import socket_path
from store.store import Store, open_store
from tests.conftest import OPEN
from tests.wiring.road import road
from tests.wiring.stores import running, short_folder, wait_until

FIRST_SECONDS = 0.25
LATER_SECONDS = 0.02
RECOVERY_SECONDS = 2.0
# What a busy machine may add to any one of them.
SLACK_SECONDS = 0.25


def webhook(store: Store) -> bool:
    """What a text asks of the store: two round trips, the second only if the first went well."""
    try:
        store.texts.seen("SM1", "+447700900123", OPEN)
        store.texts.settle("SM2", "+447700900456", "", "talk", b"words")
    except Unreachable:
        return False
    return True


def waited(store: Store) -> float:
    """Seconds that one webhook waits for a store that is away."""
    began = time.monotonic()
    assert not webhook(store)
    return time.monotonic() - began


@contextmanager
def opened(url: str) -> Iterator[Store]:
    """A store that has been used, so that it holds a connection."""
    store = open_store(url, b"k" * 32)
    wait_until(lambda: webhook(store))
    yield store
    store.close()


def fails_softly(store: Store) -> None:
    """The promise, while the store is away."""
    assert waited(store) < FIRST_SECONDS + SLACK_SECONDS
    later = []
    ending = time.monotonic() + 1.2  # the probe knocks twice in that time
    while time.monotonic() < ending:
        later.append(waited(store))
        time.sleep(0.005)
    assert statistics.median(later) < LATER_SECONDS / 10
    assert sorted(later)[-3] < LATER_SECONDS
    assert max(later) < SLACK_SECONDS


def recovers(store: Store) -> None:
    """The promise, once it is back."""
    assert wait_until(lambda: webhook(store)) < RECOVERY_SECONDS + SLACK_SECONDS


def test_a_stopped_store_costs_a_webhook_little_and_comes_back() -> None:
    with short_folder() as data, running(data) as server, opened(server.url) as store:
        server.stop()
        fails_softly(store)
        with running(data):
            recovers(store)


def test_a_hung_store_costs_a_webhook_little_and_comes_back() -> None:
    with short_folder() as data, running(data) as server, opened(server.url) as store:
        assert server.process is not None
        os.kill(server.process.pid, signal.SIGSTOP)
        fails_softly(store)
        os.kill(server.process.pid, signal.SIGCONT)
        recovers(store)


def test_a_black_holed_store_costs_a_webhook_little_and_comes_back() -> None:
    with short_folder() as data, running(data), road(socket_path(data)) as way, opened(way.url) as store:
        way.cut()
        fails_softly(store)
        way.mend()
        recovers(store)


def test_a_new_connection_into_a_black_hole_costs_little_too() -> None:
    with short_folder() as data, running(data), road(socket_path(data)) as way:
        way.cut()
        store = open_store(way.url, b"k" * 32)
        fails_softly(store)
        store.close()


def test_many_webhooks_at_once_each_wait_once_and_none_waits_for_a_probe() -> None:
    with short_folder() as data, running(data) as server, opened(server.url) as store:
        assert server.process is not None
        os.kill(server.process.pid, signal.SIGSTOP)
        gate = threading.Barrier(16)

        def several() -> list[float]:
            gate.wait()
            found = []
            for _ in range(150):
                found.append(waited(store))
                time.sleep(0.01)
            return found

        with ThreadPoolExecutor(16) as pool:
            took = list(pool.map(lambda _: several(), range(16)))
        os.kill(server.process.pid, signal.SIGCONT)
        first, later = [each[0] for each in took], sorted(wait for each in took for wait in each[1:])
        assert max(first) < FIRST_SECONDS + SLACK_SECONDS
        assert later[int(len(later) * 0.99)] < LATER_SECONDS


def test_a_store_that_refuses_the_password_is_away() -> None:
    with short_folder() as data, running(data):
        store = open_store(f"unix://:wrong@{socket_path(data)}", b"k" * 32)
        assert not webhook(store)
        assert store.link.away
        store.close()


def test_counts_wait_in_memory_while_the_store_is_away() -> None:
    now = datetime(2026, 5, 26, 12, tzinfo=UTC)
    with short_folder() as data, running(data) as server, opened(server.url) as store:
        server.stop()
        assert not webhook(store)
        store.counts.add(now, "call")
        store.counts.flush()
        with running(data):
            recovers(store)
            store.counts.flush()
            assert store.counts.day(now.date()) == {"call": 1}


FORKED = """
import os, sys, time
from pathlib import Path
from store.server.embedded import address, start
from store.store import open_store
data = Path(sys.argv[1])
store = open_store(address(data), b"k" * 32)
assert not store.is_ready()
child = os.fork()
if child:
    server = start(data)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    server.stop()
    sys.exit(code)
ending = time.monotonic() + 10
while not store.is_ready() and time.monotonic() < ending:
    time.sleep(0.02)
os._exit(0 if store.is_ready() else 1)
"""


def test_a_forked_process_finds_the_store_again_by_itself() -> None:
    with short_folder() as data:
        subprocess.run([sys.executable, "-c", FORKED, str(data)], cwd=HERE, check=True, timeout=120)
