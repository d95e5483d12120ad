"""A primary fails in the middle of a load: calls go on, nothing that was confirmed is lost (R53, ADR 30)."""

import shutil
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from app import create_app
from bench.faults.sentinels import PASSWORD, Group, failing_over
from settings import Settings
from store.acknowledged import MARK
from store.link import Unreachable
from store.store import Store, open_store
from tests.caller import Caller
from tests.conftest import HASH_KEY, LONDON, NUMBER_KEYS, Clock, new_number
from tests.texter import Texter, next_id, reply_of
from tests.wiring.stores import short_folder, wait_until
from tests.wiring.wire import Wire, in_process

NOW = datetime(2026, 5, 19, 9, tzinfo=UTC)
UNSURE = "could not make sure"
ENOUGH = 20


@pytest.fixture(scope="module")
def group() -> Iterator[Group]:
    """A primary with two replicas, and three sentinels."""
    if shutil.which("redis-server") is None:
        pytest.skip("no redis-server on PATH")
    with short_folder() as folder, failing_over(folder) as found:
        yield found


@contextmanager
def opened(url: str) -> Iterator[Store]:
    """A store of the line, which has been used, so that it holds a connection."""
    store = open_store(url, HASH_KEY, LONDON, NUMBER_KEYS, marks=True)
    wait_until(store.is_ready)
    yield store
    store.close()


def promise(store: Store, number: str) -> object:
    return store.callbacks.keep(f"CA{number}", number, "any", "call", [NOW + timedelta(days=1)], 10_000, NOW)


@dataclass
class Load:
    """People who ring and text until `done`: what they were promised, what was refused, and when."""

    app: Flask
    done: threading.Event = field(default_factory=threading.Event)
    held: list[tuple[float, str]] = field(default_factory=list)
    refused: list[float] = field(default_factory=list)
    steered: list[float] = field(default_factory=list)

    def stop_texts(self) -> None:
        """Text STOP from one number after the other."""
        wire = Wire(in_process(self.app))
        while not self.done.is_set():
            texter = Texter(wire, number=new_number())
            if UNSURE in texter.text("STOP"):
                self.refused.append(time.monotonic())
            else:
                self.held.append((time.monotonic(), texter.number))

    def calls(self) -> None:
        """Ring, press keys, and hang up."""
        wire = Wire(in_process(self.app))
        while not self.done.is_set():
            began = time.monotonic()
            assert Caller(wire, number=new_number()).call().press("1").heard
            self.steered.append(time.monotonic() - began)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Let six people at a time text, and one ring, until the end of the block."""
        with ThreadPoolExecutor(7) as people:
            busy = [people.submit(work) for work in (*[self.stop_texts] * 6, self.calls)]
            try:
                yield
            finally:
                self.done.set()
        for each in busy:
            each.result()


def test_nothing_confirmed_is_lost_when_the_primary_hangs_and_another_takes_over(
    group: Group, settings: Settings, clock: Clock
) -> None:
    old = group.primary()
    with opened(group.url) as store, opened(group.url) as idle:
        load = Load(create_app(settings, store=store, now=clock))
        with load.running():
            wait_until(lambda: len(load.held) > ENOUGH)
            group.hold(old)
            held = time.monotonic()
            wait_until(lambda: group.primary() != old)
            taken_over = time.monotonic()
            wait_until(lambda: sum(at > taken_over for at, _ in load.held) > ENOUGH)
        again = min(at for at, _ in load.held if at > taken_over)
        print(
            f"{len(load.held)} confirmed, {len(load.refused)} refused, until {again - held:.1f} s after; "
            f"{len(load.steered)} calls, the slowest {max(load.steered):.2f} s"
        )
        assert group.primary() != old
        group.let_go(old)
        # It still takes itself for the primary, and this connection has not heard of another.
        number = new_number()
        with pytest.raises(Unreachable):
            promise(idle, number)
        wait_until(lambda: _promised(idle, number))
        assert store.callbacks.open_of(number)
        assert [number for _, number in load.held if not store.people.has_opted_out(number)] == []


def _promised(store: Store, number: str) -> bool:
    with suppress(Unreachable):
        return bool(promise(store, number))
    return False


def test_what_no_replica_confirms_is_not_confirmed_to_anybody(
    group: Group, settings: Settings, clock: Clock
) -> None:
    primary = group.primary()
    others = [port for port in group.servers if port != primary]
    address = f"redis://:{PASSWORD}@127.0.0.1:{primary}/0?replicas=1&socket_timeout=0.4"
    with opened(address) as store:
        wire = Wire(in_process(create_app(settings, store=store, now=clock)))
        ann, bob, message = Texter(wire, new_number()), Texter(wire, new_number()), next_id()
        assert UNSURE not in ann.text("CALLME", "1", "4")
        assert store.link.client.exists(MARK)
        for port in others:
            group.hold(port)
        try:
            with ThreadPoolExecutor() as both:  # each waits for as long as a promise may
                withdrawn = both.submit(ann.text, "NOCALL")
                assert UNSURE in both.submit(bob.text, "STOP", message_id=message).result()
                assert UNSURE in withdrawn.result()
            assert "IVIG" in ann.text("IVIG")
            unsure, connection = new_number(), store.link.client.client_id()
            for _ in range(2):  # the second time there is nothing left to write, and still nobody confirms
                with pytest.raises(Unreachable):
                    promise(store, unsure)
            assert store.link.client.client_id() != connection  # sentinels would have been asked anew
        finally:
            for port in others:
                group.let_go(port)
        wait_until(lambda: _promised(store, unsure))
        wait_until(lambda: UNSURE not in reply_of(bob.deliver("STOP", message)))
        assert store.people.has_opted_out(bob.number)
