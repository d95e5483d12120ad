"""What the store promises, the same for the embedded server and for a real Redis."""

from datetime import UTC, datetime
from functools import partial

import pytest

from store.link import Unreachable
from store.promises.texts import Seen
from store.store import Store, open_store
from tests.people.crowd import CROWD, at_once, crowd, raw

ANN = "+447700900123"
BEN = "+447700900456"
DAY_SECONDS = 24 * 60 * 60
NOON = datetime(2026, 5, 26, 12, tzinfo=UTC)


def test_an_opt_out_lasts_until_it_is_undone(store: Store) -> None:
    assert not store.people.has_opted_out(ANN)
    store.people.opt_out(ANN)
    assert store.people.has_opted_out(ANN)
    assert not store.people.has_opted_out(BEN)
    store.people.opt_in(ANN)
    assert not store.people.has_opted_out(ANN)


def test_a_person_is_a_keyed_hash(store: Store) -> None:
    key = store.people.key(ANN)
    assert len(key) == 64
    assert int(key, 16)
    assert key == store.people.key(ANN)
    other = open_store(store.link.url, b"another key" * 3)
    assert key not in (store.people.key(BEN), other.people.key(ANN))
    other.close()


def test_no_number_and_no_message_id_stands_in_the_clear(store: Store) -> None:
    store.texts.settle("SM0123456789", ANN, "", "talk", b"words", "out")
    store.counts.add(NOON, "topic:bones:text", f"from:{ANN}", "from:447700900123")
    store.counts.flush()
    with raw(store.link.url) as client:
        held = b" ".join(name + client.dump(name) for name in client.keys("*"))
    assert b"line:1:" in held
    for secret in (b"447700900123", b"7700900", b"SM0123456789", b"0123456789"):
        assert secret not in held


def test_a_new_message_of_a_new_person_is_unknown(store: Store) -> None:
    assert store.texts.seen("SM1", ANN, NOON) == Seen(reply=None, record="", opted_out=False)


def test_a_message_keeps_its_reply_and_moves_the_talk_once(store: Store) -> None:
    assert store.texts.settle("SM1", ANN, "", "one", b"first") == b"first"
    assert store.texts.settle("SM1", ANN, "one", "two", b"second") == b"first"
    assert store.texts.seen("SM1", ANN, NOON) == Seen(reply=b"first")
    assert store.texts.seen("SM2", BEN, NOON) == Seen(reply=None, record="", opted_out=False)


def test_a_talk_that_moved_on_meanwhile_is_not_overwritten(store: Store) -> None:
    store.texts.settle("SM1", ANN, "", "one", b"first")
    assert store.texts.settle("SM2", ANN, "", "two", b"second", "out") is None
    assert store.texts.seen("SM2", ANN, NOON) == Seen(reply=None, record="one", opted_out=False)
    assert store.texts.settle("SM2", ANN, "one", "two", b"second") == b"second"


def test_silence_is_a_reply_and_a_talk_may_end(store: Store) -> None:
    store.texts.settle("SM1", ANN, "", "one", b"first")
    assert store.texts.settle("SM2", ANN, "one", "", b"") == b""
    assert store.texts.seen("SM2", ANN, NOON) == Seen(reply=b"", record="", opted_out=False)


def test_opting_out_and_in_goes_with_the_reply(store: Store) -> None:
    store.texts.settle("SM1", ANN, "", "one", b"stopped", "out")
    assert store.texts.seen("SM2", ANN, NOON).opted_out
    assert store.people.has_opted_out(ANN)
    store.texts.settle("SM2", ANN, "one", "two", b"started", "in")
    assert not store.people.has_opted_out(ANN)


def test_words_of_any_alphabet_come_back_as_they_were(store: Store) -> None:
    store.texts.settle("SM1", ANN, "", "é £ 日 \n", "ŷ\0".encode())
    assert store.texts.seen("SM1", ANN, NOON) == Seen("ŷ\0".encode())
    assert store.texts.seen("SM2", ANN, NOON) == Seen(None, "é £ 日 \n")


def test_talks_last_a_day_and_opt_outs_for_good(store: Store) -> None:
    store.texts.settle("SM1", ANN, "", "one", b"first", "out")
    with raw(store.link.url) as client:
        lives = {name.decode().split(":")[2]: client.ttl(name) for name in client.keys("*")}
    assert lives.pop("out") == -1
    assert set(lives) == {"reply", "talk"}
    assert all(DAY_SECONDS - 60 < seconds <= DAY_SECONDS for seconds in lives.values())


def test_one_message_at_many_processes_at_once_gets_one_reply(store: Store) -> None:
    def settle(store: Store, i: int) -> bytes | None:
        return store.texts.settle("SM1", ANN, "", f"talk {i}", b"reply %d" % i)

    with crowd(store.link.url) as stores:
        replies = at_once([partial(settle, store, i) for i, store in enumerate(stores)])
        assert len(set(replies)) == 1
        winner = replies[0].decode().removeprefix("reply ")
        assert stores[0].texts.seen("SM1", ANN, NOON) == Seen(replies[0])
        assert stores[0].texts.seen("SM2", ANN, NOON) == Seen(None, f"talk {winner}")


def test_many_messages_of_one_person_at_once_each_move_the_talk(store: Store) -> None:
    def exchange(store: Store, message: str) -> None:
        while True:
            record = store.texts.seen(message, ANN, NOON).record
            if store.texts.settle(message, ANN, record, record + "x", message.encode()) is not None:
                return

    with crowd(store.link.url) as stores:
        at_once([partial(exchange, store, f"SM{i}") for i, store in enumerate(stores)])
        assert stores[0].texts.seen("SM", ANN, NOON).record == "x" * CROWD


def test_scripts_are_sent_again_to_a_store_that_forgot_them(store: Store) -> None:
    store.texts.settle("SM1", ANN, "", "one", b"first")
    with raw(store.link.url) as client:
        client.script_flush()
    assert store.texts.settle("SM2", ANN, "one", "two", b"second") == b"second"


def test_a_store_without_room_promises_nothing_but_still_reads(store: Store) -> None:
    store.people.opt_out(ANN)
    with raw(store.link.url) as client:
        policy = client.config_get("maxmemory-policy")["maxmemory-policy"]
        client.config_set("maxmemory-policy", "noeviction")
        client.config_set("maxmemory", 1)
        try:
            with pytest.raises(Unreachable):
                store.texts.settle("SM1", BEN, "", "one", b"first")
            with pytest.raises(Unreachable):
                store.people.opt_out(BEN)
            assert store.people.has_opted_out(ANN)
            assert not store.link.away
        finally:
            client.config_set("maxmemory", 0)
            client.config_set("maxmemory-policy", policy)
