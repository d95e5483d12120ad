"""Whether a call-back was rung in time: told once, by its first try, whatever is done with it later."""

from datetime import timedelta

import pytest

from counted.names import first_try
from store.promises.promise import Kept
from store.store import Store
from tests.conftest import OPEN, new_number
from tests.store.promises.promised import RECORDING

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


def test_of_a_message_which_has_no_day_no_first_try_is_told_or_marked(store: Store) -> None:
    store.messages.keep(RECORDING, new_number(), 9, OPEN)
    record, client = store.messages.queue.record(RECORDING), store.link.client
    assert store.first_tries.note_closing(record, DUE) == ()
    assert not client.hexists(record, "tried") and not client.hexists(record, "counted")


@pytest.mark.parametrize("closing", [True, False])
@pytest.mark.parametrize("state", ["open", "tried", "closed"])
def test_only_a_closing_marks_that_it_is_counted_and_the_try_that_it_told(
    store: Store, closing: bool, state: str
) -> None:
    callback, client, at = asked(store), store.link.client, int(OPEN.timestamp())
    record, due = store.callbacks.queue.record(callback), str(int(DUE.timestamp())).encode()
    if state != "open":
        store.callbacks.claim(callback, "ann", OPEN)
        store.callbacks.close(callback, "no_reply" if state == "tried" else "done", "ann", OPEN)
    tries = store.first_tries
    told = tries.note_closing(record, OPEN) if closing else tries.note(callback, OPEN)
    assert told == (first_try("in_time"),)
    names = ("tried", "counted", "tried_due", "noted_counted", "noted_due")
    marked = dict(zip(names, client.hmget(record, *names), strict=True))
    now = str(at).encode()
    of_closing = closing and state == "closed"
    of_try = closing and state == "tried"
    assert marked == {
        "tried": now,
        "counted": now if of_closing else None,
        "tried_due": due if of_closing else None,
        "noted_counted": now if of_try else None,
        "noted_due": due if of_try else None,
    }
    later = OPEN + timedelta(seconds=1)
    again = tries.note_closing(record, later) if closing else tries.note(callback, later)
    assert again == () and client.hget(record, "tried") == now
