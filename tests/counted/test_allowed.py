"""What a bound allows, to whom, and from where on staff are told of it."""

import re
from dataclasses import replace

import pytest

from counted.allowed import EVERY, TEN_MINUTES, WHILE_OPEN, Bound, fills
from counted.names import callback

TWO = Bound("two", 2, WHILE_OPEN, callback("others"))


@pytest.mark.parametrize(
    ("used", "most", "told"),
    [
        (0, 1, False),
        (1, 1, True),
        (1, 2, False),
        (2, 2, True),
        (2, 3, False),
        (7, 10, False),
        (8, 10, True),
        (39, 50, False),
        (40, 50, True),
        (799, 1000, False),
        (800, 1000, True),
    ],
)
def test_staff_are_told_from_four_fifths_on(used: int, most: int, told: bool) -> None:
    assert fills(used, most) == told


@pytest.mark.parametrize(
    ("bound", "raised", "most"),
    [
        (TWO, 5, 2),
        (replace(TWO, raised="to"), 0, 2),
        (replace(TWO, raised="to"), 1, 2),
        (replace(TWO, raised="to"), 5, 5),
        (replace(TWO, raised="times"), 0, 2),
        (replace(TWO, raised="times"), 1, 2),
        (replace(TWO, raised="times"), 2, 4),
        (replace(TWO, raised="times"), 5, 10),
    ],
)
def test_a_bound_is_raised_as_it_says(bound: Bound, raised: int, most: int) -> None:
    assert bound.of(raised=raised) == most
    assert bound.of() == 2


def test_who_shows_no_number_has_the_bound_for_them_alone() -> None:
    assert TWO.of(withheld=True) == 0
    for raised in ("", "to", "times"):
        assert replace(TWO, withheld=1, raised=raised).of(withheld=True, raised=5) == 1  # type: ignore[arg-type]


def test_each_bound_is_kept_under_a_name_of_words() -> None:
    assert len(EVERY) == 17
    assert [name for name in EVERY if not re.fullmatch("[a-z]+(:[a-z]+)?", name)] == []


def test_staff_are_told_of_each_bound_but_those_soon_over_or_of_one_thing() -> None:
    silent = {bound.name for bound in EVERY.values() if bound.most == 1 or bound.within == TEN_MINUTES}
    assert {bound.name for bound in EVERY.values() if not bound.told} == silent
