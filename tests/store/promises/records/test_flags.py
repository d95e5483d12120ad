"""Flags for safeguarding: they outlive NOCALL, close and forget until they are passed on (R54)."""

from datetime import timedelta

import pytest

from store import rotation
from store.condition import Condition
from store.link import KeepsNothing
from store.people import personal
from store.promises.closed.ending import ending
from store.promises.closed.undo import undo
from store.promises.messages import deletion_of
from store.promises.records.flags import KIND, LONGEST, Opened, flag_of
from store.store import Store
from tests.conftest import OPEN, new_number
from tests.store.promises.promised import DAYS, PLENTY, RECORDING, everything
from tests.store.promises.records.laid import WORDS, fields, held, message

LATER = OPEN + timedelta(minutes=5)
TEN = LATER + timedelta(minutes=10)
WHY, WHOM = "says she is not safe at home", "Leeds social care, 3 pm"
PHONE = "+447400100999"


def flagged(store: Store) -> tuple[str, str]:
    """The id and number of a call-back with a note that ann has flagged."""
    item_id, number = held(store)
    store.written.notes.write(store.callbacks.queue, item_id, "ann", WORDS, "medicine")
    assert flag(store, item_id) == "flagged"
    return item_id, number


def flag(store: Store, item_id: str, who: str = "ann") -> str:
    return store.written.flags.set(store.callbacks.queue, item_id, who, WHY, LATER, [PHONE, ""])


def pass_on(store: Store, item_id: str) -> bool:
    return store.written.flags.pass_on(store.callbacks.queue, item_id, "lea", WHOM, LATER)


def test_a_flag_shows_its_lead_number_note_and_reason_and_is_sealed(store: Store) -> None:
    item_id, number = flagged(store)
    assert store.written.flags.open("callback", item_id) == Opened(number, WORDS, WHY)
    (one,) = store.written.flags.waiting()
    assert (one.kind, one.id, one.by, one.about) == ("callback", item_id, "ann", "medicine")
    kept = everything(store)
    assert not [secret for secret in (number, WORDS, WHY, PHONE) if secret.encode() in kept]
    row = store.callbacks.one(item_id, LATER)
    assert row and row.beside.flagged


def test_only_who_holds_a_record_flags_it_and_once(store: Store) -> None:
    item_id, _ = held(store)
    assert flag(store, item_id, "bea") == "not_yours" == flag(store, "a:b")
    assert flag(store, item_id) == "flagged" and flag(store, item_id) == "already"
    assert store.written.flags.count() == 1
    with pytest.raises(ValueError, match="200"):
        store.written.flags.set(store.callbacks.queue, item_id, "ann", "x" * (LONGEST + 1), LATER)


@pytest.mark.parametrize("how", ["nocall", "nocall after", "two hours", "closed", "ten minutes"])
def test_a_flag_is_taken_from_who_had_it_last_with_what_is_left(store: Store, how: str) -> None:
    item_id, number = held(store)
    if how in ("closed", "ten minutes", "nocall after"):
        store.callbacks.close(item_id, "done", "ann", LATER)
    if how == "ten minutes":
        ending(store).end_due(TEN)
    if how.startswith("nocall"):
        store.callbacks.withdraw(number, LATER)
    whole = how in ("two hours", "closed")
    now = OPEN + timedelta(hours=3) if how == "two hours" else TEN
    of, set_flag = store.callbacks.queue, store.written.flags.set
    assert set_flag(of, item_id, "bea", WHY, now, note=WORDS) == "not_yours"
    said = set_flag(of, item_id, "ann", WHY, now, note=WORDS, about="medicine")
    assert said == ("flagged" if whole else "bare")
    assert store.written.flags.open("callback", item_id) == Opened(number if whole else "", WORDS, WHY)
    (one,) = store.written.flags.waiting()
    assert one.whole is whole and one.about == "medicine"
    if not whole:
        assert number.encode() not in everything(store), "what was erased stays erased"


def test_who_has_claimed_it_since_flags_it_and_who_had_it_before_does_not(store: Store) -> None:
    item_id, _ = held(store)
    store.callbacks.claim(item_id, "bea", OPEN + timedelta(hours=2))
    assert flag(store, item_id) == "not_yours" and flag(store, item_id, "bea") == "flagged"


