"""Learning what runs of letters weigh: logistic regression, seen once for good and once by turns."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any
from zlib import crc32

from menus.matcher.ear import marks
from tools.hearing.lessons import Taught

KEPT = 16_400
"""Runs of trouble that keep a weight: those that move most messages most. With all of them it hears 1 to 2
points more, and the file would be ten times as large: docs/decisions/0016.
"""

STRENGTH, SMOOTHING, FLOOR, FOLDS = 1.0, 0.05, 0.3, 10
CLIPPED = 99.8
"""Percent of the weights that fit between -127 and 127; the few beyond are cut."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Messages as a matrix, a line each, and the mark that each column stands for."""

    messages: Any
    marks: Any


@dataclass(frozen=True, slots=True)
class Lesson:
    """What is to be heard: of each message whether it is that, and how much it counts; how many runs may keep
    a weight.
    """

    is_that: Any
    counts: Any
    kept: int

    def of(self, places: Any) -> "Lesson":
        """The same of some of the messages."""
        return Lesson(self.is_that[places], self.counts[places], self.kept)


@dataclass(frozen=True, slots=True)
class Learnt:
    """Weights of each column, what every message starts with, and in what units the whole numbers are."""

    weights: Any
    start: float
    unit: float


def versions() -> dict[str, str]:
    """What the weights were learnt with."""
    return {name: version(name) for name in ("numpy", "scikit-learn", "scipy")}


def matrix(messages: Sequence[Sequence[str]]) -> Seen:
    """One line for each message: each of its runs once, scaled so that every line is of length 1."""
    import numpy as np
    from scipy.sparse import csr_array

    found = [sorted(marks(words)) for words in messages]
    ends = np.cumsum([0, *map(len, found)], dtype=np.int32)
    known, where = np.unique(np.concatenate([np.array(one) for one in found]), return_inverse=True)
    each = np.concatenate([np.full(len(one), 1 / np.sqrt(len(one))) for one in found])
    return Seen(csr_array((each, where.astype(np.int32), ends), shape=(len(messages), len(known))), known)


def learn(messages: Any, lesson: Lesson) -> Learnt:
    """The weights that part one kind of message from the rest, in whole numbers: of all, then the heaviest.

    A run counts more the more it differs between the two by itself (naive Bayes, as in Wang and Manning
    2012): what was met evenly or seldom is held back.
    """
    import numpy as np

    met = np.asarray((messages > 0).sum(axis=0)).ravel()
    weights, _ = _fitted(messages, lesson)
    kept = np.zeros(len(met), dtype=bool)
    kept[np.argsort(-np.abs(weights) * np.sqrt(met), kind="stable")[: lesson.kept]] = True
    weights, start = _fitted(messages.multiply(kept[None, :]).tocsr(), lesson)
    exact = np.where(kept, weights, 0.0)
    unit = float(np.percentile(np.abs(exact[exact != 0]), CLIPPED)) / 127
    return Learnt(np.clip(np.rint(exact / unit), -127, 127).astype(int), start, unit)


def _fitted(messages: Any, lesson: Lesson) -> tuple[Any, float]:
    """Logistic regression: the weight of each column, and what every message starts with."""
    from sklearn.linear_model import LogisticRegression

    scale = FLOOR + _telling(messages, lesson)
    model = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=1000, tol=1e-5, random_state=0)
    model.fit(messages.multiply(scale).tocsr(), lesson.is_that, sample_weight=lesson.counts)
    return model.coef_.ravel() * scale, float(model.intercept_[0])


def _telling(seen: Any, lesson: Lesson) -> Any:
    """How differently each run is met inside and elsewhere: the logarithm of the ratio."""
    import numpy as np

    met = (seen > 0).astype(float)
    inside = SMOOTHING + met.T @ (lesson.counts * lesson.is_that)
    outside = SMOOTHING + met.T @ (lesson.counts * ~lesson.is_that)
    return np.abs(np.log((inside / inside.sum()) / (outside / outside.sum())))


def by_turns(seen: Seen, rows: Sequence[Taught], lesson: Lesson) -> list[float]:
    """What each row comes to when it was not learnt from: each tenth by the other nine (cross-validation).

    A row's tenth is told by its text, so that new rows leave the others where they were.
    """
    import numpy as np

    fold = [crc32(row.row.text.encode()) % FOLDS for row in rows]
    come_to = [0.0] * len(rows)
    for turn in range(FOLDS):
        others = np.flatnonzero(np.array(fold) != turn)
        learnt = learn(seen.messages[others], lesson.of(others))
        here = np.flatnonzero(np.array(fold) == turn)
        heard = learnt.unit * (seen.messages[here] @ learnt.weights) + learnt.start
        for at, one in zip(here, heard, strict=True):
            come_to[int(at)] = float(one)
    return come_to


def weights_of(seen: Seen, learnt: Learnt) -> dict[int, int]:
    """The weight of each mark, without those that weigh nothing."""
    return {int(at): int(one) for at, one in zip(seen.marks, learnt.weights, strict=True) if one}


def levels(learnt: Learnt, bounds: Iterable[float]) -> Iterator[int]:
    """Bounds that are given as what a row comes to, in the units of the weights."""
    return (round((bound - learnt.start) / learnt.unit) for bound in bounds)
