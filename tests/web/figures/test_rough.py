"""Amounts as people say them: never more exact than they say, and never more than the page shows."""

import random
from fractions import Fraction

import pytest

from web.figures.rough import ENOUGH, PARTS, TIMES, Shown, amount, compared, share, shown

PART = {words: part for part, words in PARTS.items()}
TWENTIETH = Fraction(1, 20)


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "no calls"),
        (1, "fewer than 5 calls"),
        (4, "fewer than 5 calls"),
        (5, "5 calls"),
        (1234, "1,234 calls"),
    ],
)
def test_an_amount_is_said_with_its_noun(count: int, said: str) -> None:
    assert amount(shown(count), "call") == said


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (50, 100, "half"),
        (52, 100, "about half"),
        (48, 100, "about half"),
        (57, 100, "over half"),
        (41, 100, "over a third"),
        (10, 100, "a tenth"),
        (7, 100, "about a tenth"),
        (3, 100, "under a tenth"),
        (0, 100, "under a tenth"),
        (96, 100, "nearly all"),
        (100, 100, "all"),
        (9, 19, ""),
    ],
)
def test_a_share_is_said_in_a_few_words(part: int, whole: int, said: str) -> None:
    assert share(Shown(part, part), Shown(whole, whole)) == said


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (110, 100, "a tenth more than"),
        (310, 285, "about a tenth more than"),
        (90, 100, "a tenth fewer than"),
        (100, 100, "as many as"),
        (103, 100, "about as many as"),
        (150, 100, "half as many again as"),
        (140, 100, "over a third more than"),
        (200, 100, "twice as many as"),
        (260, 100, "over twice as many as"),
        (305, 100, "about three times as many as"),
        (5000, 100, "over ten times as many as"),
        (50, 100, "half as many as"),
        (40, 100, "fewer than half as many as"),
        (65, 100, "about a third fewer than"),
        (20, 100, "a fifth as many as"),
        (6, 100, "fewer than"),
        (6, 5, "more than"),
        (5, 6, "fewer than"),
        (6, 6, "as many as"),
        (5, 1, "more than"),
        (3, 2, ""),
        (19, 100, "fewer than"),
    ],
)
def test_a_comparison_is_said_in_a_few_words(now: int, before: int, said: str) -> None:
    assert compared(shown(now), shown(before)) == said


def holds(said: str, ratio: Fraction) -> bool:
    """Whether words about a share or a grown part are true of it."""
    words = said.removeprefix("about ").removeprefix("over ").removeprefix("fewer than ")
    if said in ("", "all", "nearly all", "under a tenth"):
        return {"": True, "all": ratio == 1, "nearly all": ratio >= 1 - TWENTIETH}.get(
            said, ratio < PART["a tenth"]
        )
    if said.startswith("over "):
        return ratio > PART[words]
    if said.startswith("fewer than "):
        return ratio <= PART[words]
    return abs(ratio - PART[words]) <= (TWENTIETH if said.startswith("about ") else Fraction(1, 200))


def says_truly(said: str, now: int, before: int) -> bool:
    """Whether the words for a comparison are true."""
    ratio = Fraction(now, before)
    times = said.removeprefix("about ").removeprefix("over ").removesuffix(" as many as")
    match said:
        case "" | "more than" | "fewer than" | "as many as" | "about as many as":
            within = {"more than": ratio > 1, "fewer than": ratio < 1, "as many as": ratio == 1}
            return within.get(said, not said or abs(ratio - 1) <= TWENTIETH)
        case _ if times in TIMES:
            most = ratio / TIMES.index(times)
            return most > 1 if said.startswith("over ") else abs(most - 1) <= TWENTIETH
        case _ if said.endswith(" more than"):
            return holds(said.removesuffix(" more than"), ratio - 1)
        case _ if said.endswith(" as many again as"):
            return holds(said.removesuffix(" as many again as"), ratio - 1)
        case _ if said.endswith(" fewer than"):
            return holds(said.removesuffix(" fewer than"), 1 - ratio)
    return holds(said.removesuffix(" as many as"), ratio)


def test_whatever_is_said_is_true_of_every_count_that_is_shown_so() -> None:
    chance = random.Random(7)
    for _ in range(4000):
        most = chance.choice((8, 40, 300, 5000))
        now, before = ([chance.randint(0, most) for _ in range(3)] for _ in range(2))
        of_now, of_before = (sum(map(shown, counts), Shown(0, 0)) for counts in (now, before))
        said = compared(of_now, of_before)
        for one in (of_now.least, sum(now), of_now.most):
            for other in (of_before.least, sum(before), of_before.most):
                assert not other or says_truly(said, one, other), (said, one, other)
        whole = of_now + of_before
        if whole.least:
            assert holds(share(of_now, whole), Fraction(sum(now), sum(now) + sum(before))), (now, before)


def test_shares_of_few_are_not_said() -> None:
    assert share(Shown(9, 9), Shown(ENOUGH - 1, ENOUGH - 1)) == ""


def test_what_is_hidden_cannot_be_worked_out_from_what_is_said() -> None:
    for known in (0, 5, 16, 96, 200):
        for before in (7, 18, 99, 230):
            said = {compared(shown(known) + shown(few), shown(before)) for few in range(1, 5)}
            parts = {share(shown(few), shown(known) + shown(few)) for few in range(1, 5)}
            assert len(said) == len(parts) == 1
