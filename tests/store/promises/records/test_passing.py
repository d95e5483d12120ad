"""Passing on: kept for one colleague, then anybody's by itself, and taken back until it is taken."""

from datetime import datetime, timedelta

import pytest

from store.desk.desk import desk_store
from store.promises.claimed import number_for
from store.promises.records.freeing import free
from store.promises.standing import Claimed, Taken
from store.store import Store
from tests.conftest import OPEN
from tests.store.promises.records.laid import WORDS, fields, held, message

LATER = OPEN + timedelta(minutes=5)
HOUR = timedelta(hours=1)


def passed(store: Store, closes: datetime | None = None) -> tuple[str, str]:
    """The id and number of a call-back that ann has passed on to bea."""
    item_id, number = held(store)
    store.written.notes.write(store.callbacks.queue, item_id, "ann", WORDS, "")
    assert store.written.passing.on(store.callbacks.queue, item_id, "ann", "bea", LATER, closes)
    return item_id, number


def test_what_is_passed_on_is_kept_for_the_colleague_alone(store: Store) -> None:
    item_id, number = passed(store)
    row = store.callbacks.one(item_id, LATER)
    assert row and row.state == "open" and row.beside.passed
    assert (row.beside.passed.to, row.beside.passed.by) == ("bea", "ann")
    assert store.callbacks.claim(item_id, "cat", LATER) == Taken("bea", kept_for=True)
    assert store.callbacks.claim(item_id, "bea", LATER) == Claimed(number)
    row = store.callbacks.one(item_id, LATER)
    assert row and row.state == "claimed" and row.beside.passed is None and row.beside.came_from == "ann"


def test_what_is_kept_for_a_colleague_is_listed_for_as_long_as_it_is_kept(store: Store) -> None:
    passed(store)
    left: int = store.link.client.ttl(store.callbacks.queue.kept_for("bea"))  # type: ignore[assignment]
    assert 0 < left <= 2 * HOUR.total_seconds()


def test_who_passed_it_on_sees_number_and_note_no_more(store: Store) -> None:
    item_id, _ = passed(store)
    assert number_for(store.callbacks, item_id, "ann", LATER) == ""
    assert store.written.notes.read(store.callbacks.queue, item_id, "ann", LATER) == ""
    store.callbacks.claim(item_id, "bea", LATER)
    assert store.written.notes.read(store.callbacks.queue, item_id, "bea", LATER) == WORDS
    assert store.written.notes.read(store.callbacks.queue, item_id, "ann", LATER) == ""


def test_after_two_hours_it_is_anybodys_again(store: Store) -> None:
    item_id, number = passed(store)
    assert store.callbacks.claim(item_id, "cat", LATER + 2 * HOUR - timedelta(seconds=1)) != Claimed(number)
    row = store.callbacks.one(item_id, LATER + 2 * HOUR)
    assert row and row.beside.passed is None
    assert store.callbacks.claim(item_id, "cat", LATER + 2 * HOUR) == Claimed(number)


def test_it_is_anybodys_again_when_the_helpline_closes(store: Store) -> None:
    item_id, number = passed(store, closes=LATER + HOUR)
    assert store.callbacks.claim(item_id, "cat", LATER + HOUR - timedelta(seconds=1)) != Claimed(number)
    assert store.callbacks.claim(item_id, "cat", LATER + HOUR) == Claimed(number)


def test_who_passed_it_on_may_take_it_back_until_it_is_taken(store: Store) -> None:
    item_id, number = passed(store)
    assert store.callbacks.claim(item_id, "ann", LATER) == Claimed(number)
    item_id, number = passed(store)
    store.callbacks.claim(item_id, "bea", LATER)
    assert store.callbacks.claim(item_id, "ann", LATER) == Taken("bea")


