"""Keys are changed while the line runs: what another process writes meanwhile is kept, and not counted."""

from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest
from cryptography.fernet import Fernet

from store.rotation import rotate
from store.signing.sealed_rows import sealed_rows
from store.store import Store, open_store
from tests.conftest import LONDON, NUMBER_KEYS, OPEN, new_number
from tests.store.promises.promised import DAYS, PLENTY, RECORDING


class Meanwhile:
    """The seals of a line of which another process changes a record after it was read."""

    def __init__(self, store: Store, record: str, after: str) -> None:
        self.store, self.record, self.after = store, record, after

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store.seals, name)

    def rotate(self, token: str) -> str:
        client = self.store.link.client
        client.hset(self.record, "sealed", self.after) if self.after else client.hdel(self.record, "sealed")
        return self.store.seals.rotate(token)


@pytest.mark.parametrize("after", ["written by another", ""], ids=["changed", "erased"])
def test_what_another_changes_or_erases_meanwhile_stays_so_and_is_not_counted(
    store: Store, after: str
) -> None:
    kept = store.callbacks.keep("CA1", new_number(), "any", "call", DAYS, PLENTY, OPEN)
    record = store.callbacks.queue.record(kept.id)  # type: ignore[union-attr]  # Kept
    assert rotate(store).sealed_anew == 1
    done = rotate(replace(store, seals=Meanwhile(store, record, after)))  # type: ignore[arg-type]
    assert (done.sealed_anew, done.unopened) == (0, 0)
    assert store.link.client.hget(record, "sealed") == (after.encode() or None)
    assert rotate(store).unopened == bool(after)


def test_a_row_moves_once_and_only_as_it_was_read(store: Store) -> None:
    here, there = (sealed_rows(store.link, store.seals, f"line:1:{name}", "p") for name in ("here", "there"))
    here.put("a", {"n": 1})
    token = here.tokens()["a"]
    assert not here.move("a", "as it never was", there, {"n": 2}, "b") and there.all() == {}
    assert here.move("a", token, there, {"n": 2}, "b")
    assert (here.all(), there.all()) == ({}, {"b": {"n": 2}})
    assert not here.move("a", token, there, {"n": 3}, "b") and there.all() == {"b": {"n": 2}}


def one_of_each(store: Store) -> None:
    """A call-back with a note and a flag, a message with a number whose flag was passed on, and a text."""
    kept: Any = store.callbacks.keep("CA1", new_number(), "any", "call", DAYS, PLENTY, OPEN)
    store.messages.keep(RECORDING, new_number(), 9, OPEN, rung=True)
    store.outbox.send("CA1", new_number(), "words", OPEN)
    calls, spoken, written = store.callbacks.queue, store.messages.queue, store.written
    for of, item in ((calls, kept.id), (spoken, RECORDING)):
        of.claim(item, "ann", OPEN)
        assert written.notes.write(of, item, "ann", "a note", "other")
        assert written.flags.set(of, item, "ann", "a child", OPEN, [""], note="a note") == "flagged"
    assert written.notes.write(calls, kept.id, "ann", "a later note", "other")
    assert written.flags.pass_on(spoken, RECORDING, "lea", "the police", OPEN)


def test_after_a_change_of_keys_nothing_in_the_store_needs_the_old_one(store: Store, hash_key: bytes) -> None:
    one_of_each(store)
    new = Fernet.generate_key().decode()
    with closing(open_store(store.link.url, hash_key, LONDON, (new, *NUMBER_KEYS))) as both:
        done = rotate(both)
    client: Any = store.link.client
    hashes = [key for key in client.scan_iter("line:1:*") if client.type(key) == b"hash"]
    rows = [row for key in hashes for row in client.hgetall(key).items() if row[1].startswith(b"gAAAA")]
    assert {name for name, _ in rows} == {b"sealed", b"number", b"note", b"why", b"to", b"later:ann"}
    assert (done.sealed_anew, done.unopened) == (len(rows), 0)
    assert [name for name, token in rows if not Fernet(new).decrypt(token)] == []
