"""Which connections a link drops: all when it is closed, and those to a primary that may be one no more."""

import threading

import pytest

from menus.asked import Asked
from menus.model import Pack
from menus.outcome import Refused
from sms.model import TakenBack, WithdrawCallback
from sms.wishes import carry
from store.condition import WELL
from store.fitness.minute import fitness
from store.link import Client, Link, Unreachable
from store.store import Store, open_store
from tests.conftest import OPEN, new_number
from tests.wiring.stores import wait_until


def number_of(client: Client) -> int:
    """The server's number of this connection."""
    return int(str(client.client_id()))


def test_a_closed_link_has_left_the_server(store: Store) -> None:
    link = Link(store.link.url)
    ours = link.ask(number_of)
    link.close()
    wait_until(lambda: str(ours) not in {one["id"] for one in store.link.client.client_list()})  # type: ignore[union-attr]


def test_where_too_few_replicas_confirm_the_next_question_looks_for_the_primary_anew(store: Store) -> None:
    query = "&" if "?" in store.link.url else "?"
    link = Link(f"{store.link.url}{query}replicas=1")
    before = link.ask(number_of)
    assert link.ask(number_of) == before, "a connection stays open"
    with pytest.raises(Unreachable, match="too few replicas"):
        link.confirm()
    after = link.ask(number_of)
    assert after != before
    assert not fitness(lambda _: WELL, replicas=1)(link.client).promises
    assert link.ask(number_of) != after
    link.close()


def test_a_call_back_taken_back_by_text_is_told_so_only_where_replicas_confirm_it(
    store: Store, pack: Pack
) -> None:
    query = "&" if "?" in store.link.url else "?"
    asked = Asked("SM1", new_number(), "", OPEN)
    for replicas, told in (("", TakenBack(own=False, others=False)), (f"{query}replicas=1", Refused("away"))):
        one = open_store(f"{store.link.url}{replicas}", b"k" * 32)
        assert carry(WithdrawCallback(), asked, pack, one) == told
        one.close()


def test_what_was_answered_until_the_end_is_written(store: Store) -> None:
    again = open_store(store.link.url, b"k" * 32)
    before = sum(store.answered.read()["desk"].classes)
    threads = [thread.name for thread in threading.enumerate()].count("answered")
    again.answered.note("desk", 12.0)
    again.answered.note("desk", 12.0)
    assert [thread.name for thread in threading.enumerate()].count("answered") == threads + 1
    again.close()
    assert sum(store.answered.read()["desk"].classes) == before + 2
