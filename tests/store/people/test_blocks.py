"""Blocks, how often a number calls, what became of texts, and unknown words: all under keyed hashes."""

from datetime import UTC, datetime, timedelta

import pytest

from store.people.calls import Known
from store.store import Store
from tests.conftest import OPEN, new_number
from tests.store.people.unheard import unheard
from tests.store.promises.promised import everything

# A block ends by the store's own clock, which is the machine's.
TODAY = datetime.now(UTC).replace(microsecond=0)


def test_a_block_is_listed_without_its_number_until_it_ends(store: Store) -> None:
    number, until = new_number(), TODAY + timedelta(days=30)
    block_id = store.blocks.block(number, "shouts at staff", until)
    assert store.blocks.is_blocked(number) and not store.blocks.is_blocked(new_number())
    (row,) = store.blocks.all(TODAY)
    assert (row.id, row.reason, row.until) == (block_id, "shouts at staff", until)
    assert store.blocks.all(until + timedelta(seconds=1)) == ()
    assert number[1:].encode() not in everything(store)


def test_a_block_is_ended_by_number_or_by_id(store: Store) -> None:
    one, other = new_number(), new_number()
    store.blocks.block(one, "", TODAY + timedelta(days=1))
    block_id = store.blocks.block(other, "", TODAY + timedelta(days=1))
    assert store.blocks.unblock(one) and not store.blocks.unblock(one)
    assert (
        store.blocks.unblock_id(block_id)
        and not store.blocks.unblock_id(block_id)
        and not store.blocks.unblock_id("")
    )
    assert store.blocks.all(TODAY) == ()


def test_of_several_blocks_the_one_whose_id_is_given_is_ended(store: Store) -> None:
    ids = [store.blocks.block(new_number(), "", TODAY + timedelta(days=n)) for n in (1, 2, 3)]
    for n, block_id in enumerate(ids, 1):
        assert store.blocks.unblock_id(block_id)
        assert [row.id for row in store.blocks.all(TODAY)] == ids[n:]


def test_a_block_that_is_over_holds_nobody(store: Store) -> None:
    number = new_number()
    store.blocks.block(number, "", TODAY - timedelta(seconds=1))
    assert not store.blocks.is_blocked(number)


def test_the_texts_pipeline_tells_of_a_block(store: Store) -> None:
    number = new_number()
    assert not store.texts.seen("SM1", number, TODAY).blocked
    store.blocks.block(number, "", TODAY + timedelta(days=1))
    assert store.texts.seen("SM1", number, TODAY).blocked


def test_calls_of_the_last_hour_are_counted_each_once(store: Store) -> None:
    number = new_number()
    for n in range(20):
        known = store.calls.note(f"CA{n}", number, OPEN + timedelta(minutes=n))
        assert store.calls.note(f"CA{n}", number, OPEN + timedelta(minutes=n)) == known == Known(n + 1, False)
    assert store.calls.note("CA99", number, OPEN + timedelta(minutes=70)).calls == 10


def test_a_blocked_caller_is_known_in_the_same_breath(store: Store) -> None:
    number = new_number()
    store.blocks.block(number, "", TODAY + timedelta(days=1))
    assert store.calls.note("CA1", number, OPEN) == Known(1, True)


def test_a_withheld_caller_is_nobody(store: Store) -> None:
    assert store.calls.note("CA1", "", OPEN) == store.calls.note("CA2", "", OPEN) == Known()


def test_a_call_goes_on_while_the_store_is_away(away: Store) -> None:
    assert away.calls.note("CA1", new_number(), OPEN) == Known()
    assert not away.deliveries.first("SM1", "sent")


def test_each_status_of_a_message_counts_once_in_any_order(store: Store) -> None:
    told = ["delivered", "sent", "delivered", "queued", "sent"]
    assert [store.deliveries.first("SM1", status) for status in told] == [True, True, False, True, False]
    assert store.deliveries.first("SM2", "delivered")


def test_a_word_is_written_down_when_the_fifth_person_uses_it(store: Store) -> None:
    people = [new_number() for _ in range(5)]
    for person in (*people[:4], people[0]):
        unheard(store, ["Statins", "07400123456"], person, OPEN)
    assert store.unknown.recent(OPEN) == ()
    assert b"statins" not in everything(store)
    unheard(store, ["statins"], people[4], OPEN)
    (word,) = store.unknown.recent(OPEN)
    assert (word.word, word.last) == ("statins", OPEN)
    assert b"0740012" not in everything(store)


def test_the_word_used_latest_comes_first(store: Store) -> None:
    for hours, word in enumerate(("statins", "yoga", "turmeric")):
        for _ in range(5):
            unheard(store, [word], new_number(), OPEN + timedelta(hours=hours))
    latest = [one.word for one in store.unknown.recent(OPEN + timedelta(days=1))]
    assert latest == ["turmeric", "yoga", "statins"]


def test_five_people_have_thirty_days_to_use_it(store: Store) -> None:
    for n in range(5):
        unheard(store, ["statins"], new_number(), OPEN + timedelta(days=8 * n))
    assert store.unknown.recent(OPEN) == ()


@pytest.mark.parametrize(("after", "fresh"), [(timedelta(days=30), 1), (timedelta(days=29), 0)])
def test_a_word_that_was_forgotten_is_told_as_new_when_five_use_it_again(
    store: Store, after: timedelta, fresh: int
) -> None:
    for now in (OPEN, OPEN + after):
        told = [unheard(store, ["statins"], new_number(), now) for _ in range(5)]
        assert sum(told) == (1 if now == OPEN else fresh)


def test_a_word_that_nobody_uses_any_more_is_forgotten(store: Store) -> None:
    for _ in range(5):
        unheard(store, ["statins"], new_number(), OPEN)
    assert store.unknown.recent(OPEN + timedelta(days=29)) and not store.unknown.recent(
        OPEN + timedelta(days=31)
    )
