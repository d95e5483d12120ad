"""The durations and results of requests, added up over all processes in the store (ADR 31)."""

from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Event, Lock
from typing import Any

from store.client import Client
from store.keys import PREFIX
from store.link import Link, Unreachable

ANSWERED = f"{PREFIX}answered"
# The upper bounds of the classes in which times are counted, in milliseconds; above the last is one more.
BOUNDS = (5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000)
CLASSES = (*map(str, BOUNDS), "inf")
KINDS = ("call", "place", "text", "status", "desk")
FAILED, REFUSED = "failed", "refused"
FLUSH_SECONDS = 5.0
# A process under full load has as many in the seconds between two flushes; past that the oldest go.
MOST = 50_000


@dataclass(frozen=True, slots=True)
class Took:
    """Counts of the requests of one kind: by duration, and by what went wrong.

    `classes` has the number of requests for each class of duration: one class up to each of `BOUNDS`
    (milliseconds), and one above them. `failed` is how many requests ended in an error of ours. `refused` is
    how many were not signed by the carrier; these are in no class.
    """

    classes: tuple[int, ...]
    failed: int
    refused: int


class Answered:
    """Counts of the durations and results of requests, for /metrics; nothing in them is personal.

    The store adds up the counts of all processes and machines. `note` takes less than a microsecond, because
    it only writes to memory. A thread writes to the store every five seconds. While the store is away, the
    counts stay in memory.
    """

    def __init__(self, link: Link) -> None:
        self._link = link
        self._noted: deque[tuple[str, float, str]] = deque(maxlen=MOST)
        self._waiting: Counter[str] = Counter()
        self._lock = Lock()
        self._flushes = False

    def note(self, kind: str, ms: float, became: str = "") -> None:
        """Note a request of one of `KINDS` that took `ms`; `became` is `FAILED`, `REFUSED`, or ""."""
        self._noted.append((kind, ms, became))
        if not self._flushes:
            with self._lock:
                if not self._flushes:
                    self._flushes = True
                    self._link.start("answered", self._flush_now_and_then)

    def flush(self) -> None:
        """Write the requests noted until now to the store; while it is away, keep them in memory.

        If the write itself fails, they are lost: writing them again could count them twice.
        """
        with self._lock:
            self._add_up()
            if not self._waiting or self._link.away:
                return
            written, self._waiting = self._waiting, Counter()
        try:
            self._link.ask(lambda store: _write(store, written))
        except Unreachable:
            return  # it may have been written all the same: adding it again would count it twice

    def read(self) -> dict[str, Took]:
        """The counts of requests to all processes, by kind, from the store; raises `Unreachable`."""
        found: Any = self._link.ask(lambda store: store.hgetall(ANSWERED))
        sums = {name.decode(): int(count) for name, count in found.items()}
        return {kind: _took(kind, sums) for kind in KINDS}

    def _add_up(self) -> None:
        for _ in range(len(self._noted)):
            self._waiting.update(_fields(*self._noted.popleft()))

    def _flush_now_and_then(self, stopped: Event) -> None:
        while not stopped.wait(FLUSH_SECONDS):
            self.flush()


def _fields(kind: str, ms: float, became: str) -> Iterator[str]:
    """The fields of the store's hash of counts to which one request adds 1."""
    if became != REFUSED:  # strangers, who are told no in no time, are none of the times
        yield f"{kind}:{CLASSES[bisect_left(BOUNDS, ms)]}"
    if became:
        yield f"{kind}:{became}"


def _took(kind: str, sums: dict[str, int]) -> Took:
    classes = tuple(sums.get(f"{kind}:{name}", 0) for name in CLASSES)
    return Took(classes, sums.get(f"{kind}:failed", 0), sums.get(f"{kind}:refused", 0))


def _write(store: Client, sums: Counter[str]) -> None:
    pipeline = store.pipeline()
    for name, count in sums.items():
        pipeline.hincrby(ANSWERED, name, count)
    pipeline.execute()
