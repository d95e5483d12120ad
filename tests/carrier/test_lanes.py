"""Texts go out side by side: who hangs holds up nobody else, rings overtake, the carrier may ask to wait."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from carrier import tries
from carrier.account import Account, client
from carrier.bell import Staff
from carrier.ended import Later
from carrier.lanes import LANES, RINGS, TEXTS, Crew
from carrier.worker import Worker
from store.promises.rings import Ring, rings
from store.store import Store
from tests.conftest import OPEN, Clock, new_number
from tests.stand_in.carrier import HANGS, SID, FakeCarrier, Lines
from tests.store.promises.promised import DAYS, PLENTY
from tests.wiring.stores import wait_until
from tests.wiring.wire import LINE


@pytest.fixture
def worker(store: Store, carrier: FakeCarrier, clock: Clock) -> Worker:
    # On a busy machine the last of many texts begins after the first would be given up.
    account = Account(SID, "secret", LINE, carrier.url, "https://line.example/sms/status", patience=HANGS)
    return Worker(store, account, Staff(("+447400999999",)), "Muscle Line", lambda _: True, clock, Lines())


@contextmanager
def running(worker: Worker, carrier: FakeCarrier) -> Iterator[None]:
    """The worker at work, ended after the block with whatever hangs let go."""
    stopped = threading.Event()
    thread = threading.Thread(target=worker.run, args=(stopped,))
    thread.start()
    try:
        yield
    finally:
        carrier.released.set()
        stopped.set()
        thread.join(20)


def somebody_wants_to_be_rung(store: Store) -> None:
    kept = store.callbacks.keep("CA9", new_number(), "any", "call", DAYS, PLENTY, OPEN)
    store.callbacks.claim(kept.id, "ann", OPEN)  # type: ignore[union-attr]  # Kept
    ring = Ring("+447400000002", "https://x.example", "Line", kept.id, "ann")  # type: ignore[union-attr]
    rings(store.link, store.seals).ask(ring, OPEN)


def test_numbers_that_hang_at_the_carrier_hold_up_no_other_text_no_ring_no_bell_and_no_deletion(
    worker: Worker, carrier: FakeCarrier
) -> None:
    hanging, others = [new_number() for _ in range(20)], [new_number() for _ in range(50)]
    carrier.hangs_on = set(hanging)
    for number in (*hanging, *others):
        worker.store.outbox.send("CA1", number, "words", OPEN)
    somebody_wants_to_be_rung(worker.store)
    worker.store.messages.discard("RE" + "0" * 32, OPEN)
    with running(worker, carrier):
        wait_until(lambda: worker.store.jobs.waiting() == len(hanging))
        wait_until(lambda: any(text["To"] == "+447400999999" for text in carrier.texts))
        assert not carrier.released.is_set(), "all this while the twenty hang"
    assert {text["To"] for text in carrier.texts} >= set(others)
    assert [one.method for one in carrier.asked if "/Recordings/" in one.path] == ["DELETE"]
    assert [one.form["To"] for one in carrier.asked if one.path.endswith("/Calls.json")] == ["+447400000002"]


def test_a_worker_that_cannot_say_that_it_lives_ends_with_all_its_threads(worker: Worker) -> None:
    stopped, here = threading.Event(), threading.current_thread()

    def broken() -> datetime:
        if threading.current_thread() is here:
            raise ValueError("no time")
        return OPEN

    began = time.monotonic()
    with pytest.raises(ValueError, match="no time"):
        replace(worker, now=broken).run(stopped)
    assert stopped.is_set() and time.monotonic() - began < 10, (
        "nobody waits for threads that are told nothing"
    )


def test_a_ring_overtakes_more_texts_than_the_worker_has_threads(
    worker: Worker, carrier: FakeCarrier, clock: Clock
) -> None:
    numbers = [new_number() for _ in range(TEXTS.threads + 20)]
    carrier.hangs_on = set(numbers)
    for number in numbers:
        worker.store.outbox.send("CA1", number, "words", OPEN)
    clock.now += timedelta(seconds=1)
    somebody_wants_to_be_rung(worker.store)
    with running(worker, carrier):
        wait_until(lambda: any(one.path.endswith("/Calls.json") for one in carrier.asked))
        wait_until(lambda: len(carrier.texts) >= TEXTS.threads)
        assert len({text["To"] for text in carrier.texts}) == TEXTS.threads, "no more threads than these"


def test_texts_to_one_number_go_out_in_their_order_one_after_the_other(store: Store, clock: Clock) -> None:
    number, other = new_number(), new_number()
    for n in range(3):
        clock.at(OPEN + timedelta(seconds=n))
        store.outbox.send(f"CA{n}", number, str(n), OPEN)
    store.outbox.send("CA1", other, "another", OPEN)
    said = []
    for _ in range(12):
        clock.now += timedelta(seconds=2)
        for job in store.jobs.take(most=9):
            said.append(store.outbox.text(job).words)
            first_try = said.count("0") == 1 and said[-1] == "0"
            store.jobs.put_off(job, 5) if first_try else store.jobs.finish(job)
    assert [words for words in said if words != "another"] == ["0", "0", "1", "2"]
    assert said.index("another") < 2, "nobody else waits for that"


def test_a_text_that_is_being_sent_is_not_overtaken_by_the_next_to_its_number(
    store: Store, clock: Clock
) -> None:
    number = new_number()
    store.outbox.send("CA1", number, "1", OPEN)
    (first,) = store.jobs.take()
    clock.now += timedelta(seconds=1)
    store.outbox.send("CA2", number, "2", OPEN)
    assert store.jobs.take(most=9) == ()
    store.jobs.forget(store.people.key(number))
    store.outbox.send("CA3", number, "3", OPEN)
    assert [store.outbox.text(job).words for job in store.jobs.take(most=9)] == ["3"]
    assert first.tries == 1


@pytest.mark.parametrize(("asked", "seconds"), [("7", 7), ("99999", 600), ("soon", 0), ("", 0), ("-5", 0)])
def test_the_carrier_is_left_alone_for_as_long_as_it_asks_and_no_longer_than_the_longest_pause(
    worker: Worker, carrier: FakeCarrier, asked: str, seconds: int
) -> None:
    carrier.says, carrier.retry_after = [(429, 20429)], asked
    worker.store.outbox.send("CA1", new_number(), "words", OPEN)
    (job,) = worker.store.jobs.take()
    outcome = worker.do(client(worker.account), job)
    assert isinstance(outcome, Later) and outcome.why == "20429"
    crew = Crew(TEXTS, worker.store.jobs, lambda: client(worker.account))
    crew.rest(outcome.wait)
    assert seconds - 2 < crew.resting() <= seconds
    waits = tries.pause(job, outcome.wait)
    assert waits is not None and seconds * 0.75 <= waits.total_seconds() <= max(seconds, 2) * 1.25


def test_while_the_carrier_asks_us_to_wait_a_lane_begins_nothing_and_the_others_go_on(
    worker: Worker, carrier: FakeCarrier
) -> None:
    carrier.says, carrier.retry_after = [(429, 20429)], "600"
    worker.store.outbox.send("CA1", new_number(), "words", OPEN)
    with running(worker, carrier):
        wait_until(lambda: len(carrier.texts) == 1 and not carrier.says)
        wait_until(lambda: bool(worker.log.lines))  # type: ignore[attr-defined]
        worker.store.outbox.send("CA2", new_number(), "words", OPEN)
        somebody_wants_to_be_rung(worker.store)
        wait_until(lambda: any(one.path.endswith("/Calls.json") for one in carrier.asked))
        wait_until(lambda: any(text["To"] == "+447400999999" for text in carrier.texts))
    assert [text["To"] for text in carrier.texts].count("+447400999999") == len(carrier.texts) - 1


def test_a_clock_that_was_set_back_holds_no_job_up_longer_than_its_longest_pause(
    store: Store, clock: Clock
) -> None:
    store.outbox.send("CA1", new_number(), "words", OPEN)
    (job,) = store.jobs.take()
    store.jobs.put_off(job, TEXTS.longest)
    clock.at(OPEN - timedelta(days=400))
    taken: tuple[object, ...] = store.jobs.take(lanes=(TEXTS.key,), longest=TEXTS.longest)
    assert taken == (), "one that is being done keeps its lease"
    clock.now += timedelta(seconds=store.jobs.lease)
    assert [one.name for one in store.jobs.take(lanes=(TEXTS.key,), longest=TEXTS.longest)] == [job.name]


def test_whoever_asks_for_a_text_with_a_wrong_clock_neither_hastens_nor_holds_it_up(
    store: Store, worker: Worker, clock: Clock
) -> None:
    asked = replace(worker, now=lambda: OPEN + timedelta(days=400))
    asked.store.outbox.send("CA1", new_number(), "words", OPEN)
    (job,) = store.jobs.take()
    assert job.age == 0
    replace(worker, now=lambda: OPEN - timedelta(days=400)).settle(job, Later("503"))
    clock.now += timedelta(seconds=3)
    assert len(store.jobs.take()) == 1


def test_a_claim_from_before_a_clock_was_set_back_counts_for_nothing(store: Store) -> None:
    kept = store.callbacks.keep("CA9", new_number(), "any", "call", DAYS, PLENTY, OPEN)
    store.callbacks.claim(kept.id, "ann", OPEN)  # type: ignore[union-attr]
    before = OPEN - timedelta(days=30)
    assert store.callbacks.waiting(before)[0].state == "open"
    assert "Claimed" in type(store.callbacks.claim(kept.id, "ben", before)).__name__  # type: ignore[union-attr]


def test_staff_are_told_although_a_clock_was_set_back_since_the_last_bell(store: Store) -> None:
    store.messages.keep("RE" + "0" * 32, new_number(), 5, OPEN)
    assert store.bell.ring()
    assert store.bell.ring() == {}
    store.link.client.expire("line:1:bell:quiet", 86_400)
    assert store.bell.ring()


def test_threads_that_hang_are_waited_for_until_a_moment_and_each_no_longer(worker: Worker) -> None:
    for _ in range(3):
        worker.store.outbox.send("CA1", new_number(), "words", OPEN)
    crew = Crew(TEXTS, worker.store.jobs, lambda: client(worker.account))
    begun, go_on, stopped = threading.Semaphore(0), threading.Event(), threading.Event()

    def hang(_job: object, _rest: object) -> None:
        begun.release()
        go_on.wait(20)

    serving = threading.Thread(target=crew.serve, args=(hang, lambda doing: doing(), stopped))
    serving.start()
    try:
        assert all(begun.acquire(timeout=20) for _ in range(3))
        stopped.set()
        serving.join(20)
        began = time.monotonic()
        crew.wait(began + 0.1)
        assert 0.1 <= time.monotonic() - began < 2, "the three hang still"
    finally:
        stopped.set()
        go_on.set()


def test_each_lane_has_a_key_of_its_own_and_rings_come_first() -> None:
    assert len({lane.key for lane in LANES}) == len(LANES) and LANES[0] == RINGS
