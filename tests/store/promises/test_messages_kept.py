"""Spoken messages: kept once, worked off, and deleted at the carrier when staff are done."""

from datetime import timedelta
from typing import Any

import pytest

from store.desk.desk import desk_store
from store.keys import DECLINED
from store.link import Unreachable
from store.promises.claimed import number_to_ring
from store.promises.closed.ending import ending
from store.promises.lists.briefs import end_with, read_briefs
from store.promises.promise import Kept, Refused
from store.promises.standing import TakenBack
from store.store import Store
from tests.conftest import OPEN, new_number
from tests.store.promises.promised import RECORDING, everything


def test_a_message_is_kept_once_however_often_the_carrier_tells_of_it(store: Store) -> None:
    number = new_number()
    for _ in range(2):
        assert store.messages.keep(RECORDING, number, 12, OPEN) == Kept(RECORDING)
    (row,) = store.messages.waiting(OPEN)
    assert (row.id, row.state, row.seconds, row.asked) == (RECORDING, "open", 12, OPEN)
    assert store.bell.ring() == {"messages": 1}
    assert number[1:].encode() not in everything(store)


@pytest.mark.parametrize(
    ("recording", "length"), [(RECORDING, 0), ("", 5), ("../../x", 5), (RECORDING + "0", 5)]
)
def test_an_empty_or_failed_recording_is_said_to_be_so(store: Store, recording: str, length: int) -> None:
    assert store.messages.keep(recording, new_number(), length, OPEN) == Refused("empty")
    assert store.messages.waiting(OPEN) == ()


def test_a_recording_of_one_second_is_kept(store: Store) -> None:
    assert store.messages.keep(RECORDING, new_number(), 1, OPEN) == Kept(RECORDING)


def test_a_withheld_caller_can_leave_one(store: Store) -> None:
    assert store.messages.keep(RECORDING, "", 12, OPEN) == Kept(RECORDING)


def test_one_member_of_staff_has_it_at_a_time(store: Store) -> None:
    store.messages.keep(RECORDING, new_number(), 12, OPEN)
    assert store.messages.claim(RECORDING, "ann", OPEN) == ("claimed", "")
    assert store.messages.claim(RECORDING, "ben", OPEN) == ("taken", "ann")
    later = OPEN + timedelta(hours=2)
    held, lapsed = store.messages.waiting(later - timedelta(seconds=1)) + store.messages.waiting(later)
    assert (held.state, held.claimed_by, held.claimed_at) == ("claimed", "ann", OPEN)
    assert (lapsed.state, lapsed.claimed_by, lapsed.claimed_at) == ("open", "", None)
    assert store.messages.claim(RECORDING, "ben", later) == ("claimed", "")
    assert store.messages.close(RECORDING, "done", "ann", later) == "not_yours"
    assert store.messages.claim(RECORDING, "ann", later + timedelta(hours=1)) == ("taken", "ben")


def test_done_with_it_asks_for_its_deletion_ten_minutes_later(store: Store) -> None:
    store.messages.keep(RECORDING, new_number(), 12, OPEN)
    store.messages.claim(RECORDING, "ann", OPEN)
    assert store.jobs.waiting() == 0
    assert store.messages.close(RECORDING, "done", "ann", OPEN) == "done"
    assert ending(store).end_due(OPEN + timedelta(seconds=599)) == 0 and store.jobs.waiting() == 0
    assert ending(store).end_due(OPEN + timedelta(seconds=600)) == 1
    (job,) = store.jobs.take(OPEN)
    assert (job.kind, store.messages.recording(job.sealed)) == ("recording", RECORDING)
    assert store.messages.waiting(OPEN) == () and len(store.messages.closed()) == 1


def test_a_message_recorded_again_is_discarded_and_deleted(store: Store) -> None:
    store.messages.keep(RECORDING, new_number(), 12, OPEN)
    store.messages.discard(RECORDING, OPEN)
    store.messages.discard(RECORDING, OPEN)
    assert store.messages.waiting(OPEN) == () and store.jobs.waiting() == 1


