"""A promise waits while a store is away for a moment; few wait at a time, none once one waited in vain."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from serve.process import THREADS
from store.link import WAITERS, Link, Unreachable
from tests.wiring.stores import running, short_folder, wait_until

SOON = 0.25
SLACK = 0.35


@dataclass(frozen=True)
class Server:
    """A store's server that can be made to say nothing for a while."""

    pid: int
    url: str

    def hang(self) -> None:
        os.kill(self.pid, signal.SIGSTOP)

    def go_on(self) -> None:
        os.kill(self.pid, signal.SIGCONT)

    @contextmanager
    def hung(self) -> Iterator[None]:
        """Say nothing until the block ends."""
        self.hang()
        try:
            yield
        finally:
            self.go_on()


@pytest.fixture
def server() -> Iterator[Server]:
    with short_folder() as folder, running(folder) as embedded:
        assert embedded.process is not None
        yield Server(embedded.process.pid, embedded.url)


@pytest.fixture
def link(server: Server) -> Iterator[Link]:
    """A connection that has been used."""
    link = Link(server.url)
    link.ask(lambda client: client.ping())
    yield link
    link.close()


def keep(link: Link, name: str = "promise", seconds: float = 2.0) -> bool:
    """Whether a promise could be kept in the time that it may wait."""
    try:
        with link.waiting(seconds):
            return bool(link.ask(lambda client: client.set(name, "kept")))
    except Unreachable:
        return False


def test_a_hiccup_of_the_store_refuses_no_promise_and_steering_does_not_wait_for_it(
    server: Server,
) -> None:
    link = Link(server.url, waiters=1)  # its one place is free again after each wait
    link.ask(lambda client: client.ping())
    for _ in range(3):
        server.hang()
        threading.Timer(0.3, server.go_on).start()
        began = time.monotonic()
        with ThreadPoolExecutor() as pool:
            promised = pool.submit(keep, link)
            with pytest.raises(Unreachable):
                link.ask(lambda client: client.get("promise"))
            assert time.monotonic() - began < SOON + SLACK
            assert promised.result()
    link.close()


def test_all_questions_of_one_webhook_wait_until_one_moment(server: Server, link: Link) -> None:
    with server.hung():
        began = time.monotonic()
        with link.waiting(0.4):
            for _ in range(5):
                with pytest.raises(Unreachable):
                    link.ask(lambda client: client.ping())
        assert time.monotonic() - began < 0.4 + SOON + SLACK


def test_only_as_many_wait_at_a_time_as_may(server: Server) -> None:
    link = Link(server.url, waiters=2)
    link.ask(lambda client: client.ping())

    def waited(_: int) -> float:
        began = time.monotonic()
        assert not keep(link, seconds=1.5)
        return time.monotonic() - began

    with server.hung(), ThreadPoolExecutor(6) as pool:
        took = sorted(pool.map(waited, range(6)))
    assert sum(seconds >= 1.4 for seconds in took) == 2
    assert took[3] < SOON + SLACK
    link.close()


def test_a_quarter_of_the_threads_of_a_web_process_may_wait() -> None:
    assert WAITERS * 4 == THREADS


def test_after_one_has_waited_in_vain_nobody_waits_until_the_store_is_back(
    server: Server, link: Link
) -> None:
    with server.hung():
        assert not keep(link, seconds=0.4)
        began = time.monotonic()
        assert not keep(link)
        assert time.monotonic() - began < SOON
    wait_until(lambda: not link.away)
    server.hang()
    threading.Timer(0.3, server.go_on).start()
    assert keep(link), "who comes after waits again"


def test_a_store_that_keeps_nothing_is_not_waited_for(link: Link) -> None:
    link.ask(lambda client: client.config_set("maxmemory", "1"))
    began = time.monotonic()
    assert not keep(link)
    assert time.monotonic() - began < SOON + SLACK
    assert not link.away


def test_a_store_that_comes_back_full_is_not_waited_for_either(server: Server, link: Link) -> None:
    link.ask(lambda client: client.config_set("maxmemory", "1"))
    with ThreadPoolExecutor() as pool:
        server.hang()
        promised = pool.submit(keep, link, "promise", 30.0)
        time.sleep(0.3)
        began = time.monotonic()
        server.go_on()
        assert not promised.result()
    assert time.monotonic() - began < 2 + SLACK
    link.ask(lambda client: client.config_set("maxmemory", "0"))
    server.hang()
    threading.Timer(0.3, server.go_on).start()
    assert keep(link), "nobody has waited in vain"


def test_a_link_that_is_closed_keeps_nobody_waiting(server: Server, link: Link) -> None:
    with server.hung(), ThreadPoolExecutor() as pool:
        promised = pool.submit(keep, link)
        time.sleep(0.3)
        began = time.monotonic()
        link.close()
        assert not promised.result()
        assert time.monotonic() - began < 1 + SLACK
