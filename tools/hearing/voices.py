"""Trains the second ear for two more subjects: care with a medicine, and a wish for no more texts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from menus.matcher.ear import Voice
from tools.hearing.bounds import bound_above
from tools.hearing.learn import Lesson, Matrix, by_turns, learn, levels, weights_of
from tools.hearing.lessons import TaughtRow

# What a row counts that may also be something else; and an ordinary text, or something else that the rules
# were tuned to. Any other counts once.
EITHER, ORDINARY = 0.3, 3.0


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A label that the second ear is to learn, such as "STOP", and the limits for it.

    `kept` is how many runs of letters may have a weight for the label. `wrong` is the highest percentage of
    other messages that may get the label, among messages that the rules leave open.
    """

    label: str
    kept: int
    wrong: float


CARE, STOP = _Wanted("SAFETY", 1_300, 0.5), _Wanted("STOP", 600, 0.15)


def lesson_of(
    rows: Sequence[TaughtRow],
    is_that: Callable[[TaughtRow], bool],
    counts: Callable[[TaughtRow], float],
    kept: int,
) -> Lesson:
    """Make the `Lesson` (training targets) of the messages `rows`.

    `is_that` tells whether a message is of the kind that the ear is to hear, `counts` gives a
    message's sample weight. `kept` is how many runs of letters may have a weight.
    """
    import numpy as np

    return Lesson(np.array(list(map(is_that, rows))), np.array(list(map(counts, rows))), kept)


def voice(seen: Matrix, rows: Sequence[TaughtRow], wanted: _Wanted) -> Voice:
    """Learn from the labelled messages `rows` to recognise the label of `wanted`, such as "STOP".

    Gives the weights of runs of letters, and the score from which a message gets the label. The score is
    chosen by cross-validation. `seen` is the matrix of the messages' runs of letters.
    """

    def is_that(row: TaughtRow) -> bool:
        return wanted.label in row.row.right

    def counts(row: TaughtRow) -> float:
        if row.source == "ordinary" or (row.source == "tuned" and not is_that(row)):
            return ORDINARY
        return EITHER if is_that(row) and len(row.row.right) > 1 else 1.0

    lesson = lesson_of(rows, is_that, counts, wanted.kept)
    come_to = by_turns(seen, rows, lesson)
    others = (one for row, one in zip(rows, come_to, strict=True) if _open(row) and not is_that(row))
    learnt = learn(seen.messages, lesson)
    return Voice(weights_of(seen, learnt), *levels(learnt, [bound_above(others, wanted.wrong)]))


def _open(row: TaughtRow) -> bool:
    return row.ruled == "NONE" or row.ruled.startswith("?")