def test_a_flag_is_not_promised_on_a_store_that_keeps_nothing(store: Store) -> None:
    item_id, _ = held(store)
    store.link.condition = Condition("full", reads=True, promises=False)
    with pytest.raises(KeepsNothing):
        flag(store, item_id)


def test_the_flag_of_a_message_holds_the_number_on_which_its_caller_agreed_to_be_rung(store: Store) -> None:
    number, of = new_number(), store.messages.queue
    store.messages.keep(RECORDING, number, 9, OPEN, rung=True)
    store.messages.claim(RECORDING, "ann", OPEN)
    store.written.flags.set(of, RECORDING, "ann", WHY, LATER)
    store.messages.close(RECORDING, "done", "ann", LATER)
    ending(store).end_due(TEN)
    assert store.written.flags.open("message", RECORDING).number == number
    assert rotation.rotate(store).unopened == 0
    assert store.written.flags.open("message", RECORDING).number == number
    store.written.flags.pass_on(of, RECORDING, "lea", WHOM, LATER)
    assert not {"number", "sealed", "relay"} & fields(store, flag_of("message", RECORDING)).keys()


def test_a_flag_knows_who_is_rung_by_relay(store: Store) -> None:
    number = new_number()
    store.callbacks.keep("CA1", number, "any", "call", DAYS, PLENTY, OPEN, relay=True)
    (row,) = store.callbacks.waiting(OPEN)
    store.callbacks.claim(row.id, "ann", OPEN)
    assert flag(store, row.id) == "flagged" and store.written.flags.waiting()[0].relay
    other, _ = held(store)
    flag(store, other)
    told = [(one.relay, one.language) for one in store.written.flags.waiting() if one.id == other]
    assert told == [(False, "")]


def test_those_to_be_told_are_jobs_of_the_same_step(store: Store) -> None:
    item_id, _ = flagged(store)
    told = [store.written.flags.whom(job.sealed) for job in store.jobs.take(most=9) if job.kind == KIND]
    assert sorted(told) == ["", PHONE]
    other, _ = held(store)
    store.written.flags.set(store.callbacks.queue, other, "ann", WHY, LATER)
    assert store.jobs.take(most=9) == () and item_id != other, "nobody to be told is no job"


@pytest.mark.parametrize("how", ["nocall", "close", "forget"])
def test_a_flag_outlives_whatever_ends_its_record(store: Store, how: str) -> None:
    item_id, number = flagged(store)
    if how == "nocall":
        store.callbacks.withdraw(number, LATER)
    elif how == "close":
        store.callbacks.close(item_id, "withdrawn", "ann", LATER)
        ending(store).end_due(TEN)
    else:
        personal.forget(store, number, LATER)
    record = fields(store, store.callbacks.queue.record(item_id))
    assert not {"note"} & record.keys(), "what staff see is erased as it would be"
    assert store.written.flags.open("callback", item_id) == Opened(number, WORDS, WHY)
    assert store.written.flags.count() == 1 and personal.look_up(store, number).flags_waiting == 1
    assert pass_on(store, item_id) and store.written.flags.count() == 0
    assert not {"sealed", "note", "why", "about"} & fields(store, flag_of("callback", item_id)).keys()


def test_what_is_passed_on_tells_to_whom_for_thirty_days(store: Store) -> None:
    item_id, number = flagged(store)
    assert pass_on(store, item_id) and not pass_on(store, item_id)
    assert store.written.flags.open("callback", item_id) == Opened(to=WHOM)
    (one,) = store.written.flags.passed()
    assert (one.passed_by, one.passed_at) == ("lea", LATER)
    assert WHOM.encode() not in everything(store)
    assert store.link.client.ttl(flag_of("callback", item_id)) == timedelta(days=30).total_seconds()
    row = store.callbacks.one(item_id, LATER)
    assert row and not row.beside.flagged and row.state == "claimed", "the call-back itself goes on"
    assert store.written.notes.read(store.callbacks.queue, item_id, "ann", LATER) == WORDS
    assert personal.look_up(store, number).flags_passed == 1
    personal.forget(store, number, LATER)
    assert not store.link.client.exists(flag_of("callback", item_id)) and store.written.flags.passed() == ()