def test_one_that_was_never_kept_is_deleted_all_the_same(store: Store) -> None:
    store.messages.discard(RECORDING, OPEN)
    assert store.jobs.waiting() == 1


def test_nothing_is_promised_while_the_store_is_away(away: Store) -> None:
    with pytest.raises(Unreachable):
        away.messages.keep(RECORDING, new_number(), 12, OPEN)


def test_a_page_of_messages_begins_where_the_last_one_ended(store: Store) -> None:
    ids = ["RE" + f"{n:x}" * 32 for n in range(1, 5)]
    for n, one in enumerate(ids):
        store.messages.keep(one, new_number(), 12, OPEN + timedelta(minutes=n))
    assert [row.id for row in store.messages.waiting(OPEN, first=1, most=2)] == ids[1:3]
    for n, one in enumerate(ids):
        store.messages.claim(one, "ann", OPEN + timedelta(hours=n))
        store.messages.close(one, "done", "ann", OPEN + timedelta(hours=n))
    latest = ids[::-1]
    assert [row.id for row in store.messages.closed()] == latest
    assert [row.id for row in store.messages.closed(first=1)] == latest[1:]
    assert [row.id for row in store.messages.closed(first=1, most=2)] == latest[1:3]


@pytest.mark.parametrize("key", [False, True])
def test_who_wants_no_call_is_not_rung_for_a_message_and_it_stays(store: Store, key: bool) -> None:
    number, other, calls = new_number(), new_number(), store.callbacks
    store.messages.keep(RECORDING, number, 12, OPEN, rung=True)
    store.messages.claim(RECORDING, "ann", OPEN)
    assert calls.withdraw(other, OPEN, "SM1") == TakenBack(own=False, others=0)
    assert number_to_ring(store.messages, RECORDING, "ann", OPEN) == number
    said = [
        calls.withdraw_own(number, OPEN, "1") if key else calls.withdraw(number, OPEN, "1").own for _ in "12"
    ]
    assert said == [True, True], "the same text is answered the same"
    assert number_to_ring(store.messages, RECORDING, "ann", OPEN) == ""
    client: Any = store.link.client
    left = set(client.hkeys(store.messages.queue.record(RECORDING)))
    assert not {b"number", b"tail"} & left, "nor is the end of it kept"
    (row,) = store.messages.waiting(OPEN)
    assert (row.id, row.state, row.rung) == (RECORDING, "claimed", False)
    assert store.link.client.get(DECLINED + store.people.key(number)) == b"0", "with no place of a day"
    assert not calls.withdraw(number, OPEN, "SM3").own


def test_who_wants_no_call_is_not_rung_for_a_message_whose_closing_is_undone(store: Store) -> None:
    number = new_number()
    store.messages.keep(RECORDING, number, 12, OPEN, rung=True)
    store.messages.claim(RECORDING, "ann", OPEN)
    store.messages.close(RECORDING, "done", "ann", OPEN)
    assert store.callbacks.withdraw(number, OPEN).own
    assert desk_store(store).undo.undo(store.messages.queue, RECORDING, "ann", OPEN).said == "done"
    assert number_to_ring(store.messages, RECORDING, "ann", OPEN) == ""


def test_a_message_without_a_number_is_not_found_by_the_end_of_its_recordings_name(store: Store) -> None:
    recording, rung = f"RE{'0' * 29}123", f"RE{'1' * 32}"
    store.messages.keep(recording, "", 12, OPEN)
    store.messages.keep(rung, "+447400000123", 12, OPEN, rung=True)
    of = store.messages.queue
    briefs = read_briefs(of, OPEN)
    assert len(briefs) == 2
    assert [one.id for one in end_with(of, store.seals, briefs, "123")] == [rung]