@pytest.mark.parametrize(("takes", "told"), [("ann", {"back_from": "bea", "back_by": "ann"}), ("bea", {})])
def test_the_colleague_is_told_that_it_was_taken_back_until_they_take_it_after_all(
    store: Store, takes: str, told: dict[str, str]
) -> None:
    item_id, _ = passed(store)
    record, names = store.callbacks.queue.record(item_id), ("back_from", "back_by")
    for who, now, noted in (
        (takes, LATER, told),
        ("cat", LATER + 2 * HOUR, told),
        ("bea", LATER + 4 * HOUR, {}),
    ):
        assert isinstance(store.callbacks.claim(item_id, who, now), Claimed)
        assert {name: value for name, value in fields(store, record).items() if name in names} == noted


def test_what_is_given_back_by_the_colleague_is_kept_for_nobody(store: Store) -> None:
    item_id, number = passed(store)
    store.callbacks.claim(item_id, "bea", LATER)
    store.callbacks.close(item_id, "no_reply", "bea", LATER)
    assert store.callbacks.claim(item_id, "cat", LATER + 5 * HOUR) == Claimed(number)


def test_who_does_not_hold_it_passes_nothing_on(store: Store) -> None:
    item_id, _ = held(store)
    assert not store.written.passing.on(store.callbacks.queue, item_id, "bea", "cat", LATER)
    store.callbacks.claim(item_id, "bea", OPEN + 2 * HOUR)
    assert not store.written.passing.on(store.callbacks.queue, item_id, "ann", "cat", OPEN + 2 * HOUR)
    row = store.callbacks.one(item_id, OPEN + 2 * HOUR)
    assert row and row.claimed_by == "bea"


def test_the_colleague_finds_what_is_kept_for_them(store: Store) -> None:
    item_id, number = passed(store)
    queue = store.callbacks.queue
    assert store.written.passing.ids_for(queue, "bea", LATER) == (item_id,)
    assert store.written.passing.ids_for(queue, "ann", LATER) == ()
    assert store.written.passing.ids_for(queue, "bea", LATER + 2 * HOUR) == ()
    store.callbacks.withdraw(number, LATER)
    assert store.written.passing.ids_for(queue, "bea", LATER) == ()


def test_nocall_ends_what_is_passed_on(store: Store) -> None:
    item_id, number = passed(store)
    assert store.callbacks.withdraw(number, LATER).own
    row = store.callbacks.one(item_id, LATER)
    assert row and row.state == "withdrawn" and not row.beside.noted and row.beside.passed is None


def test_a_clock_that_was_set_back_keeps_it_for_nobody(store: Store) -> None:
    item_id, number = passed(store)
    assert store.callbacks.claim(item_id, "cat", LATER - HOUR) == Claimed(number)


def test_a_message_is_passed_on_too(store: Store) -> None:
    item_id, _ = message(store)
    assert store.written.passing.on(store.messages.queue, item_id, "ann", "bea", LATER)
    assert store.messages.claim(item_id, "cat", LATER) == ("kept_for", "bea")
    assert store.written.passing.ids_for(store.messages.queue, "bea", LATER) == (item_id,)
    assert store.messages.claim(item_id, "bea", LATER) == ("claimed", "")


def test_what_somebody_holds_who_is_locked_is_everybodys_again_and_the_trail_says_so(
    store: Store,
) -> None:
    trail, theirs, (item_id, _) = desk_store(store).trail, held(store, "bea"), passed(store)
    others, spoken = held(store, "cat"), message(store, "bea")
    assert free(store, trail, "bea", "ann", LATER) == 3
    for name in ("dan", "bea", "cat"):
        assert number_for(store.callbacks, theirs[0], name, LATER) == ""
    assert store.callbacks.claim(theirs[0], "dan", LATER) == Claimed(theirs[1])
    assert isinstance(store.callbacks.claim(item_id, "dan", LATER), Claimed)
    assert store.messages.claim(spoken[0], "dan", LATER) == ("claimed", "")
    assert store.callbacks.claim(others[0], "dan", LATER) == Taken("cat")
    deeds = {(one.who, one.did, one.about) for one in trail.latest(9)[0]}
    calls = {("ann", "callback:free", f"{one} bea") for one in (theirs[0], item_id)}
    assert deeds == calls | {("ann", "message:free", f"{spoken[0]} bea")}
    assert free(store, trail, "bea", "ann", LATER) == 0 and len(trail.latest(9)[0]) == 3
