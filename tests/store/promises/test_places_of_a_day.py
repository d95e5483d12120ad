"""A day has so many call-backs: a place comes back only where nobody was rung."""

from datetime import datetime
from pathlib import Path

import pytest

from menus.due import DAYS as MOST_DAYS
from store.desk.desk import desk_store
from store.people.budgets import Asker
from store.promises.promise import Already, Kept, Refused
from store.store import Store
from tests.caller import Caller
from tests.conftest import CLOSED, LONDON, OPEN, At, new_number
from tests.packs.broken import copy
from tests.texter import Texter
from tests.wiring.wire import Wire

DAYS = tuple(datetime(2026, 5, day, 20, tzinfo=LONDON) for day in (20, 21))


def asked(store: Store, call: str, a_day: int = 1, number: str = "") -> Kept | Already | Refused:
    """A call asks to be rung back, where a day has so many places."""
    return store.callbacks.keep(call, number or new_number(), "any", "call", DAYS, a_day, OPEN)


def test_the_first_day_with_a_place_is_promised_and_past_the_last_nothing(store: Store) -> None:
    promised = [asked(store, f"CA{at}", a_day=2) for at in range(5)]
    assert [one.due for one in promised[:4]] == [DAYS[0], DAYS[0], DAYS[1], DAYS[1]]  # type: ignore[union-attr]
    assert promised[4] == Refused("full")


@pytest.mark.parametrize(("more", "for_others"), [(0, 1), (3, 1), (4, 2), (7, 2), (8, 3)])
def test_of_places_that_staff_open_a_quarter_is_for_others(store: Store, more: int, for_others: int) -> None:
    assert not more or desk_store(store).places.open_more(DAYS[0].date(), more, had=0)

    def ask(at: int) -> Kept | Already | Refused:
        asker, number = new_number(), new_number()
        of = Asker(store.people.key(asker), asker)
        return store.callbacks.keep(f"CA{at}", number, "any", "call", DAYS[:1], 40, OPEN, of, (1,))

    assert [isinstance(ask(at), Kept) for at in range(for_others + 1)] == [*(True,) * for_others, False]


def test_what_was_refused_is_kept_nowhere(store: Store) -> None:
    for at in range(2):
        asked(store, f"CA{at}")
    number = new_number()
    assert asked(store, "CA2", number=number) == Refused("full")
    assert store.callbacks.open_of(number) is None
    assert len(store.callbacks.waiting(OPEN)) == 2
    assert isinstance(asked(store, "CA2", a_day=2, number=number), Kept)


@pytest.mark.parametrize(("outcome", "free"), [("done", False), ("withdrawn", True)])
def test_a_place_comes_back_where_nobody_had_to_ring_and_never_after_that(
    store: Store, outcome: str, free: bool
) -> None:
    first = asked(store, "CA1")
    assert isinstance(first, Kept)
    store.callbacks.claim(first.id, "ann", OPEN)
    assert store.callbacks.close(first.id, outcome, "ann", OPEN) == outcome  # type: ignore[arg-type]
    second = asked(store, "CA2")
    assert isinstance(second, Kept)
    assert second.due == DAYS[0 if free else 1]


def test_a_place_stays_taken_when_nobody_picked_up(store: Store) -> None:
    first = asked(store, "CA1")
    assert isinstance(first, Kept)
    for who in ("ann", "ben"):
        store.callbacks.claim(first.id, who, OPEN)
        store.callbacks.close(first.id, "no_reply", who, OPEN)
    assert asked(store, "CA2").due == DAYS[1]  # type: ignore[union-attr]


def test_a_day_that_has_two_callers_taken_back_has_two_places(store: Store) -> None:
    numbers = [new_number(), new_number()]
    for at, number in enumerate(numbers):
        asked(store, f"CA{at}", a_day=2, number=number)
    for number in numbers:
        store.callbacks.withdraw(number, OPEN)
    again = [asked(store, f"CB{at}", a_day=2) for at in range(3)]
    assert [one.due for one in again] == [DAYS[0], DAYS[0], DAYS[1]]  # type: ignore[union-attr]


@pytest.fixture
def full(with_settings, store: Store, tmp_path: Path, at: At) -> Wire:  # type: ignore[no-untyped-def]
    """The wire to a line with one place a day, all of them taken."""
    folder = copy(tmp_path)
    folder.swap("hours.toml", "callbacks_a_day = 40", "callbacks_a_day = 1")
    wire: Wire = with_settings(pack=folder.folder)
    at(CLOSED)
    for _ in range(MOST_DAYS):
        Texter(wire, number=new_number()).text("CALLME", "1", "1")
    assert len(store.callbacks.waiting(CLOSED)) == MOST_DAYS
    return wire


def test_whoever_texts_on_full_days_hears_that_all_are_full(full: Wire, store: Store) -> None:
    texter = Texter(full, number=new_number())
    reply = texter.text("CALLME", "1", "2")
    assert "saved" not in reply
    assert "cannot take another call back" in reply
    assert "0800" in reply
    assert "999" in reply
    assert store.callbacks.open_of(texter.number) is None
    assert "no call back was waiting" in texter.text("NOCALL")


def test_whoever_calls_on_full_days_hears_that_all_are_full(full: Wire, store: Store) -> None:
    caller = Caller(full, number=new_number()).call().press("0", "0", "1", "4")
    assert "cannot take another call back" in caller.heard
    assert "saved" not in caller.heard
    assert store.callbacks.open_of(caller.number) is None


def test_a_place_that_is_given_back_goes_to_the_next_who_asks(full: Wire, store: Store) -> None:
    first = store.callbacks.waiting(CLOSED)[0]
    store.callbacks.queue.close(first.id, "withdrawn", "", CLOSED)
    assert "by 8pm on Wed 20 May" in Texter(full, number=new_number()).text("CALLME", "1", "1")
