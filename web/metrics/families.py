"""The metrics of /metrics, made from what the store sums up for all processes (ADR 31)."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.metrics_core import Metric

from counted.names import part
from counted.table import FAILED, REFUSED, TABLES
from store.counts.answered import BOUNDS, Took
from store.desk.overview import Waiting
from store.fitness.vitals import Vitals
from store.promises.places import Filled
from web.desk.bounds import Share

KINDS = dict.fromkeys(
    kind for rows in (*TABLES, REFUSED) for kinds in rows.values() for kind in kinds
) | dict.fromkeys(FAILED)
OTHER = "other"
EDGES = (*(f"{bound / 1000:g}" for bound in BOUNDS), "+Inf")


@dataclass(frozen=True, slots=True)
class Summed:
    """Figures that only the store knows.

    `counts` are today's counts, by name. `answered` is how long requests of each kind took, and how many
    failed. `waiting` is how many people wait for staff. `days` is how full each coming day is with
    call-backs; the next day comes first.

    `shares` is how full the places are for call-backs to numbers that may not be the person's own. First come
    the places for people who show a number, then those for people who show none.
    """

    counts: Mapping[str, int]
    answered: Mapping[str, Took]
    waiting: Waiting
    days: tuple[Filled, ...]
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of one moment; `pack` is the hash of the served pack.

    `breaker_open` says whether this process takes the store for away. `summed` is None if the store does not
    answer; the store's metrics are then left out.
    """

    vitals: Vitals
    breaker_open: bool
    pack: str
    summed: Summed | None


def families(found: Figures) -> Iterator[Metric]:
    """Turn the figures of one moment into Prometheus metrics; leave out the store's if it does not answer."""
    yield from _of_parts(found)
    if found.summed is not None:
        yield from _of_counts(found.summed)
        yield from _of_answers(found.summed.answered)
        yield from _of_staff(found.summed)


def _of_parts(found: Figures) -> Iterator[Metric]:
    vitals = found.vitals
    yield _one("line_store_up", "1 if the store keeps a promise now.", vitals.keeps)
    condition = GaugeMetricFamily(
        "line_store_condition", "1 for each word on how the store is.", labels=["condition"]
    )
    for name in vitals.condition.split(", "):
        condition.add_metric([name], 1)
    yield condition
    yield _one("line_breaker_open", "1 if the process asked takes the store for away.", found.breaker_open)
    pack = GaugeMetricFamily("line_pack", "1 for the hash of the pack that is served.", labels=["hash"])
    pack.add_metric([found.pack], 1)
    yield pack
    if vitals.worker != "unknown":
        yield _one("line_worker_up", "1 if the worker gave its pulse lately.", vitals.worker == "alive")
    if vitals.waiting is not None and vitals.late is not None:
        yield _one("line_queue_jobs", "Jobs that have not ended.", vitals.waiting)
        yield _one("line_queue_age_seconds", "How late the job is that is due longest.", vitals.late)


def _of_counts(summed: Summed) -> Iterator[Metric]:
    sums: Counter[str] = Counter()
    for name, count in summed.counts.items():
        sums[kind_of(name)] += count
    counted = CounterMetricFamily(
        "line_counted", "What is counted, by kind; begins anew at midnight.", labels=["what"]
    )
    for kind in (*KINDS, OTHER):  # also kinds with 0: a series has to be there before it can be seen to grow
        counted.add_metric([kind], sums[kind])
    yield counted


@lru_cache(maxsize=4096)
def kind_of(name: str) -> str:
    """The kind of the count called `name`: "topic:*:call" for "topic:bones:call"; "other" if unknown."""
    if name in KINDS:
        return name
    return next((kind for kind in KINDS if part(kind, name) is not None), OTHER)


def _of_answers(answered: Mapping[str, Took]) -> Iterator[Metric]:
    seconds = HistogramMetricFamily(
        "line_answer_seconds", "How long answering took, without waiting for a thread.", labels=["kind"]
    )
    wrong = CounterMetricFamily(
        "line_answers_wrong", "Requests that failed in us, or that nobody signed.", labels=["kind", "became"]
    )
    for kind, took in answered.items():
        # no sum: the store keeps only how many times fell into each class
        seconds.add_metric([kind], list(zip(EDGES, accumulate(took.classes), strict=True)), None)
        wrong.add_metric([kind, "failed"], took.failed)
        wrong.add_metric([kind, "refused"], took.refused)
    yield seconds
    yield wrong


def _of_staff(summed: Summed) -> Iterator[Metric]:
    waiting, days = summed.waiting, summed.days
    yield _one("line_callbacks_waiting", "Call-backs that wait for staff.", waiting.callbacks)
    yield _one("line_callbacks_overdue", "Call-backs that are late.", waiting.late)
    yield _one("line_messages_waiting", "Messages that wait for staff.", waiting.messages)
    free = sum(day.taken < day.places for day in days)
    yield _one("line_callback_dates_left", "Dates that still have a place for a call-back.", free)
    taken, places = (
        GaugeMetricFamily(f"line_budget_{what}", f"Places for call-backs: {what}.", labels=["of"])
        for what in ("taken", "places")
    )
    rows = [("everyone", sum(day.taken for day in days), sum(day.places for day in days))]
    rows += [("next_day", day.taken, day.places) for day in days[:1]]
    rows += [
        (of, share.taken, share.places)
        for of, share in zip(("others", "withheld"), summed.shares, strict=False)
    ]
    for of, some, most in rows:
        taken.add_metric([of], some)
        places.add_metric([of], most)
    yield taken
    yield places


def _one(name: str, words: str, value: float) -> Metric:
    return GaugeMetricFamily(name, words, value=float(value))