def test_of_somebody_who_was_forgotten_nothing_stays_once_it_is_passed_on(store: Store) -> None:
    item_id, number = flagged(store)
    personal.forget(store, number, LATER)
    assert store.people.key(number).encode() in everything(store)
    pass_on(store, item_id)
    assert store.people.key(number).encode() not in everything(store)
    assert not store.link.client.exists(flag_of("callback", item_id))


def test_who_gave_it_back_has_it_no_more_and_stands_nowhere_in_it(store: Store) -> None:
    item_id, _ = held(store)
    queue = store.callbacks.queue
    assert queue.give_back(item_id, "ann") == "given_back"
    assert flag(store, item_id) == "not_yours"
    assert not {"who", "claimed"} & fields(store, queue.record(item_id)).keys()


def test_what_is_written_after_the_flag_reaches_the_lead_and_takes_nothing_away(store: Store) -> None:
    item_id, _ = flagged(store)
    queue, notes = store.callbacks.queue, store.written.notes
    notes.write(queue, item_id, "ann", WORDS, "medicine")
    assert store.written.flags.open("callback", item_id).later == {}, "as every button sends it"
    queue.give_back(item_id, "ann")
    for who, words in (("bea", "rang again"), ("cat", "all is well"), ("cat", "")):
        store.callbacks.claim(item_id, who, LATER)
        assert notes.write(queue, item_id, who, words, "")
        queue.give_back(item_id, who)
    opened, (one,) = store.written.flags.open("callback", item_id), store.written.flags.waiting()
    assert (opened.note, one.about) == (WORDS, "medicine")
    assert opened.later == {"bea": "rang again", "cat": "all is well"}
    assert rotation.rotate(store).unopened == 0 and b"rang again" not in everything(store)
    pass_on(store, item_id)
    assert not [name for name in fields(store, flag_of("callback", item_id)) if name.startswith("later")]


def test_a_record_can_be_flagged_anew_once_the_first_flag_was_passed_on(store: Store) -> None:
    item_id, number = flagged(store)
    pass_on(store, item_id)
    assert flag(store, item_id) == "flagged"
    assert (
        store.written.flags.open("callback", item_id) == Opened(number, WORDS, WHY)
        and not store.written.flags.passed()
    )
    assert store.link.client.ttl(flag_of("callback", item_id)) == -1


@pytest.mark.parametrize("how", ["close", "discard", "forget", "forget closed"])
def test_the_recording_of_a_flagged_message_stays_until_it_is_passed_on(store: Store, how: str) -> None:
    item_id, number = message(store)
    of = store.messages.queue
    store.written.flags.set(of, item_id, "ann", WHY, LATER)
    if how in ("close", "forget closed"):
        store.messages.close(item_id, "done", "ann", LATER)
        ending(store).end_due(TEN)
    if how == "discard":
        store.messages.discard(item_id, LATER)
    if how.startswith("forget"):
        store.messages.forget(number, LATER)
    assert deletion_of(item_id) not in {job.name for job in store.jobs.take(most=9)}
    assert store.written.flags.pass_on(of, item_id, "lea", WHOM, LATER, deletion_of(item_id))
    (job,) = (job for job in store.jobs.take(most=9) if job.name == deletion_of(item_id))
    assert store.messages.recording(job.sealed) == item_id


@pytest.mark.parametrize("undone", [True, False])
def test_a_recording_that_may_still_be_taken_back_is_deleted_only_when_its_time_is_over(
    store: Store, undone: bool
) -> None:
    item_id, _ = message(store)
    of = store.messages.queue
    store.written.flags.set(of, item_id, "ann", WHY, LATER)
    store.messages.close(item_id, "done", "ann", LATER)
    store.written.flags.pass_on(of, item_id, "lea", WHOM, LATER, deletion_of(item_id))
    assert deletion_of(item_id) not in {job.name for job in store.jobs.take(most=9)}
    if undone:
        assert undo(store.link).undo(of, item_id, "ann", LATER).said == "done"
    ending(store).end_due(TEN)
    assert (deletion_of(item_id) in {job.name for job in store.jobs.take(most=9)}) is not undone


def test_the_recording_of_a_message_that_still_waits_is_not_deleted(store: Store) -> None:
    item_id, _ = message(store)
    of = store.messages.queue
    store.written.flags.set(of, item_id, "ann", WHY, LATER)
    store.written.flags.pass_on(of, item_id, "lea", WHOM, LATER, deletion_of(item_id))
    assert deletion_of(item_id) not in {job.name for job in store.jobs.take(most=9)}


