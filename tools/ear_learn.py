"""Learning what runs of letters weigh: logistic regression, seen once for good and once by turns."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any
from zlib import crc32

from menus.ear import ZERO, Ear, buckets
from tools.ear_rows import Taught

BUCKETS = 65536
"""One byte each. Half as many collide more: docs/decisions/0027."""

STRENGTH, SMOOTHING, FLOOR, FOLDS = 4.0, 0.3, 0.3, 10
CLIPPED = 99.9
"""Percent of the weights that fit between -127 and 127; the few beyond are cut."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """Weights of each bucket, what every message starts with, and in what units the whole numbers are."""

    weights: Any
    start: float
    unit: float


def versions() -> dict[str, str]:
    """What the weights were learnt with."""
    return {name: version(name) for name in ("numpy", "scikit-learn", "scipy")}


def matrix(messages: Sequence[Sequence[str]]) -> Any:
    """One line for each message: each of its buckets once, scaled so that every line is of length 1."""
    import numpy as np
    from scipy.sparse import csr_array

    found = [sorted(buckets(words, BUCKETS)) for words in messages]
    ends = np.cumsum([0, *map(len, found)], dtype=np.int32)
    where = np.concatenate([np.array(one, dtype=np.int32) for one in found])
    each = np.concatenate([np.full(len(one), 1 / np.sqrt(len(one))) for one in found])
    return csr_array((each, where, ends), shape=(len(messages), BUCKETS))


def learn(seen: Any, rows: Sequence[Taught]) -> Learnt:
    """The weights that part trouble from the rest, in whole numbers.

    A bucket counts more the more it differs between the two by itself (naive Bayes, as in Wang and Manning
    2012): what was met evenly or seldom is held back.
    """
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    trouble = np.array([row.trouble for row in rows])
    counted = np.array([row.counts for row in rows])
    scale = FLOOR + _telling(seen, trouble, counted)
    model = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=1000, tol=1e-6, random_state=0)
    model.fit(seen.multiply(scale).tocsr(), trouble, sample_weight=counted)
    exact = model.coef_.ravel() * scale
    unit = float(np.percentile(np.abs(exact[exact != 0]), CLIPPED)) / 127
    whole = np.clip(np.rint(exact / unit), -127, 127).astype(int)
    return Learnt(whole, float(model.intercept_[0]), unit)


def _telling(seen: Any, trouble: Any, counted: Any) -> Any:
    """How differently each bucket is met in trouble and elsewhere: the logarithm of the ratio."""
    import numpy as np

    met = (seen > 0).astype(float)
    inside = SMOOTHING + met.T @ (counted * trouble)
    outside = SMOOTHING + met.T @ (counted * ~trouble)
    return np.abs(np.log((inside / inside.sum()) / (outside / outside.sum())))


def by_turns(seen: Any, rows: Sequence[Taught]) -> list[float]:
    """What each row comes to when it was not learnt from: each tenth by the other nine (cross-validation).

    A row's tenth is told by its text, so that new rows leave the others where they were.
    """
    import numpy as np

    fold = [crc32(row.row.text.encode()) % FOLDS for row in rows]
    come_to = [0.0] * len(rows)
    for turn in range(FOLDS):
        others = np.flatnonzero(np.array(fold) != turn)
        learnt = learn(seen[others], [row for row, tenth in zip(rows, fold, strict=True) if tenth != turn])
        here = np.flatnonzero(np.array(fold) == turn)
        heard = learnt.unit * (seen[here] @ learnt.weights) + learnt.start
        for at, one in zip(here, heard, strict=True):
            come_to[int(at)] = float(one)
    return come_to


def ear_of(learnt: Learnt, speaks: float, insists: float) -> Ear:
    """The ear with its bounds, which are given as what a row comes to, in the units of the weights."""
    weights = bytes(int(one) + ZERO for one in learnt.weights)
    return Ear(weights, *(round((bound - learnt.start) / learnt.unit) for bound in (speaks, insists)))
