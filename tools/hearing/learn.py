"""Learns a weight of trouble for each run of letters, by logistic regression, and tests the weights."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any
from zlib import crc32

from menus.matcher.ear import marks
from tools.hearing.lessons import TaughtRow

# Runs of trouble that keep a weight: those that move most messages most. With all of them it hears 1 to 2
# points more, and the file would be ten times as large: docs/decisions/0016.
KEPT = 16_400

STRENGTH, SMOOTHING, FLOOR, FOLDS = 1.0, 0.05, 0.3, 10
# Percent of the weights that fit between -127 and 127; the few beyond are cut.
CLIPPED = 99.8


@dataclass(frozen=True, slots=True)
class Matrix:
    """Messages as a sparse matrix: a row for each message, a column for each run of letters in them.

    `messages` is the matrix; `marks` has for each column the number of its run of letters.
    """

    messages: Any
    marks: Any


@dataclass(frozen=True, slots=True)
class Lesson:
    """The training targets of some messages; the arrays have one value for each message.

    `is_that` says whether the message is of the kind to be heard; `counts` is its sample weight. `kept` is
    how many runs of letters may have a weight.
    """

    is_that: Any
    counts: Any
    kept: int

    def of(self, places: Any) -> "Lesson":
        """The lesson of fewer messages: those at the positions `places` of its arrays."""
        return Lesson(self.is_that[places], self.counts[places], self.kept)


@dataclass(frozen=True, slots=True)
class Learnt:
    """The result of learning: a whole number as weight for each column of the matrix.

    A message's score in the regression is `start` plus `unit` times the sum of its weights.
    """

    weights: Any
    start: float
    unit: float


def versions() -> dict[str, str]:
    """The versions of the libraries that learning uses, by name."""
    return {name: version(name) for name in ("numpy", "scikit-learn", "scipy")}


def matrix(messages: Sequence[Sequence[str]]) -> Matrix:
    """The matrix of some messages, each given as its words.

    A run of letters counts once in a message; each row of the matrix has the length 1.
    """
    import numpy as np
    from scipy.sparse import csr_array

    found = [sorted(marks(words)) for words in messages]
    ends = np.cumsum([0, *map(len, found)], dtype=np.int32)
    known, where = np.unique(np.concatenate([np.array(one) for one in found]), return_inverse=True)
    each = np.concatenate([np.full(len(one), 1 / np.sqrt(len(one))) for one in found])
    return Matrix(csr_array((each, where.astype(np.int32), ends), shape=(len(messages), len(known))), known)


def learn(messages: Any, lesson: Lesson) -> Learnt:
    """Learn weights that separate one kind of message, as `lesson` says, from all others.

    `messages` is a sparse matrix as in `Matrix`. The weights are whole numbers from -127 to 127; at most
    `lesson.kept` of them are not 0. They are learnt twice: first from all runs of letters, then only from the
    runs that proved most important. A run counts more if it is much more frequent in one kind of message
    (naive Bayes, as in Wang and Manning 2012). It counts less if it is rare, or as frequent in both kinds.
    """
    import numpy as np

    met = np.asarray((messages > 0).sum(axis=0)).ravel()
    weights, _ = _fit(messages, lesson)
    kept = np.zeros(len(met), dtype=bool)
    kept[np.argsort(-np.abs(weights) * np.sqrt(met), kind="stable")[: lesson.kept]] = True
    weights, start = _fit(messages.multiply(kept[None, :]).tocsr(), lesson)
    exact = np.where(kept, weights, 0.0)
    unit = float(np.percentile(np.abs(exact[exact != 0]), CLIPPED)) / 127
    return Learnt(np.clip(np.rint(exact / unit), -127, 127).astype(int), start, unit)


def _fit(messages: Any, lesson: Lesson) -> tuple[Any, float]:
    """Fit one logistic regression to `messages`, the rows of a sparse matrix, and their targets (`lesson`).

    Gives a weight for each column (a run of letters), and the score of a message without any of these runs.
    """
    from sklearn.linear_model import LogisticRegression

    scale = FLOOR + _scale(messages, lesson)
    model = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=1000, tol=1e-5, random_state=0)
    model.fit(messages.multiply(scale).tocsr(), lesson.is_that, sample_weight=lesson.counts)
    return model.coef_.ravel() * scale, float(model.intercept_[0])


def _scale(seen: Any, lesson: Lesson) -> Any:
    """For each run of letters, how much its frequency differs between messages of the kind and all others.

    It is the absolute logarithm of the ratio of the two frequencies, in an array. `seen` is the sparse matrix
    of the messages, `lesson` says which are of the kind.
    """
    import numpy as np

    met = (seen > 0).astype(float)
    inside = SMOOTHING + met.T @ (lesson.counts * lesson.is_that)
    outside = SMOOTHING + met.T @ (lesson.counts * ~lesson.is_that)
    return np.abs(np.log((inside / inside.sum()) / (outside / outside.sum())))


def by_turns(seen: Matrix, rows: Sequence[TaughtRow], lesson: Lesson, folds: int = FOLDS) -> list[float]:
    """Each row's score for the kind of message in `lesson`, by weights that were learnt without the row.

    This is cross-validation. The rows are put into `folds` parts, and each part is scored by weights learnt
    from the other parts. `seen` is the matrix of the rows' messages. A row's part depends only on its text,
    so new rows do not move the others.
    """
    import numpy as np

    fold = [crc32(row.row.text.encode()) % folds for row in rows]
    come_to = [0.0] * len(rows)
    for turn in range(folds):
        others = np.flatnonzero(np.array(fold) != turn)
        learnt = learn(seen.messages[others], lesson.of(others))
        here = np.flatnonzero(np.array(fold) == turn)
        heard = learnt.unit * (seen.messages[here] @ learnt.weights) + learnt.start
        for at, one in zip(here, heard, strict=True):
            come_to[int(at)] = float(one)
    return come_to


def weights_of(seen: Matrix, learnt: Learnt) -> dict[int, int]:
    """The learnt weights other than 0, by the hash of their run of letters.

    `seen` is the matrix that the weights were learnt from. The weights are whole numbers from -127 to 127;
    multiplied by `learnt.unit` they are the weights of the regression.
    """
    return {int(at): int(one) for at, one in zip(seen.marks, learnt.weights, strict=True) if one}


def levels(learnt: Learnt, bounds: Iterable[float]) -> Iterator[int]:
    """Convert each bound on a regression score into the equivalent sum of whole-number weights.

    A message reaches the bound if the weights of its runs of letters add up to this sum or more. `learnt` has
    what the conversion needs.
    """
    return (round((bound - learnt.start) / learnt.unit) for bound in bounds)
