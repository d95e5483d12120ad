"""The worker: takes jobs from the store, has the carrier do them, retries later, tells staff who waits."""

import random
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from twilio.rest import Client

from carrier import bell, erasure, recordings, ringing, texts
from carrier.account import Account, client
from carrier.bell import Staff
from carrier.ended import Done, Ended, Later, Never
from counted import names as counted
from store.desk.pulse import Pulse
from store.link import Unreachable
from store.people.personal import ERASURE
from store.promises import messages, outbox, rings
from store.promises.claimed import number_for
from store.promises.jobs import Job
from store.sealed import BrokenSeal
from store.store import Store

IDLE_SECONDS = 0.2
AWAY_SECONDS = 0.5
BELL_SECONDS = 2.0
FIRST_PAUSE_SECONDS = 2
# How long each kind is tried, and its longest pause, in seconds. A text is of use soon after the call.
PATIENCE = {
    outbox.KIND: (6 * 3600, 10 * 60),
    messages.DELETION: (30 * 86400, 3600),
    ERASURE: (30 * 86400, 3600),
    rings.KIND: (30, 5),  # somebody sits at the desk and waits
}


class Log(Protocol):
    """The log: lines of an event's name and named values, never a number or a person's words (R41)."""

    def info(self, event: str, **values: object) -> object:
        """Write one line to the log: an event's name, and named values."""

    def warning(self, event: str, **values: object) -> object:
        """Write one line into the log, as a warning that staff should notice."""


class JobsFailedError(Exception):
    """The thread of the worker that does jobs has failed; its error is in the output already."""


