"""Whether a call-back was rung in time: told once, by its first try, whatever is done with it later."""

from datetime import timedelta

from counted.names import first_try
from store.promises.promise import Kept
from store.store import Store
from tests.conftest import OPEN, new_number

DUE = OPEN + timedelta(hours=5)


def asked(store: Store) -> str:
    kept = store.callbacks.keep("CA1", new_number(), "any", "call", [DUE], 9, OPEN)
    assert isinstance(kept, Kept)
    return kept.id


def test_the_first_try_tells_whether_it_came_in_time(store: Store) -> None:
    early = asked(store)
    assert store.first_tries.note(early, DUE) == (first_try("in_time"),)
    assert store.first_tries.note(early, DUE + timedelta(days=3)) == (), "the second"
    other = store.callbacks.keep("CA2", new_number(), "any", "call", [DUE], 9, OPEN)
    assert isinstance(other, Kept)
    assert store.first_tries.note(other.id, DUE + timedelta(seconds=1)) == (first_try("late"),)


def test_closing_does_not_make_it_a_first_one_again(store: Store) -> None:
    callback = asked(store)
    store.callbacks.claim(callback, "ann", OPEN)
    assert store.callbacks.close(callback, "done", "ann", OPEN) == "done"
    assert store.first_tries.note(callback, OPEN) == (first_try("in_time"),)
    assert store.first_tries.note(callback, OPEN) == ()


def test_a_call_back_that_is_not_there_leaves_nothing_behind(store: Store) -> None:
    assert store.first_tries.note("0123456789abcdef", OPEN) == ()
    assert not store.link.client.exists(store.callbacks.queue.record("0123456789abcdef"))


def test_nothing_is_told_while_the_store_is_away(away: Store) -> None:
    assert away.first_tries.note("0123456789abcdef", OPEN) == ()
