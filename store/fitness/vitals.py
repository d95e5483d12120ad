"""The state of store, worker and queue, for monitoring: one small write, in one round trip."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from redis.exceptions import ResponseError

from store.client import Client, in_one_trip, keeps_nothing
from store.condition import WELL, Condition
from store.desk.pulse import ALIVE_SECONDS, PULSE
from store.keys import PREFIX
from store.link import Link, Unreachable
from store.moments import seconds
from store.promises.jobs import HELD, JOBS
from store.server.told import told

TRIED = f"{PREFIX}tried"
TRIED_SECONDS = 60
KEEPS_NOTHING = "keeps nothing"


@dataclass(frozen=True, slots=True)
class Vitals:
    """The state of the store, the worker and the queue.

    `keeps` says whether the store keeps a promise now. `condition` is its state in a word or two ("well",
    "away", "full, replica"). `worker` says whether the worker gives signs of life. `waiting` is the number of
    jobs. `late` is how many seconds ago the most overdue job was due, 0 if none is. `held` is the number of
    texts that a line restored from a backup holds back. While the store is away, `worker` is "unknown", and
    the three numbers are None.
    """

    keeps: bool
    condition: str
    worker: Literal["alive", "silent", "unknown"] = "unknown"
    waiting: int | None = None
    late: int | None = None
    held: int | None = None


def look(link: Link, data: Path | None, now: datetime) -> Vitals:
    """Look at the store, the worker and the queue: write one small key to the store, and read a few.

    `data` is the data folder of the embedded store; None for a store at REDIS_URL. In that folder the process
    that runs the embedded store notes what is wrong with it. If the store is away, the result says so, and no
    error is raised.
    """
    try:
        wrote, beat, waiting, held, first = link.ask(lambda store: _ask(store, link))
    except Unreachable:
        return Vitals(False, _name(link.condition, data))
    alive = beat is not None and abs(seconds(now) - int(beat)) <= ALIVE_SECONDS
    late = max(0, seconds(now) - int(first[0][1])) if first else 0
    keeps = wrote and link.condition.promises
    name = _name(link.condition, data) if keeps or not link.condition.promises else KEEPS_NOTHING
    return Vitals(keeps, name, "alive" if alive else "silent", waiting, late, held)


def _ask(store: Client, link: Link) -> tuple[bool, Any, int, int, list[tuple[bytes, float]]]:
    """The store's answers: whether it took a write; pulse of the worker, jobs, held texts, first due job."""
    pipeline = in_one_trip(store)
    pipeline.set(TRIED, "", ex=TRIED_SECONDS)
    pipeline.get(PULSE)
    pipeline.zcard(JOBS)
    pipeline.zcard(HELD)
    pipeline.zrange(JOBS, 0, 0, withscores=True)
    answers = pipeline.execute(raise_on_error=False)
    for answer in answers:
        if isinstance(answer, Exception) and not isinstance(answer, ResponseError):
            raise answer  # it is still reading its data
    wrote, *rest = answers
    if isinstance(wrote, ResponseError) and keeps_nothing(wrote):
        link.suspect = True  # what is wrong with it is found within the second
    beat, waiting, held, first = (None if isinstance(answer, ResponseError) else answer for answer in rest)
    return not isinstance(wrote, ResponseError), beat, waiting or 0, held or 0, first or []


def _name(condition: Condition, data: Path | None) -> str:
    """The name of the store's condition: of the one noted in the folder `data`, or of `condition`.

    The process that runs the embedded store knows why it is away, and notes this in `data`. If it has noted
    a fault, the name is that of the noted fault. Otherwise it is that of `condition`, which this process has
    found. If both are faults, and the noted one leaves the store readable, it is that of `condition`, too.
    """
    kept = told(data) if data is not None else WELL
    return (condition if kept == WELL or (condition != WELL and kept.reads) else kept).name
