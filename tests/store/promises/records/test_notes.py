"""The note beside a record: sealed, for who holds it, and gone when it must (R56)."""

from datetime import timedelta

import pytest

from store import rotation
from store.promises.closed.ending import ending
from store.promises.closed.undo import undo
from store.promises.queue import Closing
from store.promises.records.notes import LONGEST
from store.store import Store
from tests.conftest import OPEN, new_number
from tests.store.promises.promised import DAYS, PLENTY, everything
from tests.store.promises.records.laid import WORDS, fields, held, message

LATER = OPEN + timedelta(hours=1)


def write(store: Store, item_id: str, who: str = "ann", words: str = WORDS) -> bool:
    return store.written.notes.write(store.callbacks.queue, item_id, who, words, "medicine")


def read(store: Store, item_id: str, who: str = "ann") -> str:
    return store.written.notes.read(store.callbacks.queue, item_id, who, LATER)


def test_a_note_is_sealed_and_read_by_who_holds_the_record(store: Store) -> None:
    item_id, _ = held(store)
    assert write(store, item_id)
    assert WORDS.encode() not in everything(store)
    assert read(store, item_id) == WORDS and read(store, item_id, "bea") == ""
    row = store.callbacks.one(item_id, LATER)
    assert row and row.beside.noted and row.beside.about == "medicine"


def test_who_does_not_hold_a_record_writes_nothing(store: Store) -> None:
    item_id, _ = held(store)
    assert not write(store, item_id, "bea")
    assert "note" not in fields(store, store.callbacks.queue.record(item_id))
    assert not write(store, "nobody:s")


def test_after_two_hours_a_note_is_taken_until_somebody_else_claims(store: Store) -> None:
    item_id, _ = held(store)
    late = OPEN + timedelta(hours=2)
    assert write(store, item_id) and read(store, item_id) == WORDS
    assert store.written.notes.read(store.callbacks.queue, item_id, "ann", late) == ""
    store.callbacks.claim(item_id, "bea", late)
    assert store.written.notes.read(store.callbacks.queue, item_id, "bea", late) == WORDS
    assert not write(store, item_id, words="mine"), "it is bea's"


def test_a_note_over_its_length_is_not_written(store: Store) -> None:
    item_id, _ = held(store)
    assert write(store, item_id, words="x" * LONGEST)
    with pytest.raises(ValueError, match="500"):
        write(store, item_id, words="x" * (LONGEST + 1))


def test_an_empty_note_takes_the_old_one_away(store: Store) -> None:
    item_id, _ = held(store)
    write(store, item_id)
    assert write(store, item_id, words="") and read(store, item_id) == ""


def test_the_seal_of_a_note_opens_no_number(store: Store) -> None:
    item_id, _ = held(store)
    write(store, item_id)
    record = fields(store, store.callbacks.queue.record(item_id))
    assert store.seals.unseal("note", record["note"]) == WORDS
    with pytest.raises(Exception, match="open"):
        store.seals.unseal("callback", record["note"])


def test_a_note_outlives_an_ordinary_close_for_whoever_closed_it(store: Store) -> None:
    item_id, _ = held(store)
    write(store, item_id)
    store.callbacks.close(item_id, "done", "ann", LATER)
    assert read(store, item_id) == WORDS and read(store, item_id, "bea") == ""
    left = store.link.client.ttl(store.callbacks.queue.record(item_id))
    assert 0 < left <= timedelta(days=30).total_seconds(), "it goes with its record"
    (closed,) = store.callbacks.closed()
    assert closed.beside.reason == "reached"


def test_nocall_and_forget_erase_a_note_at_once(store: Store) -> None:
    item_id, number = held(store)
    write(store, item_id)
    store.callbacks.withdraw(number, LATER)
    assert not {"note", "about"} & fields(store, store.callbacks.queue.record(item_id)).keys()
    item_id, number = held(store)
    write(store, item_id)
    store.callbacks.close(item_id, "done", "ann", LATER)
    store.callbacks.forget(number, LATER)
    assert not fields(store, store.callbacks.queue.record(item_id))


