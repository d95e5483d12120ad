"""Staff see who has had nearly all of a bound, for a day, the last hundred of them (R49)."""

from datetime import timedelta
from typing import Any

import pytest

from counted.allowed import ALARMS, ANY_A_DAY, CALLBACKS_TO_OTHERS, Bound
from store.keys import FILLING
from store.moments import DAY, seconds
from store.people.filling import Full, noted
from store.promises.texts import Beside
from store.store import Store
from tests.conftest import OPEN, new_number

SECOND = timedelta(seconds=1)


def reaches(store: Store, number: str, used: int, bound: Bound = ALARMS, now: Any = OPEN) -> None:
    """The reply to a text uses up so much of a bound."""
    store.texts.settle(f"SM {number} {now}", number, "", "", b"", "", Beside(now, fills=[(bound, used)]))


@pytest.mark.parametrize(
    ("used", "listed", "over"), [(39, False, False), (40, True, False), (50, True, True)]
)
def test_who_has_had_four_fifths_of_a_bound_is_listed(
    store: Store, used: int, listed: bool, over: bool
) -> None:
    number = new_number()
    reaches(store, number, used)
    rows = store.filling.latest(OPEN)
    assert [(row.used, row.most, row.tail, row.is_reached) for row in rows] == [
        (used, 50, number[-2:], over)
    ] * listed
    assert store.filling.count(OPEN) == listed


def test_it_is_listed_for_a_day_and_not_a_second_longer(store: Store) -> None:
    number = new_number()
    reaches(store, number, 50)
    reaches(store, number, 60, ANY_A_DAY, OPEN + SECOND)
    for later, bounds in ((DAY - 1, {ALARMS, ANY_A_DAY}), (DAY, {ANY_A_DAY}), (DAY + 1, set())):
        then = OPEN + later * SECOND
        assert {row.bound for row in store.filling.latest(then)} == bounds
        assert store.filling.count(then) == bool(bounds)


def test_the_last_hundred_are_listed_the_latest_first(store: Store) -> None:
    client: Any = store.link.client
    for n in range(101):
        client.zadd(FILLING, {f"{n:064x}": seconds(OPEN) + n})
        client.hset(store.filling.keys.filling(f"{n:064x}"), ALARMS.name, f"50 50 {seconds(OPEN) + n}")
    later = OPEN + 101 * SECOND
    assert [row.person for row in store.filling.latest(later)] == [f"{0:012x}"] * 100
    assert store.filling.count(later) == 101
    client.zremrangebyrank(FILLING, 1, -1)
    assert len(store.filling.latest(later)) == 1


def test_a_bound_of_another_version_is_passed_over(store: Store) -> None:
    number = new_number()
    reaches(store, number, 50)
    store.link.client.hset(store.filling.keys.filling(store.filling.keys.person(number)), "nobodys", "1 1 1")
    assert [row.bound for row in store.filling.latest(OPEN)] == [ALARMS]


def test_a_person_is_found_by_the_whole_id_that_the_list_shows_if_they_show_a_number(store: Store) -> None:
    number = new_number()
    reaches(store, number, 50)
    (row,) = store.filling.latest(OPEN)
    assert store.filling.person(row.person) == (store.filling.keys.person(number), number[-2:])
    assert store.filling.person(row.person[:-1]) is None and store.filling.person("") is None
    store.link.client.hset(store.filling.keys.filling(store.filling.keys.person(number)), "tail", "")
    assert store.filling.person(row.person) is None


@pytest.mark.parametrize(
    ("tail", "bound", "can"),
    [("23", CALLBACKS_TO_OTHERS, True), ("", CALLBACKS_TO_OTHERS, False), ("23", ALARMS, False)],
)
def test_a_bound_is_raised_for_who_shows_a_number_where_it_is_one_that_can_be(
    tail: str, bound: Bound, can: bool
) -> None:
    assert Full("id", tail, bound, 5, 5).can_be_raised is can


@pytest.mark.parametrize(("used", "over"), [(1, False), (2, True), (3, True)])
def test_what_is_used_up_is_over_whether_or_not_more_was_asked(used: int, over: bool) -> None:
    assert Full("id", "23", CALLBACKS_TO_OTHERS, used, 2).is_reached is over


def test_of_a_number_two_digits_stand_in_the_clear() -> None:
    assert noted(ALARMS, "+447700900123", OPEN) == f"{ALARMS.name} 80 {seconds(OPEN)} {DAY} 23"
    assert noted(ALARMS, "", OPEN).endswith(f"{DAY} ")
