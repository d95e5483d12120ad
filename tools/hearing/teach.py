"""Trains the second ear further, without the ordinary texts from which it first learnt."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain

from menus.matcher.ear import Ear, level, marks
from menus.phrasing.normalise import plain_words
from tools.hearing.learn import KEPT
from tools.hearing.lessons import TaughtRow

# How often the rows are gone through, how far one goes, how much of the way is taken back after each round,
# and how many levels beside the bound are still unsure. Tried on rows held back: docs/decisions/0016.
ROUNDS, STEP, PULL, SLOPE = 12, 200.0, 0.2, 20.0

LARGEST = 127


def teach_more(ear: Ear, rows: Iterable[TaughtRow]) -> Ear:
    """A copy of the second ear whose weights are adjusted to `rows`, but stay near the old weights.

    Each row is a message, with the answer whether it tells of trouble. The order of the rows does not matter,
    because they are sorted first.
    """
    lessons = [
        (marks(row.words), row.trouble, row.counts)
        for row in sorted(rows, key=lambda one: (one.row.text, one.trouble))
    ]
    weights = {at: float(ear.weights.get(at, 0)) for at in chain(ear.weights, *(one[0] for one in lessons))}
    for _ in range(ROUNDS):
        for found, trouble, counts in lessons:
            root = math.sqrt(len(found))
            beyond = (sum(weights[at] for at in found) / root - ear.speaks) / SLOPE
            wrong = trouble - 1 / (1 + math.exp(-max(-30.0, min(30.0, beyond))))
            for at in found:
                weights[at] += STEP * counts * wrong / len(found)
        weights = {at: new + PULL * (ear.weights.get(at, 0) - new) for at, new in weights.items()}
    return replace(ear, weights=_heaviest(weights))


def _heaviest(weights: Mapping[int, float]) -> dict[int, int]:
    """The weights farthest from 0, as whole numbers; at most as many as an ear may have."""
    whole = {at: max(-LARGEST, min(LARGEST, round(one))) for at, one in weights.items() if round(one)}
    return dict(sorted(whole.items(), key=lambda one: (-abs(one[1]), one[0]))[:KEPT])


def alarms(ear: Ear, texts: Iterable[str]) -> int:
    """The number of texts in which the second ear hears trouble."""
    return sum(level(ear, plain_words(text)) >= ear.speaks for text in texts)


def raise_bounds(ear: Ear, texts: Iterable[str], most: int) -> Ear:
    """The second ear with higher bounds: it hears trouble in at most `most` of these ordinary texts.

    An ear that learnt only from trouble would otherwise hear trouble everywhere.
    """
    falling = sorted((level(ear, plain_words(text)) for text in texts), reverse=True)
    speaks = max(ear.speaks, falling[most] + 1) if most < len(falling) else ear.speaks
    insists = max(speaks, ear.insists)
    return replace(ear, speaks=speaks, insists=insists, names=max(insists, ear.names))