def test_flags_are_sealed_anew_when_the_key_changes(store: Store) -> None:
    item_id, number = flagged(store)
    before = fields(store, flag_of("callback", item_id))
    assert rotation.rotate(store).unopened == 0
    after = fields(store, flag_of("callback", item_id))
    assert not [name for name in ("sealed", "note", "why") if before[name] == after[name]]
    assert store.written.flags.open("callback", item_id) == Opened(number, WORDS, WHY)


def test_forgetting_one_person_leaves_the_flags_of_another(store: Store) -> None:
    """The other's stands between theirs, in both lists."""
    number, other, flags, of = new_number(), new_number(), store.written.flags, store.callbacks.queue
    ids = []
    for at, whose in enumerate((number, other, number)):
        ids.append(held(store, number=whose)[0])
        flags.set(of, ids[at], "ann", WHY, LATER + timedelta(minutes=at))
        store.callbacks.close(ids[at], "done", "ann", LATER)
    personal.forget(store, number, LATER)
    assert [one.id for one in flags.waiting()] == ids
    for at, item_id in enumerate(ids):
        flags.pass_on(of, item_id, "lea", WHOM, LATER + timedelta(minutes=at))
    assert [one.id for one in flags.passed()] == [ids[1]], "theirs went whole"
    for at in (0, 2):
        item_id, _ = held(store, number=number)
        flags.set(of, item_id, "ann", WHY, LATER)
        flags.pass_on(of, item_id, "lea", WHOM, LATER + timedelta(minutes=at))
        store.callbacks.close(item_id, "done", "ann", LATER)
    assert len(flags.passed()) == 3
    flags.forget(store.people.key(number))
    assert [one.id for one in flags.passed()] == [ids[1]]
    flags.forget(store.people.key(other))
    assert flags.passed() == () and not store.link.client.exists("line:1:flagged:passed")


def test_what_was_passed_on_is_listed_for_thirty_days_to_the_second(store: Store) -> None:
    (first, _), (second, _) = flagged(store), flagged(store)
    pass_on(store, first)
    flags, of, month = store.written.flags, store.callbacks.queue, timedelta(days=30)
    last = LATER + month - timedelta(seconds=1)
    for item_id, now, listed in ((second, last, 2), (first, last, 2), (second, LATER + 2 * month, 1)):
        flags.set(of, item_id, "ann", WHY, now)
        flags.pass_on(of, item_id, "lea", WHOM, now)
        assert len(flags.passed()) == listed
    flags.set(of, first, "ann", WHY, LATER + 3 * month)
    flags.pass_on(of, first, "lea", WHOM, LATER + 3 * month)
    assert [one.id for one in flags.passed()] == [first], "the other was passed on thirty days before"


def test_a_flag_keeps_the_note_that_is_typed_over_the_one_of_the_record_and_else_that(store: Store) -> None:
    for note, about, kept in (("", "", (WORDS, "medicine")), ("typed", "steroids", ("typed", "steroids"))):
        item_id, _ = held(store)
        store.written.notes.write(store.callbacks.queue, item_id, "ann", WORDS, "medicine")
        store.written.flags.set(store.callbacks.queue, item_id, "ann", WHY, LATER, note=note, about=about)
        (about_now,) = (one.about for one in store.written.flags.waiting() if one.id == item_id)
        assert (store.written.flags.open("callback", item_id).note, about_now) == kept


def test_a_record_that_is_gone_when_its_flag_is_passed_on_does_not_come_back(store: Store) -> None:
    item_id, _ = flagged(store)
    name = store.callbacks.queue.record(item_id)
    store.link.client.delete(name)
    assert pass_on(store, item_id) and not store.link.client.exists(name)


def test_a_flag_knows_the_language_that_its_lead_needs(store: Store) -> None:
    store.messages.keep(RECORDING, new_number(), 9, OPEN, language="cy")
    store.messages.claim(RECORDING, "ann", OPEN)
    store.written.flags.set(store.messages.queue, RECORDING, "ann", WHY, LATER)
    assert [one.language for one in store.written.flags.waiting()] == ["cy"]
