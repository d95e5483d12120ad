"""The worker: takes jobs from the store, has the carrier do them, retries later, tells staff who waits."""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

from twilio.rest import Client

from carrier import bell, erasure, recordings, ringing, texts
from carrier.account import Account, client
from carrier.bell import Staff
from carrier.ended import Done, Ended, Later, Never
from carrier.lanes import AWAY_SECONDS, LANES, Crew
from carrier.tries import PATIENCE, pause
from counted import names as counted
from counted.codes import advice
from store.desk.pulse import Pulse
from store.link import Unreachable
from store.people.personal import ERASURE
from store.promises import messages, outbox, rings
from store.promises.jobs import Job, TakenError
from store.promises.records import flags
from store.sealed import BrokenSeal
from store.signing import letters
from store.store import Store

BELL, BELL_SECONDS = "bell", 2.0
# What an answer of another shape than we know would raise.
UNFORESEEN = (AttributeError, LookupError, TypeError, ValueError)
# How much the carrier's clock may be behind the store's.
CLOCKS_DIFFER_SECONDS = 60


class Log(Protocol):
    """The log: lines of an event's name and named values, never a number or a person's words (R41)."""

    def info(self, event: str, **values: object) -> object:
        """Write one line to the log: an event's name, and named values."""

    def warning(self, event: str, **values: object) -> object:
        """Write one line into the log, as a warning that staff should notice."""


class JobsFailedError(Exception):
    """A thread of the worker has failed; its error is in the output already."""