@pytest.mark.parametrize("outcome", ["withdrawn", "wrong_number"])
def test_the_note_of_what_is_not_wanted_goes_with_its_number_and_comes_back_with_it(
    store: Store, outcome: Closing
) -> None:
    item_id, _ = held(store)
    write(store, item_id)
    assert store.callbacks.close(item_id, outcome, "ann", LATER) == "withdrawn"
    undo(store.link).undo(store.callbacks.queue, item_id, "ann", LATER)
    row = store.callbacks.one(item_id, LATER)
    assert row and row.beside.reason == "" and read(store, item_id) == WORDS
    store.callbacks.close(item_id, outcome, "ann", LATER)
    ending(store).end_due(LATER + timedelta(minutes=10))
    assert read(store, item_id) == ""


def test_nocall_minutes_after_a_close_erases_the_note(store: Store) -> None:
    item_id, number = held(store)
    write(store, item_id)
    store.callbacks.close(item_id, "done", "ann", LATER)
    store.callbacks.withdraw(number, LATER)
    assert "note" not in fields(store, store.callbacks.queue.record(item_id))


def test_the_next_to_claim_reads_the_note_and_the_one_before_no_more(store: Store) -> None:
    item_id, _ = held(store)
    write(store, item_id)
    store.callbacks.close(item_id, "no_reply", "ann", LATER)
    assert read(store, item_id) == ""
    store.callbacks.claim(item_id, "bea", OPEN + timedelta(hours=6))
    assert store.written.notes.read(store.callbacks.queue, item_id, "bea", OPEN + timedelta(hours=6)) == WORDS
    assert read(store, item_id) == ""


def test_a_message_has_a_note_too(store: Store) -> None:
    item_id, _ = message(store)
    assert store.written.notes.write(store.messages.queue, item_id, "ann", WORDS, "")
    assert store.written.notes.read(store.messages.queue, item_id, "ann", LATER) == WORDS
    row = store.messages.one(item_id, LATER)
    assert row and row.beside.noted


def test_notes_are_sealed_anew_when_the_key_changes_closed_ones_too(store: Store) -> None:
    item_id, _ = held(store)
    write(store, item_id)
    store.callbacks.close(item_id, "done", "ann", LATER)
    before = fields(store, store.callbacks.queue.record(item_id))["note"]
    assert rotation.rotate(store).unopened == 0
    assert fields(store, store.callbacks.queue.record(item_id))["note"] != before
    assert read(store, item_id) == WORDS


def asked_before(store: Store, number: str, day: int) -> int:
    """How often a number had asked before, where it asks again so many days on, and takes it back."""
    at = OPEN + timedelta(days=day)
    days = [due + timedelta(days=day) for due in DAYS]
    store.callbacks.keep(f"CA{day} {number}", number, "any", "call", days, PLENTY, at)
    found = store.callbacks.open_of(number)
    assert found
    store.callbacks.withdraw(number, at)
    return found.beside.before


def test_how_often_somebody_asked_before_is_known_for_a_month_and_forgotten(store: Store) -> None:
    number = new_number()
    assert [asked_before(store, number, day) for day in (0, 3, 5)] == [0, 1, 2]
    assert asked_before(store, number, 33) == 2, "the first is over a month ago"
    key = store.callbacks.queue.before(store.people.key(number))
    assert store.link.client.exists(key)
    store.callbacks.forget(number, OPEN)
    assert not store.link.client.exists(key)
    assert asked_before(store, number, 34) == 0


def test_a_message_tells_how_many_were_left_before_it(store: Store) -> None:
    message(store)
    number = new_number()
    for at in range(2):
        store.messages.keep(f"RE{at:032x}", number, 9, LATER)
    assert [one.beside.before for one in store.messages.of(number)] == [0, 1]
    store.messages.forget(number, LATER)
    assert not store.link.client.exists(store.messages.queue.before(store.people.key(number)))
