"""Keys are changed while the line runs: what another process writes meanwhile is kept, and not counted."""

from dataclasses import replace
from typing import Any

import pytest

from store.rotation import rotate
from store.signing.sealed_rows import sealed_rows
from store.store import Store
from tests.conftest import OPEN, new_number
from tests.store.promises.promised import DAYS, PLENTY


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