@dataclass(frozen=True, slots=True)
class Worker:
    """The worker with all that it needs. `is_open` tells whether staff are at work at a given moment.

    Each of its threads says by `went_round` that it begins a new round, so that one that hangs is noticed.
    """

    store: Store
    account: Account
    staff: Staff
    service: str
    is_open: Callable[[datetime], bool]
    now: Callable[[], datetime]
    log: Log
    went_round: Callable[[str], None] = lambda _: None

    def run(self, stopped: threading.Event) -> None:
        """Do jobs and tell staff what is new, in two threads, until `stopped` is set.

        A job that was begun is finished first; if that takes longer than its lease (60 s), another worker
        will do it again. Raises JobsFailedError.
        """
        # One at a time: of the texts that are out when this process is killed at most one goes out again. At
        # five a second it is ample; a charity that needs more runs more workers.
        whole = threading.Event()
        sending = threading.Thread(target=self._send, args=(stopped, whole), name="jobs", daemon=True)
        sending.start()
        try:
            self._ring(stopped)
        finally:
            # Where one of the two fails the other ends too: half a worker would not be started again.
            stopped.set()
            sending.join(self.store.jobs.lease)
        if not (whole.is_set() or sending.is_alive()):
            raise JobsFailedError  # so that the process ends as one that failed, and is started again

    def _send(self, stopped: threading.Event, whole: threading.Event) -> None:
        """Do jobs until `stopped` is set, then set `whole`, which says that all went well.

        After an error only `stopped` is set, so that the other thread ends too.
        """
        try:
            self._take_jobs(stopped)
            whole.set()
        finally:
            stopped.set()

    def _take_jobs(self, stopped: threading.Event) -> None:
        rest = client(self.account)
        while not stopped.is_set():
            self.went_round("jobs")
            try:
                jobs = self.store.jobs.take(self.now())
            except Unreachable:
                stopped.wait(AWAY_SECONDS)
                continue
            for job in jobs:
                self.settle(job, self.do(rest, job))
            if not jobs:
                stopped.wait(IDLE_SECONDS)

    def do(self, rest: Client, job: Job) -> Ended:
        """Have the carrier do one job, and give the result."""
        try:
            match job.kind:
                case outbox.KIND:
                    return self._text(rest, job)
                case messages.DELETION:
                    return recordings.delete(rest, self.store.messages.recording(job.sealed))
                case rings.KIND:
                    return self._ring_staff(rest, job)
                case _:
                    return erasure.erase(rest, self.store.seals.unseal(ERASURE, job.sealed))
        except BrokenSeal:
            return Later("sealed")  # until the right NUMBER_KEY is back

    def settle(self, job: Job, outcome: Ended) -> None:
        """Enter the result of a job in the store, the counts and the log; the job ends or is put off.

        While the store is away this waits, but no longer than the job's lease.
        """
        match outcome:
            case Later(why) if (pause := self.pause(job)) is not None:
                self._insist(lambda: self.store.jobs.put_off(job, self.now() + pause))
                told, log = counted.count_of(counted.job_again, job.kind), self.log.info
            case Later(why) | Never(why):
                self._insist(lambda: self.store.jobs.finish(job))
                told, log = counted.count_of(counted.job_given_up, job.kind, why.lower()), self.log.warning
            case Done():
                why = ""
                self._insist(lambda: self.store.jobs.finish(job))
                told, log = counted.count_of(counted.job_done, job.kind), self.log.info
        self.store.counts.add(self.now(), told)
        log("job", kind=job.kind, tries=job.tries, why=why, seconds=self._age(job), told=told)

    def pause(self, job: Job) -> timedelta | None:
        """The time until a job that failed is tried again; None if it is too old, and so to be given up.

        It is about twice as long after each try, up to a limit for its kind of job.
        """
        patience, longest = PATIENCE.get(job.kind, (0, 0))
        pause: float = min(FIRST_PAUSE_SECONDS * 2 ** min(job.tries - 1, 20), longest)
        pause *= random.uniform(0.75, 1.25)  # noqa: S311, nothing is kept secret by it
        return timedelta(seconds=pause) if self._age(job) + pause < patience else None

    def _text(self, rest: Client, job: Job) -> Ended:
        text = self.store.outbox.text(job)
        outcome = texts.send(rest, self.account, text)
        if outcome == Never(texts.OPTED_OUT):
            self._insist(lambda: self.store.people.opt_out(text.to))
        return outcome

    def _ring_staff(self, rest: Client, job: Job) -> Ended:
        """Ring the member of staff who claimed a call-back, unless the claim or the call-back has ended."""
        ringing_of = rings.rings(self.store.link, self.store.seals)
        try:
            ring = ringing_of.of(job)
            waits = number_for(self.store.callbacks, ring.about, ring.who, self.now())
        except rings.OldRingError:
            return Never("old")  # they press the button again, which was seconds ago
        except Unreachable:
            return Later("away")
        if not waits:
            return Done()
        outcome = ringing.ring(rest, self.account, ring)
        with suppress(Unreachable):  # the page then shows a little less
            ringing_of.note(ring.about, _came(outcome, self.now()))
        return outcome

    def _age(self, job: Job) -> int:
        return int((self.now() - job.asked).total_seconds())

    def _insist(self, note: Callable[[], object]) -> None:
        """Call `note`, which writes to the store what became of a job; while the store is away, try again.

        It gives up once the job's lease is over: then the job is handed out again, and done twice.
        """
        for _ in range(int(self.store.jobs.lease / AWAY_SECONDS)):
            try:
                note()
            except Unreachable:
                time.sleep(AWAY_SECONDS)
            else:
                return

    def _ring(self, stopped: threading.Event) -> None:
        rest = client(self.account)
        while not stopped.wait(BELL_SECONDS):
            self.went_round("bell")
            try:
                Pulse(self.store.link).beat(self.now())
                self.ring(rest)
            except Unreachable:
                continue

    def ring(self, rest: Client) -> None:
        """Tell staff how many call-backs and messages are new.

        Only in working hours, and at most once in ten minutes.
        """
        if not (self.staff.numbers or self.staff.addresses) or not self.is_open(self.now()):
            return
        new = self.store.bell.ring()
        if not new:
            return
        outcomes = bell.tell(rest, self.account, self.staff, bell.notice(self.service, new))
        told = outcomes.count(Done())
        (self.store.bell.note_told if told else self.store.bell.ring_again)()
        self.store.counts.add(self.now(), counted.bell("told" if told else "failed"))
        failed = [outcome.why for outcome in outcomes if not isinstance(outcome, Done)]
        (self.log.info if told else self.log.warning)("bell", told=told, failed=failed)


def _came(outcome: Ended, now: datetime) -> rings.Came:
    """How far a ring of staff came that the carrier was asked for, to be shown at the desk."""
    match outcome:
        case Later(why):
            return rings.Came("again", now, why)
        case Never(why):
            return rings.Came("refused", now, why)
    return rings.Came("rung", now)
