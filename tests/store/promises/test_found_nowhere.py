"""A canary number and sentence pushed through every promise are found nowhere on the disk."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from carrier.account import Account, client
from carrier.bell import Staff
from carrier.worker import Worker
from store.people import personal
from store.server.embedded import start
from store.store import Store, open_store
from tests.conftest import NUMBER_KEYS, OPEN, Clock
from tests.stand_in.carrier import SID, Lines, fake_carrier
from tests.store.people.unheard import unheard
from tests.store.promises.promised import DAYS, PLENTY, RECORDING
from tests.wiring.stores import patient, short_folder
from tests.wiring.wire import LINE

CANARY = "+447400765432"
SENTENCE = "the canary sings of zorblification"
SIGNS = (b"447400765432", b"07400765432", b"7400765432", b"07400 765432", b"canary", b"zorblification")


@pytest.fixture
def data() -> Iterator[Path]:
    """A data folder of its own."""
    with short_folder() as folder:
        yield folder


def on_disk(folder: Path) -> set[bytes]:
    """Which signs of the canary any file below the folder holds, in its name or its bytes."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    held = b"\n".join([path.read_bytes() for path in files] + [str(path).encode() for path in files])
    return {sign for sign in SIGNS if sign in held}


def push(store: Store, call: str) -> None:
    """The canary asks for all that can be asked for."""
    store.callbacks.keep(f"{call} one", CANARY, "any", "call", DAYS, PLENTY, OPEN)
    store.callbacks.keep(f"{call} two", CANARY, "any", "text", DAYS, PLENTY, OPEN)
    store.messages.keep(RECORDING, CANARY, 5, OPEN, rung=True)
    store.outbox.send(f"{call} text", CANARY, SENTENCE, OPEN)
    store.texts.settle(f"SM {call}", CANARY, "", "a talk", b"a reply", "out")
    store.calls.note(call, CANARY, OPEN)
    unheard(store, SENTENCE.split(), CANARY, OPEN)
    store.deliveries.first(f"SM {call}", "sent")
    store.blocks.block(CANARY, "rude", OPEN + timedelta(days=900))
    store.people.opt_in(CANARY)
    store.blocks.unblock(CANARY)


def test_nothing_of_a_person_can_be_read_from_the_data_folder(data: Path, clock: Clock) -> None:
    server, log = start(data), Lines()
    store = open_store(patient(server.url), b"k" * 32, number_keys=NUMBER_KEYS)
    try:
        with fake_carrier() as carrier:
            account = Account(SID, "secret", LINE, carrier.url)
            worker = Worker(store, account, Staff((LINE,)), "Muscle Line", lambda _: True, clock, log)
            carrier.says = [500, (400, 21211), (400, 21610), "reset"]
            for call in ("CA1", "CA2", "CA3", "CA4"):
                push(store, call)
                for job in store.jobs.take(clock(), 10):
                    worker.settle(job, worker.do(client(account), job))
                clock.now += timedelta(minutes=1)
            worker.ring(client(account))
            for row in store.callbacks.waiting(OPEN):
                store.callbacks.claim(row.id, "ann", OPEN)
            personal.forget(store, CANARY, OPEN)
            store.counts.flush()
            assert any("canary" in text["Body"] for text in carrier.texts), "it was really sent"
    finally:
        store.close()
        server.stop()
    assert on_disk(data) == set()
    assert not any(sign.decode() in str(log.lines) for sign in SIGNS)


def test_the_search_finds_what_is_written_in_the_clear(data: Path) -> None:
    server = start(data)
    store = open_store(patient(server.url), b"k" * 32, number_keys=NUMBER_KEYS)
    store.link.client.set("careless", CANARY)
    store.close()
    server.stop()
    assert b"7400765432" in on_disk(data)
