"""A store is closed under threads that ask it: they end first, and nobody waits for them for ever."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from carrier.account import Account
from carrier.bell import Staff
from carrier.worker import JobsFailedError, Worker
from counted.names import GREETED
from menus.model import Pack
from store.desk.air import Airing
from store.desk.closures import Closures
from store.link import Unreachable
from store.store import Store, open_store
from store.threads import END_SECONDS
from tests.conftest import OPEN, Clock
from tests.stand_in.carrier import Lines
from tests.wiring.stores import wait_until
from web.pack_now import PackNow

ROOT = Path(__file__).resolve().parent.parent.parent
Running = Callable[[str], list[threading.Thread]]
NOON = datetime(2026, 5, 26, 12, tzinfo=UTC)


class Slow:
    """A client whose every question of a thread called `name` waits, until it is `released` or torn away."""

    def __init__(self, client: Any, name: str) -> None:
        self.client, self.name = client, name
        self.asked, self.released, self.torn = threading.Event(), threading.Event(), threading.Event()
        self.connection_pool = self

    def __getattr__(self, command: str) -> Any:
        if threading.current_thread().name == self.name:
            self.asked.set()
            self.released.wait()
        return getattr(self.client, command)

    def disconnect(self, inuse_connections: bool = True) -> None:
        """As a pool does it; whoever is asking loses the connection only if those in use are dropped too."""
        if inuse_connections and self.asked.is_set() and not self.released.is_set():
            self.torn.set()
        self.client.connection_pool.disconnect(inuse_connections)


def count(store: Store, _: Pack) -> object:
    """The thread that writes what was counted, with something to write, and nothing left for who closes."""
    store.counts.add(NOON, "call")
    store.counts.flush()
    store.counts.add(NOON, "call")
    return None


def watch(store: Store, pack: Pack) -> object:
    """The thread that looks at the hours."""
    hours = PackNow(pack, Closures(store.link), Airing(store.link))
    hours.watch(lambda: OPEN, lambda _: None)
    return hours


def knock(store: Store, _: Pack) -> object:
    """The thread that knocks at a store that is away."""

    def lost(_: object) -> None:
        raise ConnectionError

    with pytest.raises(Unreachable):
        store.link.ask(lost)
    return None


THREADS = {"counts": count, "hours": watch, "store-probe": knock}


@pytest.fixture
def slow(store: Store, pack: Pack, request: pytest.FixtureRequest) -> Iterator[Slow]:
    """The store's client, in the middle of a question by the thread that the test is about."""
    name: str = request.param
    client: Any = Slow(store.link.client, name)
    store.link.client = client
    held = THREADS[name](store, pack)
    assert client.asked.wait(10)
    yield client
    client.released.set()
    del held


@pytest.fixture(autouse=True)
def running() -> Running:
    """Gives the threads of a name that were begun in this test: the other stores' threads go on."""
    before = set(threading.enumerate())
    return lambda name: [one for one in threading.enumerate() if one.name == name and one not in before]


@pytest.mark.parametrize("slow", THREADS, indirect=True)
def test_a_thread_that_asks_is_ended_before_its_connection_goes(
    store: Store, slow: Slow, running: Running
) -> None:
    threading.Timer(0.2, slow.released.set).start()
    store.close()
    assert slow.released.is_set() and not slow.torn.is_set() and not running(slow.name)


@pytest.mark.parametrize("slow", THREADS, indirect=True)
def test_one_that_does_not_end_is_not_waited_for_and_keeps_its_connection(
    store: Store, slow: Slow, running: Running
) -> None:
    (late,) = running(slow.name)
    began = time.monotonic()
    store.close()
    assert END_SECONDS <= time.monotonic() - began < END_SECONDS + 1
    assert late.is_alive() and not slow.torn.is_set()
    slow.released.set()
    wait_until(lambda: not late.is_alive())
    with pytest.raises(Unreachable, match="away"):  # it opened nothing again
        store.link.ask(lambda client: client.ping())


def test_after_it_is_closed_nobody_is_connected_again(store: Store, running: Running) -> None:
    assert store.is_ready()
    store.close()
    assert not store.is_ready() and store.link.away
    assert not running("store-probe")


def test_what_was_counted_up_to_the_end_is_written(store: Store) -> None:
    store.counts.add(NOON, "call")
    store.close()
    reader = open_store(store.link.url, b"k" * 32)
    assert reader.counts.day(NOON.date()) == {"call": 1}
    reader.close()


class Broken:
    """Jobs, or a bell, that fail as nobody foresaw."""

    lease = 5

    def take(self, _: datetime) -> None:
        """Fails."""
        raise ZeroDivisionError

    def ring(self) -> None:
        """Fails."""
        raise ZeroDivisionError


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
@pytest.mark.parametrize("part", ["jobs", "bell"])
def test_a_worker_of_which_one_half_fails_ends_and_is_started_again(
    store: Store, clock: Clock, part: str, running: Running
) -> None:
    account = Account("AC", "token", "+441632960000", "http://127.0.0.1:9")
    broken = replace(store, **{part: Broken()})  # type: ignore[arg-type]
    worker = Worker(broken, account, Staff(("+447700900123",)), "", lambda _: True, clock, Lines())
    with pytest.raises((JobsFailedError, ZeroDivisionError)):  # so the process ends as one that failed
        worker.run(threading.Event())
    assert not running("jobs")


def test_what_a_thread_counts_until_it_ends_is_written(store: Store) -> None:
    def count_at_last(stopped: threading.Event) -> None:
        stopped.wait()
        store.counts.add(OPEN, GREETED)

    store.link.start("counting", count_at_last)
    store.close()
    again = open_store(store.link.url, b"k" * 32)
    assert again.counts.day(OPEN.date()) == {GREETED: 1}
    again.close()


# Each meets a store that is not there, with something gathered, and ends without closing it.
MEETS_NO_STORE = """
import sys, time
from datetime import UTC, datetime
from store.store import open_store
store = open_store(sys.argv[1], b"k" * 32)
store.counts.add(datetime.now(UTC), "call")
assert not store.is_ready()
time.sleep(float(sys.argv[2]))
"""


@pytest.mark.parametrize("seconds", [0, 1.3], ids=["at once", "after a flush and some knocks"])
def test_a_process_that_met_an_absent_store_ends(tmp_path: Path, seconds: float) -> None:
    address = f"unix://{tmp_path}/store.sock"
    command = [sys.executable, "-c", MEETS_NO_STORE, address, str(seconds)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
