"""Chooses the scores from which the second ear asks or alarms; tests the ear by cross-validation."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from menus.matcher.ear import FEW
from tools.hearing.lessons import TaughtRow
from tools.words.rows import TROUBLE

# Labels that are no topic.
OTHERWISE = frozenset(
    {
        "NONE",
        "SAFETY",
        "MENU",
        "MORE",
        "BACK",
        "YES",
        "NO",
        "STOP",
        "START",
        "CALLME",
        "NOCALL",
        "HELP",
        *TROUBLE,
    }
)


@dataclass(frozen=True, slots=True)
class Most:
    """The highest error rates that the second ear may have, in percent.

    `worried` is the share of ordinary texts for which the ear asks whether someone is ill. `taken` is the
    share of questions that the ear takes for trouble although the rules found their topic. `named` is the
    share of our own messages without trouble that the ear calls an emergency. `doubted` is the share of
    emergencies found by the rules about which the ear makes the line only ask.
    """

    worried: float
    taken: float
    named: float
    doubted: float


def bounds(
    rows: Sequence[TaughtRow], come_to: Sequence[float], most: Most
) -> tuple[float, float, float, float]:
    """The second ear's four levels: scores of trouble from which, or below which, it acts.

    From the first level on, the ear asks whether someone is ill. From the second on, it asks so even if the
    rules found a topic. From the third on, it names an emergency. Below the fourth, it doubts an emergency
    that the rules found.

    `rows` are messages with known right answers. `come_to` has each row's score, by weights that were learnt
    without that row. At no level is the ear wrong more often than `most` allows. No ordinary text at all is
    named an emergency.
    """
    every = list(zip(rows, come_to, strict=True))
    ordinary = [one for row, one in every if row.source == "ordinary"]
    asked = [one for row, one in every if row.ruled in row.row.right - OTHERWISE]
    others = [one for row, one in every if row.source == "written" and _other(row) and len(row.words) >= FEW]
    named = [
        one for row, one in every if row.source == "written" and row.trouble and row.ruled == "EMERGENCY"
    ]
    speaks = bound_above(ordinary, most.worried)
    insists = max(speaks, bound_above(asked, most.taken))
    names = max(insists, bound_above(ordinary, 0), bound_above(others, most.named))
    return speaks, insists, names, min(speaks, -bound_above((-one for one in named), most.doubted))


def bound_above(values: Iterable[float], percent: float) -> float:
    """The lowest bound that at most `percent` of the values reach; minus infinity if there are no values.

    The bound lies halfway between two neighbouring values. If no value may reach it, it lies half a point
    above the highest. If all may reach it, it lies half a point below the lowest.
    """
    falling = sorted(values, reverse=True)
    if not falling:
        return -math.inf
    allowed = int(len(falling) * percent / 100)
    edged = [falling[0] + 1, *falling, falling[-1] - 1]
    # Equal values reach a bound together, or none of them does; of nothing but minus infinity none does.
    reach_it = max((at for at in range(allowed + 1) if edged[at] > edged[at + 1]), default=0)
    return (edged[reach_it] + edged[reach_it + 1]) / 2


def _is_heard(row: TaughtRow, come_to: float, speaks: float, insists: float) -> bool:
    """Whether a labelled message is answered as trouble, by the rules or by the ear.

    `come_to` is the ear's score of trouble for the message. If the rules find nothing or only ask, the ear
    answers from the score `speaks` on; if they find a topic, from `insists` on.
    """
    if row.ruled == "NONE" or row.ruled.startswith("?"):
        return come_to >= speaks
    return row.ruled in TROUBLE or (row.ruled not in OTHERWISE and come_to >= insists)


def _other(row: TaughtRow) -> bool:
    return not row.row.right & {"SAFETY", *TROUBLE}


GROUPS: tuple[tuple[str, Callable[[TaughtRow], bool]], ...] = (
    ("emergencies", lambda one: one.source == "written" and one.row.right == {"EMERGENCY"}),
    ("told calmly", lambda one: one.source == "written" and one.trouble and "ATONCE" in one.row.right),
    ("care with a medicine", lambda one: one.source == "written" and "SAFETY" in one.row.right),
    ("other messages", lambda one: one.source == "written" and _other(one)),
    ("tuned, no trouble", lambda one: one.source == "tuned" and not one.trouble),
    ("ordinary texts", lambda one: one.source == "ordinary"),
)  # fmt: skip


def groups_table(rows: Sequence[TaughtRow], come_to: Sequence[float], speaks: float, insists: float) -> str:
    """A table, to print: for each group of rows, the percentage in which trouble is heard.

    Its columns are the rules alone, the ear alone, and both together. `come_to` is each row's score of
    trouble. The ear hears trouble from the score `speaks` on, or from `insists` on if the rules find a topic.
    """
    lines = [f"{'rows left out in turn':22} {'n':>6} {'rules %':>8} {'ear %':>8} {'both %':>8}"]
    for name, belongs in GROUPS:
        some = [(row, one) for row, one in zip(rows, come_to, strict=True) if belongs(row)]
        by = (
            [row.ruled in TROUBLE for row, _ in some],
            [one >= speaks for _, one in some],
            [_is_heard(row, one, speaks, insists) for row, one in some],
        )
        shares = " ".join(f"{100 * sum(one) / max(1, len(one)):8.1f}" for one in by)
        lines.append(f"{name:22} {len(some):6} {shares}")
    return "\n".join(lines)
