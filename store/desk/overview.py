"""The data of the desk's first page, read at once: who waits, who is late, the worker's state."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from store.client import in_one_trip
from store.desk.pulse import ALIVE_SECONDS, PULSE
from store.link import Link
from store.moments import moment, seconds
from store.promises.callbacks import Callbacks
from store.promises.jobs import LANES
from store.promises.messages import Messages

# A job this late was not taken by anybody.
LATE_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many `callbacks` and `messages` wait for staff. `late` is how many of the call-backs are overdue.

    `first_due` is when the most urgent call-back is due; it is None if no call-back waits. `oldest_message`
    is when the oldest message was left; it is None if no message waits.
    """

    callbacks: int
    late: int
    messages: int
    first_due: datetime | None
    oldest_message: datetime | None


@dataclass(frozen=True, slots=True)
class Work:
    """The state of the worker: `jobs` is how many jobs wait, `alive` whether the worker gives signs of life.

    `late` is true if a job has been due for two minutes or more and the worker has not taken it.
    """

    jobs: int
    late: bool
    alive: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """Reads all that the desk's first page shows, in one round trip. Raises `Unreachable`."""

    link: Link
    callbacks: Callbacks
    messages: Messages

    def look(self, now: datetime) -> tuple[Waiting, Work]:
        """What waits for staff (call-backs and messages), and the state of the worker, both at `now`.

        Raises `Unreachable`.
        """
        calls, spoken, at = self.callbacks.queue.waiting, self.messages.queue.waiting, seconds(now)

        def read(store: Any) -> list[Any]:
            pipeline = in_one_trip(store)
            pipeline.zcard(calls)
            pipeline.zcount(calls, "-inf", f"({at}")
            pipeline.zcard(spoken)
            pipeline.zrange(calls, 0, 0, withscores=True)
            pipeline.zrange(spoken, 0, 0, withscores=True)
            pipeline.get(PULSE)
            pipeline.time()
            for lane in LANES:
                pipeline.zcard(lane)
                pipeline.zrange(lane, 0, 0, withscores=True)
            found: list[Any] = pipeline.execute()
            return found

        total, late, left, first, oldest, beat, (clock, _), *lanes = self.link.ask(read)
        due = [
            score for rows in lanes[1::2] for _, score in rows
        ]  # by the store's clock, as the worker judges it
        stuck = bool(due) and min(due) <= float(self.link.clock() or clock) - LATE_SECONDS
        alive = beat is not None and abs(at - int(beat)) <= ALIVE_SECONDS
        waiting = Waiting(total, late, left, _score(first), _score(oldest))
        return waiting, Work(sum(lanes[::2]), stuck, alive)


def _score(rows: list[tuple[bytes, float]]) -> datetime | None:
    if not rows:
        return None
    ((_, score),) = rows  # the first alone was asked for
    return moment(int(score))
