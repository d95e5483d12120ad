"""Talking to the carrier: texts, recordings and erasing, against a REST server that answers in every way."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from carrier import recordings, texts
from carrier.account import Account, client
from carrier.bell import Staff
from carrier.ended import Done, Ended, Later, Never
from carrier.lanes import DELETIONS
from carrier.tries import PATIENCE
from carrier.worker import Worker
from store.link import Script, Unreachable
from store.people.personal import ERASURE
from store.promises.closed.ending import ending
from store.promises.jobs import LEASE_SECONDS, Job, TakenError
from store.promises.outbox import Text
from store.store import Store
from tests.conftest import OPEN, Clock, new_number
from tests.stand_in.carrier import SID, SOUND, FakeCarrier, Lines
from tests.store.promises.promised import RECORDING
from tests.wiring.stores import wait_until
from tests.wiring.wire import LINE


@pytest.fixture
def account(carrier: FakeCarrier) -> Account:
    """Our account there."""
    return Account(SID, "secret", LINE, carrier.url, "https://line.example/sms/status")


@pytest.fixture
def log() -> Lines:
    """What the worker writes."""
    return Lines()


@pytest.fixture
def worker(store: Store, account: Account, clock: Clock, log: Lines) -> Worker:
    """A worker whose jobs are done one at a time, when the test says so."""
    return Worker(store, account, Staff(), "Muscle Line", lambda _: True, clock, log)


def work(worker: Worker) -> int:
    """Does every job that is due once; how many there were."""
    jobs = worker.store.jobs.take(worker.now(), 100)
    for job in jobs:
        worker.settle(job, worker.do(client(worker.account), job))
    return len(jobs)


def test_a_text_goes_out_once_with_its_words_and_where_to_tell_what_became_of_it(
    worker: Worker, carrier: FakeCarrier
) -> None:
    to = new_number()
    worker.store.outbox.send("CA1 topic", to, "Muscle Line. EXERCISE.", OPEN)
    assert (work(worker), work(worker)) == (1, 0)
    (text,) = carrier.texts
    assert text["To"] == to and text["From"] == LINE and "EXERCISE" in text["Body"]
    assert text["StatusCallback"].partition("?")[0].endswith("/sms/status")
    assert worker.store.jobs.waiting() == 0


@pytest.mark.parametrize("trouble", [429, 500, 503, 401, (429, 20429), "reset"])
def test_a_text_that_the_carrier_cannot_take_now_is_tried_again(
    worker: Worker, carrier: FakeCarrier, clock: Clock, trouble: object
) -> None:
    worker.store.outbox.send("CA1 topic", new_number(), "words", OPEN)
    carrier.says = [trouble, trouble]
    for _ in range(3):
        assert work(worker) == 1
        assert work(worker) == 0, "not before a pause"
        clock.now += timedelta(seconds=10)
    assert len(carrier.asked) >= 3 and worker.store.jobs.waiting() == 0


def test_the_pauses_grow_and_end(worker: Worker, carrier: FakeCarrier, clock: Clock) -> None:
    worker.store.outbox.send("CA1 topic", new_number(), "words", OPEN)
    carrier.says = [503] * 1000
    while worker.store.jobs.waiting():
        work(worker)
        clock.now += timedelta(seconds=5)
    patience, lane = PATIENCE["text"]
    assert patience - 2 * lane.longest < (clock.now - OPEN).total_seconds() <= patience + 10
    assert 30 < len(carrier.asked) < 80
    worker.store.counts.flush()
    assert worker.store.counts.day(OPEN.date())["text:given_up:503"] == 1


@pytest.mark.parametrize("code", [21211, 21610, 21614])
def test_a_text_that_will_never_be_taken_is_given_up_with_a_count(
    worker: Worker, carrier: FakeCarrier, code: int
) -> None:
    worker.store.outbox.send("CA1 topic", new_number(), "words", OPEN)
    carrier.says = [(400, code)]
    assert (work(worker), worker.store.jobs.waiting()) == (1, 0)
    worker.store.counts.flush()
    assert worker.store.counts.day(OPEN.date()) == {f"text:given_up:{code}": 1}


def test_a_number_that_opted_out_at_the_carrier_is_opted_out_here(
    worker: Worker, carrier: FakeCarrier
) -> None:
    to = new_number()
    worker.store.outbox.send("CA1 topic", to, "words", OPEN)
    carrier.says = [(400, 21610)]
    work(worker)
    assert worker.store.people.has_opted_out(to)


class Blinking:
    """A script in a store that is away the first times that it is asked."""

    def __init__(self, script: Script, times: int) -> None:
        self.script, self.times = script, times

    def __call__(self, **named: Any) -> Any:
        self.times -= 1
        if self.times >= 0:
            raise Unreachable("away")
        return self.script(**named)


def blinks(worker: Worker, times: int, lease: int = LEASE_SECONDS) -> Worker:
    """The same worker, whose store is away the first times that a job is noted as done."""
    jobs = worker.store.jobs
    finish = Blinking(jobs.finish_script, times)
    return replace(worker, store=replace(worker.store, jobs=replace(jobs, finish_script=finish, lease=lease)))


@pytest.mark.parametrize("said", [None, (400, 21211)])
def test_a_text_goes_out_once_though_the_store_blinks_when_it_is_noted_as_sent(
    worker: Worker, carrier: FakeCarrier, clock: Clock, said: object
) -> None:
    worker.store.outbox.send("CA1 topic", new_number(), "words", OPEN)
    carrier.says = [said]
    assert work(blinks(worker, times=2)) == 1
    clock.now += timedelta(seconds=LEASE_SECONDS + 1)
    assert work(worker) == 0
    assert len(carrier.texts) == 1


def test_a_worker_waits_for_a_store_that_is_away_no_longer_than_its_job_is_its_own(
    worker: Worker, carrier: FakeCarrier, clock: Clock
) -> None:
    worker.store.outbox.send("CA1 topic", new_number(), "words", OPEN)
    assert work(blinks(worker, times=99, lease=1)) == 1
    clock.now += timedelta(seconds=2)
    assert work(worker) == 1, "it is due again: nobody knows that it went out"
    assert len(carrier.texts) == 2


def test_no_line_of_the_log_holds_a_number_or_a_word(
    worker: Worker, carrier: FakeCarrier, log: Lines, clock: Clock
) -> None:
    numbers = [new_number() for _ in range(4)]
    for to, said in zip(numbers, [(400, 21211), 500, "reset", (400, 21610)], strict=True):
        worker.store.outbox.send("CA1", to, "the canary sings", OPEN)
        carrier.says = [said]
        work(worker)
        clock.now += timedelta(seconds=1)
    assert len(log.lines) >= 3
    assert not [to for to in numbers if to[1:] in str(log.lines)] and "canary" not in str(log.lines)


def test_a_carrier_that_hangs_is_left_waiting(carrier: FakeCarrier, account: Account) -> None:
    rest, began = client(replace(account, patience=0.2)), time.monotonic()
    carrier.says = ["hang"]
    outcome = texts.send(rest, account, Text(new_number(), "words"))
    assert outcome == Later("ReadTimeout") and time.monotonic() - began < account.patience / 2


def test_a_carrier_that_is_not_there_is_tried_again_later() -> None:
    account = Account(SID, "secret", LINE, "http://127.0.0.1:9")
    assert isinstance(texts.send(client(account), account, Text(LINE, "words")), Later)


def test_a_job_whose_worker_died_is_due_again_after_a_minute(store: Store, clock: Clock) -> None:
    store.outbox.send("CA1", new_number(), "words", OPEN)
    (first,) = store.jobs.take(clock())
    assert store.jobs.take(clock()) == ()
    clock.now += timedelta(seconds=61)
    (again,) = store.jobs.take(clock())
    assert (again.name, again.tries) == (first.name, 2)


def test_a_job_that_another_has_done_is_not_brought_back(store: Store, clock: Clock) -> None:
    store.outbox.send("CA1", new_number(), "words", OPEN)
    (job,) = store.jobs.take(clock())
    store.jobs.finish(job)
    store.jobs.put_off(job, 0)
    assert store.jobs.take(clock() + timedelta(days=1)) == ()


@pytest.mark.parametrize("late", ["put off", "finished"])
def test_a_late_word_takes_no_job_from_whoever_does_it_now(store: Store, clock: Clock, late: str) -> None:
    store.outbox.send("CA1", new_number(), "words", OPEN)
    (slow,) = store.jobs.take()
    clock.now += timedelta(seconds=LEASE_SECONDS + 1)
    (theirs,) = store.jobs.take()
    store.jobs.put_off(slow, 2) if late == "put off" else store.jobs.finish(slow)
    clock.now += timedelta(seconds=3)
    assert store.jobs.take() == ()
    store.jobs.hold(theirs)


def test_a_late_word_ends_nothing_that_was_asked_for_anew(store: Store) -> None:
    store.jobs.put("erase:1", "erase", "", "sealed")
    (slow,) = store.jobs.take()
    store.jobs.put("erase:1", "erase", "", "sealed")
    store.jobs.finish(slow)
    assert store.jobs.waiting() == 1


def test_a_recording_is_fetched_with_our_word(carrier: FakeCarrier) -> None:
    with recordings.fetch(SID, "secret", RECORDING, carrier.url) as sound:
        assert sound.read() == SOUND
    assert carrier.asked[0].path.endswith(f"/Recordings/{RECORDING}.mp3")
    assert carrier.asked[0].authorization.startswith("Basic ")


@pytest.mark.parametrize("said", [404, 500, "reset"])
def test_a_recording_that_cannot_be_had_says_so(carrier: FakeCarrier, said: object) -> None:
    carrier.says = [said]
    with pytest.raises(recordings.NoRecording):
        recordings.fetch(SID, "secret", RECORDING, carrier.url)


def test_only_the_id_of_a_recording_is_ever_part_of_a_path(carrier: FakeCarrier) -> None:
    with pytest.raises(recordings.NoRecording):
        recordings.fetch(SID, "secret", "../Messages", carrier.url)
    assert carrier.asked == []


def test_a_recording_is_deleted_by_a_job_that_tries_again(
    worker: Worker, carrier: FakeCarrier, clock: Clock
) -> None:
    worker.store.messages.keep(RECORDING, new_number(), 12, OPEN)
    worker.store.messages.claim(RECORDING, "ann", OPEN)
    assert worker.store.messages.close(RECORDING, "done", "ann", OPEN) == "done"
    ending(worker.store).end_due(OPEN + timedelta(minutes=10))
    carrier.says = [500]
    work(worker)
    clock.now += timedelta(minutes=1)
    work(worker)
    assert [one.method for one in carrier.asked] == ["DELETE", "DELETE"]
    assert carrier.asked[-1].path.endswith(f"/Recordings/{RECORDING}.json")
    assert worker.store.jobs.waiting() == 0


def test_a_recording_that_is_gone_already_is_deleted(carrier: FakeCarrier, account: Account) -> None:
    carrier.says = [(404, 20404), 404]
    rest = client(account)
    assert recordings.delete(rest, RECORDING) == recordings.delete(rest, RECORDING) == Done()


def test_erasing_deletes_every_text_and_call_that_the_carrier_lists(
    worker: Worker, carrier: FakeCarrier, clock: Clock
) -> None:
    number, store = new_number(), worker.store
    carrier.lists = {
        "messages:to": [{"sid": "SM" + "1" * 32}],
        "messages:from": [{"sid": "SM" + "2" * 32}],
        "calls:from": [{"sid": "CA" + "3" * 32}],
    }
    person, token = store.people.key(number), store.seals.seal(ERASURE, number)
    store.jobs.put("erase:1", ERASURE, person, token)
    carrier.says = [None, (409, 20009)]  # the first deletion meets a text that is still on its way
    assert work(worker) == 1 and store.jobs.waiting() == 1
    clock.now += timedelta(minutes=1)
    assert work(worker) == 1 and store.jobs.waiting() == 0
    deleted = {one.path.rsplit("/", 1)[1][:3] for one in carrier.asked if one.method == "DELETE"}
    assert deleted == {"SM1", "SM2", "CA3"}


@pytest.fixture
def erasure(worker: Worker, carrier: FakeCarrier) -> Job:
    """An erasure that was begun, of a number with three texts at the carrier."""
    carrier.lists = {"messages:to": [{"sid": "SM" + digit * 32} for digit in "123"]}
    worker.store.jobs.put("erase:1", ERASURE, "", worker.store.seals.seal(ERASURE, new_number()))
    (taken,) = worker.store.jobs.take()
    return taken


def goes_on(worker: Worker, job: Job, then: Callable[[], object]) -> Ended:
    """The end of a job during which `then` happens each time that it says it goes on."""
    return replace(worker, went_round=lambda _: then() and None).do(client(worker.account), job)


def test_an_erasure_that_takes_longer_than_its_lease_is_begun_by_nobody_beside_it(
    worker: Worker, erasure: Job, clock: Clock
) -> None:
    began, taken = clock.now, []

    def half_a_minute_passes() -> None:
        clock.now += timedelta(seconds=LEASE_SECONDS / 2)
        taken.extend(worker.store.jobs.take())

    assert goes_on(worker, erasure, half_a_minute_passes) == Done()
    assert (clock.now - began).total_seconds() > 3 * LEASE_SECONDS and taken == []


def test_its_lane_goes_round_all_this_while(worker: Worker, erasure: Job) -> None:
    rounds: list[str] = []
    replace(worker, went_round=rounds.append).do(client(worker.account), erasure)
    assert len(rounds) > 6 and set(rounds) == {DELETIONS.name}


@pytest.mark.parametrize("anew", [False, True])
def test_an_erasure_that_another_has_begun_or_that_was_asked_for_anew_ends_where_it_is(
    worker: Worker, erasure: Job, clock: Clock, carrier: FakeCarrier, anew: bool
) -> None:
    def is_taken() -> None:
        if anew:
            worker.store.jobs.put(erasure.name, ERASURE, "", erasure.sealed)
        clock.now += timedelta(seconds=LEASE_SECONDS + 1)
        worker.store.jobs.take()

    with pytest.raises(TakenError):
        goes_on(worker, erasure, is_taken)
    assert not [one for one in carrier.asked if one.method == "DELETE"]
    assert worker.store.jobs.waiting() == 1


def test_a_text_that_another_took_while_it_was_looked_up_is_not_sent_beside_them(
    worker: Worker, carrier: FakeCarrier, clock: Clock
) -> None:
    worker.store.outbox.send("CA1 topic", new_number(), "words", OPEN)
    (ours,) = worker.store.jobs.take(OPEN)
    clock.now += timedelta(seconds=LEASE_SECONDS + 1)
    (again,) = worker.store.jobs.take(clock.now)
    assert again.unsure
    with pytest.raises(TakenError):
        worker.do(client(worker.account), replace(ours, unsure=True))
    assert not carrier.texts and carrier.asked, "it was looked for"


def test_what_another_has_taken_over_is_left_to_them(
    worker: Worker, erasure: Job, clock: Clock, log: Lines
) -> None:
    clock.now += timedelta(seconds=LEASE_SECONDS + 1)
    (theirs,) = worker.store.jobs.take()
    worker._do_one(lambda _: None, erasure, client(worker.account))
    assert log.lines == []
    worker.store.jobs.hold(theirs)


def test_a_refusal_is_judged_by_its_status(account: Account, carrier: FakeCarrier) -> None:
    carrier.says = [(400, 21211), (429, 20429), 500, (404, 20404), (400, 21610)]
    rest, text = client(account), Text(LINE, "words")
    found = [texts.send(rest, account, text) for _ in range(5)]
    assert found == [Never("21211"), Later("20429"), Later("500"), Never("20404"), Never("21610")]


def test_the_web_process_does_without_the_rest_client() -> None:
    code = (
        "import sys, app, store.store, carrier.recordings\n"
        "print([name for name in ('twilio.rest', 'requests', 'smtplib') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.strip() == "[]"


def test_a_worker_ends_when_it_is_told_and_does_what_is_due_until_then(
    worker: Worker, carrier: FakeCarrier
) -> None:
    stopped = threading.Event()
    running = threading.Thread(target=worker.run, args=(stopped,))
    running.start()
    try:
        worker.store.outbox.send("CA1", new_number(), "words", OPEN)
        wait_until(lambda: worker.store.jobs.waiting() == 0)
    finally:
        stopped.set()
        running.join(10)
    assert len(carrier.texts) == 1 and not running.is_alive()
