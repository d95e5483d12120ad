"""The time and memory that the second ear (a linear model for alarms that no rule hears) takes."""

import statistics
import time
import tracemalloc
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial

from menus.matcher.ear import Ear, level
from menus.matcher.learnt.sorted_runs import ZERO, sorted_runs
from menus.matcher.matching import explain, match
from menus.model import Language
from menus.phrasing.normalise import plain_words

LONGEST = 1600


@dataclass(frozen=True, slots=True)
class EarCost:
    """The cost of the second ear (a linear model that hears alarms which no rule hears), in ms and MB.

    `ear_n` is how many of the tried messages the matcher hands to the ear. For one such message,
    `ear_match_ms` is the median time of the whole matcher, and `ear_alone_ms` the median time of the ear
    alone. `ear_longest_ms` is the ear's time for 1,600 characters. `ear_memory_mb` is the memory for the
    ear's weights and its cache of common words.
    """

    ear_n: int
    ear_match_ms: float
    ear_alone_ms: float
    ear_longest_ms: float
    ear_memory_mb: float


def measure_ear(language: Language, messages: Iterable[str]) -> EarCost | None:
    """Measure the time and memory of a language's second ear for messages; None if there is no ear."""
    if language.ear is None:
        return None
    ear, given = language.ear, list(messages)
    listened = [one for one in given if any(seen.layer == "ear" for seen in explain(language, one))]
    words = [plain_words(one) for one in listened]
    longest = plain_words(" ".join(given)[:LONGEST])
    matched = statistics.median(_milliseconds(partial(match, language, one)) for one in listened)
    alone = statistics.median(_milliseconds(partial(level, ear, one)) for one in words)
    most = _milliseconds(partial(level, ear, longest))
    figures = (round(figure, 3) for figure in (matched, alone, most, _megabytes(ear, words)))
    return EarCost(len(listened), *figures)


def _milliseconds(what: Callable[[], object]) -> float:
    start = time.perf_counter()
    what()
    return (time.perf_counter() - start) * 1000


def _megabytes(ear: Ear, messages: Iterable[tuple[str, ...]]) -> float:
    """The memory, in MB, of the second ear's weights and caches once it has rated all `messages`."""
    tracemalloc.start()
    marks = sorted(ear.weights)
    weights = bytes(ear.weights.get(at, 0) + ZERO for at in marks)
    mine = replace(ear, weights=sorted_runs(marks, weights, 1))
    del marks
    for words in messages:
        level(mine, words)
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return held / 1e6
