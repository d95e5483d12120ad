"""Lanes: kinds of jobs that never wait for each other, each done in parallel by its own threads."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from twilio.rest import Client

from store.link import Unreachable
from store.promises import jobs
from store.promises.jobs import Job, Jobs

# More would leave no connection to the store for the others (store/link.py).
TEXTS_AT_ONCE = 96
IDLE_SECONDS = 0.2
AWAY_SECONDS = 0.5
# A pause is longer or shorter by up to a quarter, so that what failed together is not tried together.
SCATTERED = 1.25
# How many jobs are taken with one trip to the store.
AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane of jobs, which waits for no other lane: its name, and its key in the store.

    `threads` is how many of its jobs are done at once. `longest` is the most seconds that a failed job waits
    for its next try.
    """

    name: str
    key: str
    threads: int
    longest: int


# Somebody sits at the desk and waits for the first; of the last nobody waits for any.
RINGS = Lane("rings", jobs.RINGS, 8, 5)
TEXTS = Lane("texts", jobs.JOBS, TEXTS_AT_ONCE, 10 * 60)
DELETIONS = Lane("deletions", jobs.DELETIONS, 4, 3600)
LANES = (RINGS, TEXTS, DELETIONS)


class Crew:
    """The threads of one lane: each does one job with a client of the carrier, and ends.

    `lane` is the lane, `jobs` the queue in the store. `client` makes a new client; a client keeps its
    connection open, and the next thread uses it again. `went_round` is called with the lane's name each time
    the lane looks for jobs, so that others notice a lane that hangs.
    """

    def __init__(
        self,
        lane: Lane,
        jobs: Jobs,
        client: Callable[[], Client],
        went_round: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.lane = lane
        self._went_round = went_round
        self._jobs = jobs
        self._client = client
        self._clients: list[Client] = []
        self._free = threading.Semaphore(lane.threads)
        self._rests = 0.0

    def serve(
        self,
        work: Callable[[Job, Client], None],
        watch: Callable[[Callable[[], None]], None],
        stopped: threading.Event,
    ) -> None:
        """Take the lane's jobs as they are due, and do each in a thread of its own, until `stopped` is set.

        `work` does one job; it is given the job and a client of the carrier. `watch` runs in each of these
        threads. It is given a function, which it must call, and it reports the errors of this function. While
        the store is away, no job is taken.
        """
        longest = int(self.lane.longest * SCATTERED)
        while not stopped.is_set():
            if pause := self.resting():
                self._went_round(self.lane.name)
                stopped.wait(min(pause, AWAY_SECONDS))
                continue
            if not (places := self._places()):
                continue
            self._went_round(self.lane.name)  # not before: a lane whose threads all hang is to be noticed
            taken: tuple[Job, ...] = ()
            try:
                taken = self._jobs.take(most=places, lanes=(self.lane.key,), longest=longest)
            except Unreachable:
                stopped.wait(AWAY_SECONDS)
            finally:
                if places > len(taken):
                    self._free.release(places - len(taken))
            for job in taken:
                doing = partial(self._lend, partial(work, job))
                threading.Thread(target=watch, args=(doing,), name=self.lane.name, daemon=True).start()
            if not taken:
                stopped.wait(IDLE_SECONDS)

    def rest(self, seconds: float) -> None:
        """Start no jobs in this lane for `seconds`, as the carrier asks, up to the lane's longest pause."""
        self._rests = max(self._rests, time.monotonic() + min(seconds, self.lane.longest))

    def resting(self) -> float:
        """The seconds for which the lane must still start no job, as the carrier asked; 0 if it may."""
        return max(0.0, self._rests - time.monotonic())

    def wait(self, until: float) -> None:
        """Wait for all threads to end, but only until `until`, a moment of `time.monotonic`."""
        for _ in range(self.lane.threads):
            self._free.acquire(timeout=max(0.0, until - time.monotonic()))

    def _places(self) -> int:
        """Reserve places for new threads, at most 16, and give how many; 0 if none is free after 0.2 s."""
        if not self._free.acquire(timeout=IDLE_SECONDS):
            return 0
        found = 1
        while found < AT_ONCE and self._free.acquire(blocking=False):
            found += 1
        return found

    def _lend(self, work: Callable[[Client], None]) -> None:
        try:
            try:
                rest = self._clients.pop()
            except IndexError:
                rest = self._client()
            work(rest)
            self._clients.append(rest)
        finally:
            self._free.release()
