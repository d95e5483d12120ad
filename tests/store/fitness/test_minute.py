"""On a store that cannot keep a promise nothing is promised; what is mended is known without a restart."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
from flask import Flask

from store.condition import WELL, Condition
from store.fitness import minute
from store.fitness.minute import fitness, look_each_minute
from store.link import KeepsNothing, Link
from store.store import Store
from tests.caller import Caller
from tests.conftest import CLOSED, At, new_number, opened
from tests.texter import Texter
from tests.wiring.stores import redis_server, wait_until
from tests.wiring.wire import Wire, in_process

NOW = datetime(2026, 5, 19, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def stock() -> Iterator[str]:
    """The address of a `redis-server` that keeps no append-only file."""
    with redis_server("--appendonly", "no") as url:
        yield url


@pytest.fixture
def unfit(stock: str) -> Iterator[Store]:
    """A store that can be read and keeps no promise."""
    with opened(stock, b"k" * 32) as store:
        yield store
        store.link.client.config_set("appendonly", "no")
        store.link.client.flushdb()


def promise(store: Store) -> object:
    return store.callbacks.keep("CA1", new_number(), "any", "call", [NOW + timedelta(days=1)], 9, NOW)


def test_the_first_promise_already_is_refused_and_reading_goes_on(unfit: Store) -> None:
    with pytest.raises(KeepsNothing, match="appendonly yes"):
        promise(unfit)
    assert unfit.callbacks.waiting(NOW) == ()
    assert unfit.link.condition.name == "no append-only file"


def test_what_is_mended_is_promised_on_without_a_restart(unfit: Store) -> None:
    look_each_minute(unfit.link, minute=60, soon=0.02)
    assert not unfit.link.condition.promises
    unfit.link.client.config_set("appendonly", "yes")
    wait_until(lambda: unfit.link.condition.promises)
    assert promise(unfit)


def test_a_caller_and_a_texter_hear_that_it_could_not_be_made_sure(
    unfit: Store, line_with: Callable[..., Flask], at: At
) -> None:
    at(CLOSED)
    wire = Wire(in_process(line_with(store=unfit)))
    texter = Texter(wire, number=new_number())
    assert "could not make sure" in texter.text("STOP")
    assert not unfit.people.has_opted_out(texter.number)
    assert "could not make sure" in texter.text("CALLME", "1", "4")
    assert "could not make sure" in texter.text("NOCALL")
    assert "could not make sure" in Caller(wire, number=new_number()).call().press("0", "0", "1", "2").heard
    assert unfit.callbacks.waiting(NOW) == ()


def test_a_refused_write_has_the_store_looked_at_before_the_minute_is_over() -> None:
    found = [WELL, Condition("full", "is full", promises=False, reads=True)]
    link = Link("unix:///nonexistent", examine=lambda _: found[0])
    with closing(link):
        look_each_minute(link, minute=60, soon=0.01)
        found.pop(0)
        link.suspect = True
        wait_until(lambda: link.condition.name == "full")


def test_what_the_store_holds_is_asked_only_of_one_that_can_be_read(stock: str) -> None:
    cluster = Condition("another key")
    with closing(Link(stock)) as link:
        assert fitness(lambda _: cluster)(link.client) == cluster
        assert fitness(lambda _: WELL)(link.client).name == "no append-only file"


def test_where_a_replica_is_missing_the_next_look_connects_anew_and_so_asks_the_sentinels(stock: str) -> None:
    with closing(Link(f"{stock}?socket_timeout=5&replicas=1")) as link:
        for wanted, again in ((0, True), (1, False)):
            before = link.client.client_id()
            assert not fitness(lambda _: WELL, wanted)(link.client).promises
            assert (link.client.client_id() == before) is again


class Rounds(Event):
    """An end that comes after so many waits, none of which takes time."""

    def __init__(self, rounds: int) -> None:
        super().__init__()
        self.left, self.waited = rounds, 0.0

    def wait(self, timeout: float | None = None) -> bool:
        self.left, self.waited = self.left - 1, self.waited + (timeout or 0)
        return self.left < 0


@pytest.mark.parametrize(("rounds", "looks"), [(59, 0), (60, 1), (119, 1), (120, 2)])
def test_a_store_that_is_well_is_looked_at_once_a_minute(stock: str, rounds: int, looks: int) -> None:
    seen: list[object] = []
    with closing(Link(f"{stock}?socket_timeout=5", examine=lambda _: (seen.append(1), WELL)[1])) as link:
        link.look()
        seen.clear()
        minute._keep_looking(link, minute.MINUTE_SECONDS, minute.SOON_SECONDS, Rounds(rounds))
    assert len(seen) == looks
