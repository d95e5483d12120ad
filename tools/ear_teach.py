"""Teaching the ear a little more without what it first learnt from: it moves, and is pulled back."""

import math
from collections.abc import Iterable, Sequence

from menus.ear import ZERO, Ear, buckets, level
from menus.normalise import plain_words
from tools.ear_rows import Taught

ROUNDS, STEP, PULL, SLOPE = 12, 200.0, 0.2, 20.0
"""How often the rows are gone through, how far one goes, how much of the way is taken back after each round,
and how many levels beside the bound are still unsure. Tried on rows held back: docs/decisions/0027.
"""

LARGEST = 127


def taught(ear: Ear, rows: Iterable[Taught]) -> Ear:
    """The ear after some rounds of the rows, in an order of their own: the same rows give the same bytes."""
    lessons = [
        (buckets(row.words, len(ear.weights)), row.trouble, row.counts)
        for row in sorted(rows, key=lambda one: (one.row.text, one.trouble))
    ]
    old = [byte - ZERO for byte in ear.weights]
    weights = [float(one) for one in old]
    for _ in range(ROUNDS):
        for found, trouble, counts in lessons:
            root = math.sqrt(len(found))
            beyond = (sum(weights[at] for at in found) / root - ear.speaks) / SLOPE
            wrong = trouble - 1 / (1 + math.exp(-max(-30.0, min(30.0, beyond))))
            for at in found:
                weights[at] += STEP * counts * wrong / len(found)
        weights = [new + PULL * (was - new) for new, was in zip(weights, old, strict=True)]
    return Ear(_bytes(weights), ear.speaks, ear.insists)


def _bytes(weights: Sequence[float]) -> bytes:
    return bytes(max(-LARGEST, min(LARGEST, round(one))) + ZERO for one in weights)


def alarms(ear: Ear, texts: Iterable[str]) -> int:
    """How many of some texts the ear would speak on."""
    return sum(level(ear, plain_words(text)) >= ear.speaks for text in texts)


def raised(ear: Ear, texts: Iterable[str], most: int) -> Ear:
    """The ear with its bounds so high that it speaks on at most so many of some texts: lessons of trouble
    alone would have it hear trouble everywhere.
    """
    falling = sorted((level(ear, plain_words(text)) for text in texts), reverse=True)
    speaks = max(ear.speaks, falling[most] + 1) if most < len(falling) else ear.speaks
    return Ear(ear.weights, speaks, max(speaks, ear.insists))