@dataclass(frozen=True, slots=True)
class Worker:
    """The worker of the line named `service`. `is_open` tells whether the helpline is open at a moment.

    Threads call `went_round` as a sign of life. `languages` gives each language's English name, by code.
    """

    store: Store
    account: Account
    staff: Staff
    service: str
    is_open: Callable[[datetime], bool]
    now: Callable[[], datetime]
    log: Log
    went_round: Callable[[str], None] = lambda _: None
    languages: Callable[[], Mapping[str, str]] = dict

    def run(self, stopped: threading.Event) -> None:
        """Do jobs and tell staff what is new, until `stopped` is set.

        Each lane has threads of its own, and so has the notice to staff (the bell): none waits for another. A
        job that has begun is finished first. If it takes longer than its lease (60 s), another worker may do
        it again. Raises JobsFailedError if a thread failed, so that the process is restarted.
        """
        failed = threading.Event()
        watch = partial(self._watched, stopped, failed)
        crews = [Crew(lane, self.store.jobs, lambda: client(self.account), self.went_round) for lane in LANES]
        parts = [partial(crew.serve, partial(self._do_one, crew.rest), watch, stopped) for crew in crews]
        threads = [
            threading.Thread(target=watch, args=(part,), daemon=True)
            for part in (*parts, partial(self._tell, stopped))
        ]
        for thread in threads:
            thread.start()
        try:
            self._beat(stopped)
        finally:
            stopped.set()
            until = time.monotonic() + self.store.jobs.lease
            for one in threads:
                one.join(max(0.0, until - time.monotonic()))
            for crew in crews:
                crew.wait(until)
        if failed.is_set():
            raise JobsFailedError

    def _watched(self, stopped: threading.Event, failed: threading.Event, part: Callable[[], None]) -> None:
        """Run a part of the worker; if it fails the other parts end too: half a worker is of no use."""
        try:
            part()
        except BaseException:
            failed.set()
            stopped.set()
            raise

    def _beat(self, stopped: threading.Event) -> None:
        """Store that the worker is alive, again and again until `stopped` is set."""
        while not stopped.wait(BELL_SECONDS):
            try:
                Pulse(self.store.link).beat(self.now())
            except Unreachable:
                continue

    def _do_one(self, wait: Callable[[float], None], job: Job, rest: Client) -> None:
        """Have the carrier do one job, and store the result.

        `wait(seconds)` halts the lane, if the carrier asks for it. If our code fails, the job is tried later:
        the worker must not end by it. If another worker has taken the job over, nothing is stored.
        """
        try:
            outcome = self.do(rest, job)
        except TakenError:
            return
        except UNFORESEEN as error:
            outcome = Later(type(error).__name__, refused=False)
        if isinstance(outcome, Later) and outcome.wait:
            wait(outcome.wait)
        self.settle(job, outcome)

    def do(self, rest: Client, job: Job) -> Ended:
        """Have the carrier do `job`; give Later if the store is away. TakenError if another worker has it."""
        try:
            match job.kind:
                case outbox.KIND | outbox.RESEND:
                    return self._text(rest, job)
                case messages.DELETION:
                    return recordings.delete(rest, self.store.messages.recording(job.sealed))
                case flags.KIND:
                    kept = self.store.written.flags
                    of = self.service, kept.whom(job.sealed), kept.count()
                    return bell.tell_of_flag(rest, self.account, self.staff, *of)
                case letters.KIND:
                    return bell.post(self.staff, letters.opened(self.store.seals, job.sealed))
                case rings.KIND:
                    return ringing.ring_staff(rest, self.account, self.store, job, self.now)
                case _:
                    number = self.store.seals.unseal(ERASURE, job.sealed)
                    return erasure.erase(rest, number, partial(self._hold, job))
        except BrokenSeal:
            return Later("sealed", refused=not job.unsure)  # until the right NUMBER_KEY is back
        except Unreachable:
            return Later("away", refused=not job.unsure)

    def _hold(self, job: Job) -> None:
        """Renew the lease of a job that takes several requests, and give a sign of life for its lane.

        Raises TakenError if the job is another worker's, `Unreachable` if the lease is not renewed.
        """
        self.store.jobs.hold(job)
        _, lane = PATIENCE[job.kind]
        self.went_round(lane.name)

    def settle(self, job: Job, outcome: Ended) -> None:
        """Enter the result of a job in the store, the counts and the log; the job ends or is put off.

        While the store is away this waits, but no longer than the job's lease; then the job is done again.
        """
        match outcome:
            case Later(why) if (waits := pause(job, outcome.wait)) is not None:
                put_off = partial(self.store.jobs.put_off, job, waits.total_seconds(), outcome.refused)
                self._insist(put_off)
                told, log = counted.count_of(counted.job_again, job.kind), self.log.info
                if advice(why):
                    self.store.counts.add(self.now(), counted.held_up(why))
                    log = self.log.warning
            case Later(why) | Never(why):
                self._insist(lambda: self.store.jobs.finish(job))
                told, log = counted.count_of(counted.job_given_up, job.kind, why.lower()), self.log.warning
            case Done():
                why = ""
                self._insist(lambda: self.store.jobs.finish(job))
                told, log = counted.count_of(counted.job_done, job.kind), self.log.info
        self.store.counts.add(self.now(), told)
        log("job", kind=job.kind, tries=job.tries, why=why, seconds=job.age, told=told, means=advice(why))

    def _text(self, rest: Client, job: Job) -> Ended:
        """Send the text of `job`; to repeat an undelivered text, fetch its words from the carrier first."""
        if job.kind == outbox.KIND:
            return self._send(rest, job, self.store.outbox.text(job))
        first = self.store.outbox.undelivered_text(job)
        text = texts.fetch(rest, first)
        if not isinstance(text, outbox.Text):
            return text
        self._hold(job)
        return self._send(rest, job, text, first)

    def _send(self, rest: Client, job: Job, text: outbox.Text, first: str = "") -> Ended:
        """Send a text unless it was sent before or is unwanted now. `first`: id of the text it repeats."""
        since = self.now() - timedelta(seconds=job.age + CLOCKS_DIFFER_SECONDS)
        if job.unsure:
            if known := texts.earlier(rest, self.account, text, since, besides=first):
                return known
            self._hold(job)
        if unwanted := self.store.outbox.unwanted(text.to):
            return Never(unwanted)
        outcome = texts.send(rest, self.account, text, "" if first else job.name)
        if outcome == Never(texts.OPTED_OUT):
            self._insist(lambda: self.store.people.opt_out(text.to))
        return outcome

    def _insist(self, note: Callable[[], object]) -> None:
        """Call `note`, which stores the result of a job; while the store is away, retry.

        The retries end with the job's lease: then the job is handed out again, and done twice.
        """
        for _ in range(int(self.store.jobs.lease / AWAY_SECONDS)):
            try:
                note()
            except Unreachable:
                time.sleep(AWAY_SECONDS)
            else:
                return

    def _tell(self, stopped: threading.Event) -> None:
        """Tell staff of new call-backs and messages, looking every few seconds until `stopped` is set."""
        rest = client(self.account)
        while not stopped.wait(BELL_SECONDS):
            self.went_round(BELL)
            try:
                self.ring(rest)
            except Unreachable:
                continue

    def ring(self, rest: Client) -> None:
        """In working hours, tell staff once in ten minutes how many call-backs and messages are new.

        If nobody could be told, the next try comes a minute later. Raises `Unreachable` if the store is away.
        """
        if not (self.staff.numbers or self.staff.addresses) or not self.is_open(self.now()):
            return
        if not (new := self.store.bell.ring()):
            return
        words = bell.notice(self.service, new, self.languages())  # their English names, by code
        outcomes = bell.tell(rest, self.account, self.staff, words, partial(self.went_round, BELL))
        told = outcomes.count(Done())
        (self.store.bell.note_told if told else self.store.bell.ring_again)()
        self.store.counts.add(self.now(), counted.bell("told" if told else "failed"))
        failed = [outcome.why for outcome in outcomes if not isinstance(outcome, Done)]
        (self.log.info if told else self.log.warning)("bell", told=told, failed=failed)
