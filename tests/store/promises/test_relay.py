"""To be rung by Relay UK is kept beside the best time, whoever of those who asked said so."""

from store.promises.closed.ending import ending
from store.promises.standing import Callback
from store.store import Store
from tests.conftest import OPEN, new_number
from tests.store.promises.closed.test_undo import OVER, close, fields, undo
from tests.store.promises.promised import DAYS, PLENTY


def kept(store: Store, number: str) -> Callback:
    found = store.callbacks.open_of(number)
    assert found is not None
    return found


def test_who_asks_by_relay_is_rung_so_and_others_are_not(store: Store) -> None:
    deaf, hears = new_number(), new_number()
    store.callbacks.keep("CA1", deaf, "evening", "call", DAYS, PLENTY, OPEN, relay=True)
    store.callbacks.keep("CA2", hears, "evening", "call", DAYS, PLENTY, OPEN)
    assert (kept(store, deaf).relay, kept(store, deaf).best) == (True, "evening")
    assert not kept(store, hears).relay


def test_it_is_heard_also_from_who_asks_again_and_is_not_lost_by_asking_once_more(store: Store) -> None:
    number = new_number()
    for asked, relay in (("CA1", False), ("CA2", True), ("CA3", False)):
        store.callbacks.keep(asked, number, "any", "call", DAYS, PLENTY, OPEN, relay=relay)
    assert kept(store, number).relay


def test_that_a_carer_said_so_holds_though_the_number_itself_asks_without_it(store: Store) -> None:
    number, asker = new_number(), store.budgets.asker(new_number())
    shares = [PLENTY] * len(DAYS)
    store.callbacks.keep("CA1", number, "any", "call", DAYS, PLENTY, OPEN, asker, shares, relay=True)
    assert kept(store, number).relay
    store.callbacks.keep("CA2", number, "evening", "call", DAYS, PLENTY, OPEN)
    assert (kept(store, number).relay, kept(store, number).best) == (True, "evening")


def test_a_record_of_the_version_before_is_read_as_without_it(store: Store) -> None:
    number = new_number()
    store.callbacks.keep("CA1", number, "any", "call", DAYS, PLENTY, OPEN)
    found = kept(store, number)
    store.link.ask(lambda client: client.hdel(store.callbacks.queue.record(found.id), "relay", "tail"))
    assert not kept(store, number).relay


def test_the_version_before_reads_the_six_words_of_a_part_beside_it(store: Store) -> None:
    number = new_number()
    store.callbacks.keep("CA1", number, "any", "call", DAYS, PLENTY, OPEN)
    store.callbacks.keep("CA2", number, "any", "call", DAYS, PLENTY, OPEN, relay=True)
    row = fields(store, kept(store, number).id)
    assert [len(value.split()) for name, value in row.items() if name.startswith(b"part:")] == [6]


def test_an_undone_close_is_by_relay_still_and_who_asked_for_that_goes_with_the_number(store: Store) -> None:
    number = new_number()
    store.callbacks.keep("CA1", number, "any", "call", DAYS, PLENTY, OPEN, relay=True)
    callback_id = kept(store, number).id
    close(store, callback_id)
    assert undo(store, callback_id) == "done" and kept(store, number).relay
    store.callbacks.close(callback_id, "done", "ann", OPEN)
    ending(store).end_due(OVER)
    assert not [
        name for name in fields(store, callback_id) if name.startswith((b"relay:", b"was:", b"part:"))
    ]


def test_who_takes_theirs_back_takes_the_relay_with_it(store: Store) -> None:
    number, carer = new_number(), new_number()
    shares = [PLENTY] * len(DAYS)
    store.callbacks.keep(
        "CA1", number, "any", "call", DAYS, PLENTY, OPEN, store.budgets.asker(carer), shares, relay=True
    )
    store.callbacks.keep(
        "CA2", number, "any", "call", DAYS, PLENTY, OPEN, store.budgets.asker(new_number()), shares
    )
    store.callbacks.withdraw(carer, OPEN)
    assert not kept(store, number).relay
    assert not [name for name in fields(store, kept(store, number).id) if name.startswith(b"relay:")]
