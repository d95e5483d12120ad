"""What one person may cause: at the bound it is done, one past it it is not; each bound has its own time."""

from dataclasses import replace
from datetime import timedelta

import pytest

from counted.allowed import ANY_A_DAY, CALLBACKS_TO_OTHERS, CALLS, TEXTS, TEXTS_OF_WITHHELD, TEXTS_TO_OTHERS
from store.keys import FILLING
from store.people.calls import Known
from store.promises.promise import Kept, Refused
from store.promises.texts import Beside
from store.store import Store
from tests.conftest import OPEN, new_number
from tests.store.promises.promised import DAYS, PLENTY
from tests.store.promises.test_others import ask, asker_of

DAY = 86_400
WORDS = "words"


def called(store: Store, number: str, call: str = "CA1", seconds: int = 0) -> Known:
    return store.calls.note(call, number, OPEN + timedelta(seconds=seconds))


@pytest.mark.parametrize("times", [1, 2])
def test_a_caller_is_barred_with_the_call_past_the_bound_times_what_staff_raised_it_to(
    store: Store, times: int
) -> None:
    number, most = new_number(), CALLS.most * times
    if times > 1:
        store.budgets.raise_to(number, times, 30, OPEN)
    for at in range(1, most):
        called(store, number, f"CA{at}")
    known = [called(store, number, f"CA{at}") for at in (most, most + 1)]
    assert [(one.calls, one.too_often) for one in known] == [(most, False), (most + 1, True)]


def test_a_call_counts_for_an_hour_from_its_first_report_on(store: Store) -> None:
    number = new_number()
    assert [called(store, number, "CA1", at).calls for at in (0, 3000)] == [1, 1], "reported twice"
    assert called(store, number, "CA2", 3599).calls == 2
    assert called(store, number, "CA3", 3600).calls == 2, "the first is an hour ago"
    assert 3540 < store.link.client.ttl(store.people.keys.calls(number)) <= 3600


def test_who_asked_for_as_many_others_as_may_be_is_known_as_full(store: Store) -> None:
    number, most = new_number(), CALLBACKS_TO_OTHERS.most
    assert called(store, number) == Known(calls=1)
    for at in range(most):
        ask(store, number, new_number(), f"CA{at}")
        known = called(store, number)
        assert (known.full, known.asked) == (at + 1 == most, True)
    store.budgets.raise_to(number, most + 1, 30, OPEN)
    assert not called(store, number).full
    third = new_number()
    ask(store, number, third, "CA9")
    assert called(store, number).full
    store.callbacks.withdraw(third, OPEN)
    assert called(store, number).full, "who is asked for ends it, and it counts all the same"


def test_who_asked_for_their_own_number_alone_has_a_call_back_to_hear_of(store: Store) -> None:
    number = new_number()
    ask(store, number, number)
    assert called(store, number) == Known(calls=1, asked=True)
    store.blocks.block(number, "", OPEN + timedelta(days=9000))
    assert called(store, number).blocked


