"""What the store promises, the same for the embedded server and for a real Redis."""

from datetime import UTC, datetime
from functools import partial

import pytest

from store.link import Unreachable
from store.promises.texts import Seen
from store.store import Store, open_store
from tests.people.crowd import CROWD, at_once, crowd, raw

pytest_plugins = ("tests.wiring.each_store",)

ANN = "+447700900123"
BEN = "+447700900456"
DAY_SECONDS = 24 * 60 * 60
NOON = datetime(2026, 5, 26, 12, tzinfo=UTC)


def test_an_opt_out_lasts_until_it_is_undone(each_store: Store) -> None:
    assert not each_store.people.opted_out(ANN)
    each_store.people.opt_out(ANN)
    assert each_store.people.opted_out(ANN)
    assert not each_store.people.opted_out(BEN)
    each_store.people.opt_in(ANN)
    assert not each_store.people.opted_out(ANN)


def test_a_person_is_a_keyed_hash(each_store: Store, each_url: str) -> None:
    key = each_store.people.key(ANN)
    assert len(key) == 64
    assert int(key, 16)
    assert key == each_store.people.key(ANN)
    other = open_store(each_url, b"another key" * 3)
    assert key not in (each_store.people.key(BEN), other.people.key(ANN))
    other.close()


def test_no_number_and_no_message_id_stands_in_the_clear(each_store: Store, each_url: str) -> None:
    each_store.texts.settle("SM0123456789", ANN, "", "talk", b"words", "out")
    each_store.counts.add(NOON, "topic:bones:text", f"from:{ANN}", "from:447700900123")
    each_store.counts.flush()
    with raw(each_url) as client:
        held = b" ".join(name + client.dump(name) for name in client.keys("*"))
    assert b"line:1:" in held
    for secret in (b"447700900123", b"7700900", b"SM0123456789", b"0123456789"):
        assert secret not in held


def test_a_new_message_of_a_new_person_is_unknown(each_store: Store) -> None:
    assert each_store.texts.seen("SM1", ANN) == Seen(reply=None, record="", opted_out=False)


def test_a_message_keeps_its_reply_and_moves_the_talk_once(each_store: Store) -> None:
    assert each_store.texts.settle("SM1", ANN, "", "one", b"first") == b"first"
    assert each_store.texts.settle("SM1", ANN, "one", "two", b"second") == b"first"
    assert each_store.texts.seen("SM1", ANN) == Seen(reply=b"first", record="one", opted_out=False)
    assert each_store.texts.seen("SM2", BEN) == Seen(reply=None, record="", opted_out=False)


def test_a_talk_that_moved_on_meanwhile_is_not_overwritten(each_store: Store) -> None:
    each_store.texts.settle("SM1", ANN, "", "one", b"first")
    assert each_store.texts.settle("SM2", ANN, "", "two", b"second", "out") is None
    assert each_store.texts.seen("SM2", ANN) == Seen(reply=None, record="one", opted_out=False)
    assert each_store.texts.settle("SM2", ANN, "one", "two", b"second") == b"second"


def test_silence_is_a_reply_and_a_talk_may_end(each_store: Store) -> None:
    each_store.texts.settle("SM1", ANN, "", "one", b"first")
    assert each_store.texts.settle("SM2", ANN, "one", "", b"") == b""
    assert each_store.texts.seen("SM2", ANN) == Seen(reply=b"", record="", opted_out=False)


def test_opting_out_and_in_goes_with_the_reply(each_store: Store) -> None:
    each_store.texts.settle("SM1", ANN, "", "one", b"stopped", "out")
    assert each_store.texts.seen("SM2", ANN).opted_out
    assert each_store.people.opted_out(ANN)
    each_store.texts.settle("SM2", ANN, "one", "two", b"started", "in")
    assert not each_store.people.opted_out(ANN)


def test_words_of_any_alphabet_come_back_as_they_were(each_store: Store) -> None:
    each_store.texts.settle("SM1", ANN, "", "é £ 日 \n", "ŷ\0".encode())
    assert each_store.texts.seen("SM1", ANN) == Seen("ŷ\0".encode(), "é £ 日 \n", opted_out=False)


def test_talks_last_a_day_and_opt_outs_for_good(each_store: Store, each_url: str) -> None:
    each_store.texts.settle("SM1", ANN, "", "one", b"first", "out")
    with raw(each_url) as client:
        lives = {name.decode().split(":")[2]: client.ttl(name) for name in client.keys("*")}
    assert lives.pop("out") == -1
    assert set(lives) == {"reply", "talk"}
    assert all(DAY_SECONDS - 60 < seconds <= DAY_SECONDS for seconds in lives.values())


def test_one_message_at_many_processes_at_once_gets_one_reply(each_url: str) -> None:
    def settle(store: Store, i: int) -> bytes | None:
        return store.texts.settle("SM1", ANN, "", f"talk {i}", b"reply %d" % i)

    with crowd(each_url) as stores:
        replies = at_once([partial(settle, store, i) for i, store in enumerate(stores)])
        assert len(set(replies)) == 1
        winner = replies[0].decode().removeprefix("reply ")
        assert stores[0].texts.seen("SM1", ANN) == Seen(replies[0], f"talk {winner}", opted_out=False)


def test_many_messages_of_one_person_at_once_each_move_the_talk(each_url: str) -> None:
    def exchange(each_store: Store, message: str) -> None:
        while True:
            record = each_store.texts.seen(message, ANN).record
            if each_store.texts.settle(message, ANN, record, record + "x", message.encode()) is not None:
                return

    with crowd(each_url) as stores:
        at_once([partial(exchange, store, f"SM{i}") for i, store in enumerate(stores)])
        assert stores[0].texts.seen("SM0", ANN).record == "x" * CROWD


def test_scripts_are_sent_again_to_a_store_that_forgot_them(each_store: Store, each_url: str) -> None:
    each_store.texts.settle("SM1", ANN, "", "one", b"first")
    with raw(each_url) as client:
        client.script_flush()
    assert each_store.texts.settle("SM2", ANN, "one", "two", b"second") == b"second"


def test_a_store_without_room_promises_nothing_but_still_reads(each_store: Store, each_url: str) -> None:
    each_store.people.opt_out(ANN)
    with raw(each_url) as client:
        policy = client.config_get("maxmemory-policy")["maxmemory-policy"]
        client.config_set("maxmemory-policy", "noeviction")
        client.config_set("maxmemory", 1)
        try:
            with pytest.raises(Unreachable):
                each_store.texts.settle("SM1", BEN, "", "one", b"first")
            with pytest.raises(Unreachable):
                each_store.people.opt_out(BEN)
            assert each_store.people.opted_out(ANN)
            assert not each_store.link.away
        finally:
            client.config_set("maxmemory", 0)
            client.config_set("maxmemory-policy", policy)
