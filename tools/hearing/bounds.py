"""From which level the ear speaks, and how well it then hears, by rows left out of what was learnt."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from menus.matcher.ear import FEW
from tools.hearing.lessons import Taught
from tools.words.rows import TROUBLE

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
"""Labels that are no topic."""


@dataclass(frozen=True, slots=True)
class Most:
    """How often each bound may be wrong, in percent: ordinary texts that worry the ear; well answered
    questions that it takes from their topic; messages of ours without trouble that it names an emergency;
    emergencies named by the rules that it doubts.
    """

    worried: float
    taken: float
    named: float
    doubted: float


def bounds(rows: Sequence[Taught], come_to: Sequence[float], most: Most) -> tuple[float, float, float, float]:
    """From where the ear speaks, insists and names, and below what it doubts, so that each is wrong as often
    as it may be. No ordinary text at all may be named an emergency.
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
    """The bound that at most so many percent of the values reach."""
    falling = sorted(values, reverse=True)
    if not falling:
        return -math.inf
    allowed = int(len(falling) * percent / 100)
    return (falling[allowed] + (falling[allowed - 1] if allowed else falling[allowed] + 1)) / 2


def heard(row: Taught, come_to: float, speaks: float, insists: float) -> bool:
    """Whether rules or ear answer the row as trouble: the ear speaks where it may."""
    if row.ruled == "NONE" or row.ruled.startswith("?"):
        return come_to >= speaks
    return row.ruled in TROUBLE or (row.ruled not in OTHERWISE and come_to >= insists)


def _other(row: Taught) -> bool:
    return not row.row.right & {"SAFETY", *TROUBLE}


GROUPS: tuple[tuple[str, Callable[[Taught], bool]], ...] = (
    ("emergencies", lambda one: one.source == "written" and one.row.right == {"EMERGENCY"}),
    ("told calmly", lambda one: one.source == "written" and one.trouble and "ATONCE" in one.row.right),
    ("care with a medicine", lambda one: one.source == "written" and "SAFETY" in one.row.right),
    ("other messages", lambda one: one.source == "written" and _other(one)),
    ("tuned, no trouble", lambda one: one.source == "tuned" and not one.trouble),
    ("ordinary texts", lambda one: one.source == "ordinary"),
)  # fmt: skip


def told(rows: Sequence[Taught], come_to: Sequence[float], speaks: float, insists: float) -> str:
    """A table: of each group, how many rows the rules alone hear as trouble, the ear alone, and the two."""
    lines = [f"{'rows left out in turn':22} {'n':>6} {'rules %':>8} {'ear %':>8} {'both %':>8}"]
    for name, belongs in GROUPS:
        some = [(row, one) for row, one in zip(rows, come_to, strict=True) if belongs(row)]
        by = (
            [row.ruled in TROUBLE for row, _ in some],
            [one >= speaks for _, one in some],
            [heard(row, one, speaks, insists) for row, one in some],
        )
        shares = " ".join(f"{100 * sum(one) / max(1, len(one)):8.1f}" for one in by)
        lines.append(f"{name:22} {len(some):6} {shares}")
    return "\n".join(lines)
