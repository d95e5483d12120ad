"""A closing is entered and counted once, by desk and command alike; undone, it counts no more (R54)."""

from datetime import timedelta
from typing import Any

import pytest

from counted import names as counted
from store.desk.desk import DeskStore, desk_store
from store.promises.closed.closing import Told, close
from store.store import Store
from tests.conftest import OPEN, new_number
from tests.store.promises.closed.test_undo import AGAIN, LAST, ask
from tests.store.promises.promised import DAYS, RECORDING


@pytest.fixture
def desk(store: Store) -> DeskStore:
    return desk_store(store)


def counts_of(desk: DeskStore) -> dict[str, int]:
    desk.line.counts.flush()
    return {name: count for name, count in desk.line.counts.day(OPEN.date()).items() if count}


def take(desk: DeskStore, number: str = "") -> str:
    callback_id: str = ask(desk.line, number or new_number()).id
    desk.line.callbacks.claim(callback_id, "ann", OPEN)
    return callback_id


def closes(desk: DeskStore, callback_id: str, outcome: str = "done", now: Any = OPEN) -> str:
    of = desk.line.callbacks
    return close(desk.line, desk.trail, of, Told(callback_id, outcome, "ann", now), AGAIN)  # type: ignore[arg-type]


def undoes(desk: DeskStore, callback_id: str) -> str:
    """Undo it, as the desk does."""
    undone = desk.undo.undo(desk.line.callbacks.queue, callback_id, "ann", LAST)
    if undone.at:
        desk.line.counts.take_away(undone.at, *undone.counts)
    return undone.said


def test_a_slip_that_is_undone_is_no_first_try_and_the_true_one_is_told(desk: DeskStore) -> None:
    callback_id = take(desk)
    closes(desk, callback_id)
    assert counts_of(desk) == {"callback:done": 1, "first_try:in_time": 1}
    assert undoes(desk, callback_id) == "done" and counts_of(desk) == {}
    late = DAYS[0] + timedelta(days=1)
    assert desk.line.first_tries.note(callback_id, late) == (counted.first_try("late"),)


def test_a_try_that_was_made_before_the_slip_stays(desk: DeskStore) -> None:
    callback_id = take(desk)
    assert closes(desk, callback_id, "no_reply") == "again"
    desk.line.callbacks.claim(callback_id, "ann", OPEN)
    closes(desk, callback_id)
    undoes(desk, callback_id)
    assert counts_of(desk) == {"callback:again": 1, "first_try:in_time": 1}
    assert desk.line.first_tries.note(callback_id, LAST) == ()


def test_a_first_try_that_is_taken_back_counts_no_more_and_the_true_one_does(desk: DeskStore) -> None:
    callback_id = take(desk)
    assert closes(desk, callback_id, "no_reply") == "again"
    assert counts_of(desk) == {"callback:again": 1, "first_try:in_time": 1}
    assert undoes(desk, callback_id) == "again" and counts_of(desk) == {}
    assert closes(desk, callback_id, "no_reply") == "again"
    assert counts_of(desk) == {"callback:again": 1, "first_try:in_time": 1}


def test_of_one_that_was_rung_before_its_first_try_stays_counted(desk: DeskStore) -> None:
    callback_id = take(desk)
    desk.line.counts.add(OPEN, *desk.line.first_tries.note(callback_id, OPEN))
    closes(desk, callback_id, "no_reply")
    assert undoes(desk, callback_id) == "again" and counts_of(desk) == {"first_try:in_time": 1}


def test_a_close_whose_answer_was_lost_counts_nothing_and_its_undo_takes_nothing(desk: DeskStore) -> None:
    callback_id = take(desk)
    desk.line.callbacks.close(callback_id, "done", "ann", OPEN)  # the rest of it was not come to
    assert undoes(desk, callback_id) == "done" and counts_of(desk) == {}
    desk.line.counts.flush()
    assert desk.line.counts.day(OPEN.date()).get("callback:done", 0) == 0


def test_closed_anew_it_counts_once(desk: DeskStore) -> None:
    callback_id = take(desk)
    for _ in range(2):
        closes(desk, callback_id)
        assert undoes(desk, callback_id) == "done"
    closes(desk, callback_id)
    assert counts_of(desk) == {"callback:done": 1, "first_try:in_time": 1}


def test_a_try_before_the_second_is_entered_and_counts_for_nothing(desk: DeskStore) -> None:
    callback_id = take(desk)
    closes(desk, callback_id, "no_reply")
    before = counts_of(desk)
    desk.line.callbacks.claim(callback_id, "ann", OPEN)
    assert closes(desk, callback_id, "no_reply") == "early" and counts_of(desk) == before
    assert [one.did for one in desk.trail.latest(9)[0]] == ["callback:early", "callback:again"]
    assert closes(desk, callback_id) == "not_yours" and len(desk.trail.latest(9)[0]) == 2


def test_a_message_is_counted_as_one_and_has_no_first_try(desk: DeskStore) -> None:
    of = desk.line.messages
    of.keep(RECORDING, new_number(), 9, OPEN)
    of.claim(RECORDING, "ann", OPEN)
    close(desk.line, desk.trail, of, Told(RECORDING, "done", "ann", OPEN), None)
    assert counts_of(desk) == {"message:done": 1}
    undone = desk.undo.undo(of.queue, RECORDING, "ann", LAST)
    assert (undone.said, undone.counts, undone.at) == ("done", (counted.message("done"),), OPEN)
