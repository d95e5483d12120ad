"""The promise to ring back: one open a number, its queue, and what stays of it."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from store.link import Unreachable
from store.promises.claimed import number_for
from store.promises.closed.ending import ending
from store.promises.promise import Already, Kept, Promise, Refused
from store.promises.standing import Claimed, Gone, Taken, TakenBack
from store.store import Store
from tests.conftest import OPEN, new_number
from tests.store.promises.promised import DAYS, PLENTY, everything


def ask(store: Store, call: str, number: str, a_day: int = PLENTY, now: datetime = OPEN) -> Promise:
    """One wish for a call-back."""
    return store.callbacks.keep(call, number, "morning", "call", DAYS, a_day, now)


def kept(store: Store, number: str = "") -> str:
    """The id of a new call-back."""
    number = number or new_number()
    promise = ask(store, f"CA of {number}", number)
    assert isinstance(promise, Kept)
    return promise.id


def test_a_call_back_is_kept_for_the_end_of_the_first_day(store: Store) -> None:
    promise = ask(store, "CA1", new_number())
    assert isinstance(promise, Kept) and promise.due == DAYS[0]
    assert re.fullmatch("[0-9a-f]{16}", promise.id), "short enough to be read out"
    (row,) = store.callbacks.waiting(OPEN)
    assert (row.id, row.state, row.best, row.by) == (promise.id, "open", "morning", "call")
    assert (row.asked, row.due, row.tries) == (OPEN, DAYS[0], 0)


def test_a_second_try_may_be_made_at_once_where_no_time_is_set_for_it(store: Store) -> None:
    item = kept(store)
    for said in ("again", "no_reply"):
        store.callbacks.claim(item, "ann", OPEN)
        assert store.callbacks.close(item, "no_reply", "ann", OPEN) == said
        found = store.callbacks.one(item, OPEN)
        assert found and (found.again, found.due) == (None, DAYS[0])


def test_asking_again_in_the_same_call_finds_the_same_one(store: Store) -> None:
    number = new_number()
    first = ask(store, "CA1", number)
    assert ask(store, "CA1", number, now=OPEN + timedelta(hours=1)) == first
    assert store.callbacks.queue.count() == 1


def test_what_is_withdrawn_and_asked_for_again_in_one_call_is_kept_anew(store: Store) -> None:
    number = new_number()
    first = ask(store, "CA1", number)
    store.callbacks.withdraw(number, OPEN)
    again = ask(store, "CA1", number)
    assert isinstance(first, Kept) and isinstance(again, Kept) and again.id != first.id
    found = store.callbacks.open_of(number)
    assert found and found.id == again.id


def test_a_number_that_asks_twice_keeps_its_place(store: Store) -> None:
    number = new_number()
    first = ask(store, "CA1", number)
    second = ask(store, "CA2", number, now=OPEN + timedelta(hours=1))
    assert isinstance(first, Kept) and second == Already(first.id, first.due, "morning")


def test_a_full_day_promises_the_next_one(store: Store) -> None:
    due = [ask(store, f"CA{n}", new_number(), a_day=2) for n in range(11)]
    assert [promise.due for promise in due[:10] if isinstance(promise, Kept)] == [
        d for d in DAYS for _ in "12"
    ]
    assert due[10] == Refused("full")


def test_many_at_once_never_share_the_last_place_of_a_day(store: Store) -> None:
    with ThreadPoolExecutor(16) as crowd:
        promises = list(crowd.map(lambda n: ask(store, f"CA{n}", f"+4474001{n:05}", a_day=5), range(40)))
    dues = [promise.due for promise in promises if isinstance(promise, Kept)]
    assert {day: dues.count(day) for day in DAYS} == dict.fromkeys(DAYS, 5)


def test_of_two_staff_who_claim_at_once_one_gets_it(store: Store) -> None:
    number = new_number()
    callback_id = kept(store, number)
    with ThreadPoolExecutor(8) as crowd:
        answers = list(crowd.map(lambda n: store.callbacks.claim(callback_id, f"staff {n}", OPEN), range(8)))
    assert answers.count(Claimed(number)) == 1
    assert sum(isinstance(answer, Taken) for answer in answers) == 7


def test_a_claim_falls_back_after_two_hours(store: Store) -> None:
    number = new_number()
    callback_id = kept(store, number)
    store.callbacks.claim(callback_id, "ann", OPEN)
    almost, later = OPEN + timedelta(hours=1, minutes=59), OPEN + timedelta(hours=2)
    assert store.callbacks.claim(callback_id, "ben", almost) == Taken("ann")
    assert [row.state for row in store.callbacks.waiting(almost)] == ["claimed"]
    assert [(row.state, row.claimed_by) for row in store.callbacks.waiting(later)] == [("open", "")]
    assert store.callbacks.claim(callback_id, "ben", later) == Claimed(number)
    assert store.callbacks.close(callback_id, "done", "ann", later) == "not_yours"


def test_a_claim_that_is_taken_over_lasts_two_hours_of_its_own_and_has_the_number(store: Store) -> None:
    number, taken = new_number(), OPEN + timedelta(hours=3)
    callback_id = kept(store, number)
    store.callbacks.claim(callback_id, "ann", OPEN)
    assert store.callbacks.claim(callback_id, "ben", taken) == Claimed(number)
    almost, over = taken + timedelta(hours=1, minutes=59), taken + timedelta(hours=2)
    (row,) = store.callbacks.waiting(almost)
    assert (row.state, row.claimed_by, row.claimed_at) == ("claimed", "ben", taken)
    assert store.callbacks.claim(callback_id, "ann", almost) == Taken("ben")
    assert [number_for(store.callbacks, callback_id, who, almost) for who in ("ann", "ben")] == ["", number]
    assert number_for(store.callbacks, callback_id, "ben", over) == ""
    assert store.callbacks.claim(callback_id, "ann", over) == Claimed(number)


def test_whoever_has_it_may_claim_it_for_two_more_hours(store: Store) -> None:
    number, again = new_number(), OPEN + timedelta(hours=1)
    callback_id = kept(store, number)
    store.callbacks.claim(callback_id, "ann", OPEN)
    assert store.callbacks.claim(callback_id, "ann", again) == Claimed(number)
    assert store.callbacks.claim(callback_id, "ben", OPEN + timedelta(hours=2, minutes=30)) == Taken("ann")


def test_only_who_claimed_it_may_close_it(store: Store) -> None:
    callback_id = kept(store)
    assert store.callbacks.close(callback_id, "done", "ann", OPEN) == "not_yours"
    store.callbacks.claim(callback_id, "ann", OPEN)
    assert store.callbacks.close(callback_id, "done", "ben", OPEN) == "not_yours"
    assert store.callbacks.close(callback_id, "done", "ann", OPEN) == "done"
    assert store.callbacks.close(callback_id, "done", "ann", OPEN) == "gone"
    assert store.callbacks.claim(callback_id, "ann", OPEN) == Gone()


def test_it_is_closed_after_two_tries_without_a_reply(store: Store) -> None:
    callback_id = kept(store)
    store.callbacks.claim(callback_id, "ann", OPEN)
    assert store.callbacks.close(callback_id, "no_reply", "ann", OPEN) == "again"
    (row,) = store.callbacks.waiting(OPEN)
    assert (row.state, row.tries, row.due) == ("open", 1, DAYS[0])
    store.callbacks.claim(callback_id, "ben", OPEN)
    assert store.callbacks.close(callback_id, "no_reply", "ben", OPEN) == "no_reply"
    assert store.callbacks.waiting(OPEN) == ()
    assert [row.state for row in store.callbacks.closed()] == ["no_reply"]


def test_a_person_can_withdraw_and_ask_anew(store: Store) -> None:
    number = new_number()
    first = kept(store, number)
    found = store.callbacks.open_of(number)
    assert found and found.id == first
    assert store.callbacks.withdraw(number, OPEN) == TakenBack(own=True, others=0)
    assert store.callbacks.withdraw(number, OPEN) == TakenBack(own=False, others=0)
    assert store.callbacks.open_of(number) is None
    assert isinstance(ask(store, "CA2", number), Kept)


def test_a_withdrawn_one_gives_its_place_of_the_day_back(store: Store) -> None:
    number = new_number()
    ask(store, "CA1", number, a_day=1)
    store.callbacks.withdraw(number, OPEN)
    assert ask(store, "CA2", new_number(), a_day=1).due == DAYS[0]  # type: ignore[union-attr]  # Kept


@pytest.mark.parametrize("outcome", ["done", "withdrawn"])
def test_the_number_is_encrypted_while_it_waits_and_gone_ten_minutes_after_it_is_closed(
    store: Store, outcome: str
) -> None:
    number = new_number()
    callback_id = kept(store, number)
    assert number.encode() not in everything(store) and number[3:].encode() not in everything(store)
    assert store.link.client.hexists(store.callbacks.queue.record(callback_id), "sealed")
    store.callbacks.claim(callback_id, "ann", OPEN)
    store.callbacks.close(callback_id, outcome, "ann", OPEN)  # type: ignore[arg-type]  # one of the outcomes
    assert number.encode() not in everything(store)
    erased = (b"sealed", b"tail", b"number", b"may_text", b"counted", b"tried_due", b"relay:1", b"language:1")
    assert ending(store).end_due(OPEN + timedelta(seconds=599)) == 0
    for name in erased:
        store.link.client.hsetnx(store.callbacks.queue.record(callback_id), name, "1")
    assert ending(store).end_due(OPEN + timedelta(seconds=600)) == 1
    record = store.link.client.hgetall(store.callbacks.queue.record(callback_id))
    assert not [name for name in record if name in erased or name.startswith(b"was:")]
    assert 29 < store.link.client.ttl(store.callbacks.queue.record(callback_id)) / 86400 <= 30


def test_what_waits_is_listed_by_when_it_is_due(store: Store) -> None:
    late = store.callbacks.keep("CA1", new_number(), "any", "text", DAYS[2:], PLENTY, OPEN)
    soon = store.callbacks.keep("CA2", new_number(), "any", "call", DAYS, PLENTY, OPEN)
    assert [row.id for row in store.callbacks.waiting(OPEN)] == [soon.id, late.id]  # type: ignore[union-attr]
    assert [row.id for row in store.callbacks.waiting(OPEN, first=1, most=1)] == [late.id]  # type: ignore[union-attr]


def test_nothing_is_promised_while_the_store_is_away(away: Store) -> None:
    with pytest.raises(Unreachable):
        ask(away, "CA1", new_number())


def test_every_new_one_rings_the_bell_once(store: Store) -> None:
    number = new_number()
    for call in ("CA1", "CA1", "CA2"):
        ask(store, call, number)
    assert store.bell.ring() == {"callbacks": 1}
