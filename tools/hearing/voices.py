"""Learning the ear's other voices: care with a medicine, and a wish for no more texts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from menus.matcher.ear import Voice
from tools.hearing.bounds import bound_above
from tools.hearing.learn import Lesson, Seen, by_turns, learn, levels, weights_of
from tools.hearing.lessons import Taught

EITHER, ORDINARY = 0.3, 3.0
"""What a row counts that may also be something else; and an ordinary text, or something else that the rules
were tuned to. Any other counts once.
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A voice to be learnt: the label it speaks for, how many runs it may keep, and in how many percent of
    the messages that are something else, and that the rules leave open, it may be wrong.
    """

    label: str
    kept: int
    wrong: float


CARE, STOP = Wanted("SAFETY", 1_300, 0.5), Wanted("STOP", 600, 0.15)


def lesson_of(
    rows: Sequence[Taught], is_that: Callable[[Taught], bool], counts: Callable[[Taught], float], kept: int
) -> Lesson:
    """What is to be learnt from the rows."""
    import numpy as np

    return Lesson(np.array(list(map(is_that, rows))), np.array(list(map(counts, rows))), kept)


def voice(seen: Seen, rows: Sequence[Taught], wanted: Wanted) -> Voice:
    """A voice, learnt; from where it speaks is told by rows left out in turn."""

    def is_that(row: Taught) -> bool:
        return wanted.label in row.row.right

    def counts(row: Taught) -> float:
        if row.source == "ordinary" or (row.source == "tuned" and not is_that(row)):
            return ORDINARY
        return EITHER if is_that(row) and len(row.row.right) > 1 else 1.0

    lesson = lesson_of(rows, is_that, counts, wanted.kept)
    come_to = by_turns(seen, rows, lesson)
    others = (one for row, one in zip(rows, come_to, strict=True) if _open(row) and not is_that(row))
    learnt = learn(seen.messages, lesson)
    return Voice(weights_of(seen, learnt), *levels(learnt, [bound_above(others, wanted.wrong)]))


def _open(row: Taught) -> bool:
    return row.ruled == "NONE" or row.ruled.startswith("?")
