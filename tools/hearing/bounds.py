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
    """The highest allowed error rates of the second ear, in percent, for each of its four levels.

    `worried`: of ordinary texts, those that make it ask whether someone is ill. `taken`: of questions whose
    topic the rules found, those that it takes for trouble instead. `named`: of our own messages without
    trouble, those that it calls an emergency. `doubted`: of emergencies that the rules found, those that it
    only asks about.
    """

    worried: float
    taken: float
    named: float
    doubted: float


def bounds(
    rows: Sequence[TaughtRow], come_to: Sequence[float], most: Most
) -> tuple[float, float, float, float]:
    """Work out the second ear's four levels of trouble from messages with known right answers (`rows`).

    From the first on, the ear asks whether someone is ill; from the second on, it does so even if the rules
    found a topic; from the third on, it names an emergency. Below the fourth, it doubts an emergency that the
    rules found. `come_to` is each row's score of trouble, by weights that were learnt without that row. At
    each level the ear is wrong no more often than `most` allows; and no ordinary text at all is named an
    emergency.
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
    """The lowest bound that at most `percent` of the values reach; minus infinity without values.

    It lies halfway between two neighbouring values, half a point above the highest if no value may reach it,
    or half a point below the lowest if all may.
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