def test_who_has_used_four_fifths_of_a_bound_is_noted_and_no_one_before(store: Store) -> None:
    number, most = new_number(), CALLS.most
    for at in range(most * 4 // 5):
        assert store.filling.count(OPEN) == 0, at
        called(store, number, f"CA{at}")
    (full,) = store.filling.latest(OPEN)
    assert (full.used, full.most, full.bound, full.tail) == (most * 4 // 5, most, CALLS, number[-2:])
    name = store.people.keys.filling(store.people.key(number))
    for one in (name, FILLING):
        assert DAY - 60 < store.link.client.ttl(one) <= DAY


def test_who_filled_a_bound_is_listed_for_a_day_to_the_second(store: Store) -> None:
    first, second = new_number(), new_number()
    for number, seconds, left in ((first, 0, 1), (second, DAY - 1, 2), (second, DAY, 1)):
        for at in range(3):
            store.outbox.send(f"CA{at} {seconds}", number, WORDS, OPEN + timedelta(seconds=seconds))
        assert store.link.client.zcard(FILLING) == left


def test_of_three_texts_the_third_fills_the_bound_of_each_kind_and_a_refused_one_is_no_fourth(
    store: Store,
) -> None:
    number, sender = new_number(), new_number()
    asker = asker_of(store, sender)
    for at in range(5):
        assert len(store.filling.latest(OPEN)) == (0 if at < 3 else 2)
        store.outbox.send(f"CA{at}", number, WORDS, OPEN)
        store.outbox.send(f"CB{at}", new_number(), WORDS, OPEN, asker)
    assert {(one.bound, one.used, one.most) for one in store.filling.latest(OPEN)} == {
        (TEXTS, 3, 3),
        (TEXTS_TO_OTHERS, 3, 3),
    }


def test_a_number_that_gets_no_texts_fills_no_bound(store: Store) -> None:
    out, blocked = new_number(), new_number()
    for at in range(4):
        if at == TEXTS.most - 1:
            store.people.opt_out(out)
            store.blocks.block(blocked, "", OPEN + timedelta(days=9000))
        for number in (out, blocked):
            store.outbox.send(f"CA{at}", number, WORDS, OPEN)
    assert store.filling.latest(OPEN) == ()


def test_what_many_send_to_one_number_fills_no_bound_and_is_none_of_those_who_show_no_number(
    store: Store,
) -> None:
    number = new_number()
    for at in range(TEXTS.most + 1):
        store.outbox.send(f"CA{at}", number, WORDS, OPEN, asker_of(store, new_number()))
    assert store.filling.latest(OPEN) == ()
    assert not store.link.client.exists(store.people.keys.spent("withheld"))


def test_the_day_of_a_bound_begins_with_its_first_text_and_no_later_one_prolongs_it(store: Store) -> None:
    number, keys, client = new_number(), store.people.keys, store.link.client
    asker, hidden = asker_of(store, new_number()), asker_of(store, "", "CA0")
    names = (
        keys.texted(number),
        keys.texted_by_others(number),
        keys.spent(asker.key),
        keys.spent("withheld"),
    )

    def send(call: str) -> None:
        store.outbox.send(call, number, WORDS, OPEN)
        store.outbox.send(f"{call} other", number, WORDS, OPEN, asker)
        store.outbox.send(f"{call} hidden", number, WORDS, OPEN, asker_of(store, "", call))

    send("CA0")
    for name in (*names, keys.spent(hidden.key)):
        assert DAY - 60 < client.ttl(name) <= DAY
        client.expire(name, 100)
    send("CA1")
    assert all(client.ttl(name) <= 100 for name in names)


def test_what_is_asked_twice_for_another_is_spent_once_also_where_the_bound_is_reached(store: Store) -> None:
    asker, numbers = asker_of(store, new_number()), [new_number() for _ in range(4)]
    for at in (0, 1, 2, 0, 1, 2):
        assert isinstance(store.outbox.send("CA1", numbers[at], WORDS, OPEN, asker), Kept)
    assert store.outbox.send("CA1", numbers[3], WORDS, OPEN, asker) == Refused("others")
    assert isinstance(store.outbox.send("CA1", numbers[0], WORDS, OPEN, asker), Kept)
    assert store.jobs.waiting() == 3


def test_all_callers_without_a_number_fill_the_bound_that_they_share(store: Store) -> None:
    most = TEXTS_OF_WITHHELD.most
    for at in range(most + 2):
        used = [(one.used, one.most, one.tail) for one in store.filling.latest(OPEN)]
        assert used == ([(at, most, "")] if 5 * at >= 4 * most and at <= most else used if at > most else [])
        said = store.outbox.send(f"CA{at}", new_number(), WORDS, OPEN, asker_of(store, "", f"CA{at}"))
        assert isinstance(said, Kept) if at < most else said == Refused("together")
    assert [(one.used, one.most) for one in store.filling.latest(OPEN)] == [(most, most)]


def test_who_asks_for_the_last_other_that_they_may_is_noted_and_who_is_refused_too(store: Store) -> None:
    number = new_number()
    for at, used in enumerate((None, 2, 2)):
        ask(store, number, new_number(), f"CA{at}")
        found = store.filling.latest(OPEN)
        assert [(one.used, one.most, one.bound) for one in found] == (
            [(used, 2, CALLBACKS_TO_OTHERS)] if used else []
        )


def test_a_caller_without_a_number_is_listed_for_no_call_back(store: Store) -> None:
    for at in range(2):
        asker = asker_of(store, "", "CA1")
        store.callbacks.keep(f"CA{at}", new_number(), "any", "call", DAYS, PLENTY, OPEN, asker, (9,))
    assert store.filling.latest(OPEN) == ()


def test_of_a_thousand_the_eight_hundredth_is_noted_and_none_before(store: Store) -> None:
    number, bound = new_number(), replace(ANY_A_DAY, most=1000)
    for used, noted in ((799, []), (800, [800])):
        beside = Beside(OPEN, fills=[(bound, used)])
        store.texts.settle(f"SM{used}", number, "", "", b"reply", beside=beside)
        assert [one.used for one in store.filling.latest(OPEN)] == noted
