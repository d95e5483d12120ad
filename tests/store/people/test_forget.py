"""What is held about a number can be seen and erased; keys can be changed while people wait."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.fernet import Fernet

from counted.allowed import ALARMS
from store import rotation
from store.keys import DECLINED
from store.people import personal
from store.promises.standing import Claimed
from store.promises.texts import Beside
from store.store import Store, open_store
from tests.conftest import NUMBER_KEYS, OPEN, new_number
from tests.store.people.unheard import unheard
from tests.store.promises.promised import DAYS, PLENTY, RECORDING, everything

WORDS = "Muscle Line. The canary sings."
TODAY = datetime.now(UTC)


@pytest.fixture
def known(store: Store) -> Iterator[str]:
    """A number about which everything is held that can be."""
    number = new_number()
    store.callbacks.keep("CA1", number, "any", "call", DAYS, PLENTY, OPEN)
    store.messages.keep(RECORDING, number, 9, OPEN)
    store.outbox.send("CA1", number, WORDS, OPEN)
    asker, share = store.budgets.asker(number), (PLENTY,) * len(DAYS)
    store.callbacks.keep("CA2", new_number(), "any", "call", DAYS, PLENTY, OPEN, asker, share)
    store.people.opt_out(other := new_number())
    store.outbox.send("CA2", other, WORDS, OPEN, asker)
    store.budgets.raise_to(number, 5, 30, OPEN)
    store.texts.settle(
        "SM1", number, "", "a talk", b"reply", "out", Beside(OPEN, fills=[(ALARMS, 50)], language="cy")
    )
    store.calls.note("CA1", number, OPEN)
    unheard(store, ["statins"], number, OPEN)
    store.blocks.block(number, "rude", TODAY + timedelta(days=3))
    store.link.client.set(DECLINED + store.people.key(number), 0)
    yield number


def test_everything_held_is_shown(store: Store, known: str) -> None:
    assert personal.look_up(store, known) == personal.Held(
        1, 1, 1, 0, 3, 1, 0, 0, 1, 2, 1, 1, 1, 1, 1, 1, True, True
    )
    nothing = personal.Held(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, False, False)
    assert personal.look_up(store, new_number()) == nothing and not nothing.erasable


def test_each_kind_that_is_held_is_told_apart(store: Store) -> None:
    called, texted, talked = new_number(), new_number(), new_number()
    store.calls.note("CA2", called, OPEN)
    store.texts.settle("SM2", talked, "", "a talk", b"reply", "")
    store.outbox.send("CA3", texted, WORDS, OPEN)
    for number, held in ((called, ["calls"]), (talked, ["talk"]), (texted, ["texts", "texts_counted"])):
        shown = asdict(personal.look_up(store, number))
        assert [kind for kind, many in shown.items() if many] == held


def test_forgetting_erases_all_but_stop_and_block(store: Store, known: str) -> None:
    before = personal.look_up(store, known)
    assert personal.forget(store, known, OPEN) == before
    assert personal.look_up(store, known) == personal.Held(
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, True, True
    )
    person = store.people.key(known).encode()
    client: Any = store.link.client
    left = {name.split(b":")[2] for name in client.keys("*") if person in name}
    assert left == {b"out", b"block"}
    assert not client.keys("*:asked:*"), "not the last digits of others either"
    store.people.opt_in(known)
    store.blocks.unblock(known)
    assert person not in everything(store)


def test_forgetting_asks_the_carrier_to_forget_too(store: Store, known: str) -> None:
    personal.forget(store, known, OPEN)
    jobs = {job.kind: job for job in store.jobs.take(OPEN, 10)}
    assert set(jobs) == {"recording", "erase"}
    assert store.messages.recording(jobs["recording"].sealed) == RECORDING
    assert store.seals.unseal(personal.ERASURE, jobs["erase"].sealed) == known


def test_forgetting_a_closed_call_back_erases_its_record(store: Store) -> None:
    number = new_number()
    promise = store.callbacks.keep("CA1", number, "any", "call", DAYS, PLENTY, OPEN)
    store.callbacks.claim(promise.id, "ann", OPEN)  # type: ignore[union-attr]  # Kept
    store.callbacks.close(promise.id, "done", "ann", OPEN)  # type: ignore[union-attr]
    assert personal.look_up(store, number).callbacks == 1
    personal.forget(store, number, OPEN)
    assert personal.look_up(store, number).callbacks == 0 and store.callbacks.closed() == ()


def test_forgetting_twice_does_no_harm(store: Store, known: str) -> None:
    personal.forget(store, known, OPEN)
    assert not personal.forget(store, known, OPEN).erasable
    assert store.jobs.waiting() == 2


def test_a_key_can_be_changed_while_people_wait(store: Store) -> None:
    number, new = new_number(), Fernet.generate_key().decode()
    hash_key = store.people.keys.hash_key
    promise = store.callbacks.keep("CA1", number, "any", "call", DAYS, PLENTY, OPEN)
    store.outbox.send("CA1", number, WORDS, OPEN)
    store.messages.keep(RECORDING, number, 9, OPEN)
    both = open_store(store.link.url, hash_key, UTC, (new, *NUMBER_KEYS))
    assert rotation.rotate(both) == rotation.Rotated(sealed_anew=3, unopened=0)
    only_new = open_store(store.link.url, hash_key, UTC, (new,))
    assert only_new.callbacks.claim(promise.id, "ann", OPEN) == Claimed(number)  # type: ignore[union-attr]
    (job,) = only_new.jobs.take(OPEN)
    assert only_new.outbox.text(job).to == number
    assert rotation.rotate(store) == rotation.Rotated(sealed_anew=0, unopened=3)
    both.close()
    only_new.close()
