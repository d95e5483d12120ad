"""A time to be rung, read from words alone: which way a bound goes, and what stands beside it (R38)."""

import pytest

from menus.matcher.times import when
from menus.model import Language, Pack


@pytest.mark.parametrize(
    ("words", "best"),
    [
        ("before 5", "afternoon"),  # the last time of day that wholly fits: it is nearest to what was said
        ("not after 5", "afternoon"),
        ("after noon", "afternoon"),  # the first one
        ("not before noon", "afternoon"),
        ("not before 5", "evening"),
        ("not after noon", "morning"),
        ("after 10", "afternoon"),
        ("not before 10", "afternoon"),
    ],
)
def test_a_bound_that_is_denied_is_one_the_other_way(
    pack: Pack, english: Language, words: str, best: str
) -> None:
    assert when(english, pack.hours, words, asked=True).best == best


@pytest.mark.parametrize(
    ("words", "best"),
    [("Morning", "morning"), ("Morning, ring me in the evening", "evening"), ("Morning, please", None)],
)
def test_morning_greets_only_where_more_is_said(
    pack: Pack, english: Language, words: str, best: str | None
) -> None:
    assert when(english, pack.hours, words, asked=True).best == best


@pytest.mark.parametrize(
    ("words", "best"),
    [
        ("mornings and evenings", "morning"),
        ("between 2 and 4", "afternoon"),
        ("2 to 4", "afternoon"),
        ("at 3", "afternoon"),
        ("not mornings", "afternoon"),
        ("mornings are bad", "afternoon"),
        ("evenings are good", "evening"),
        ("anytime but mornings", "afternoon"),
        ("3 or before", "morning"),
        ("3 or later", "evening"),
        ("mornings because I work late", "morning"),
    ],
)
def test_each_kind_of_word_may_stand_beside_a_time(
    pack: Pack, english: Language, words: str, best: str
) -> None:
    said = when(english, pack.hours, words, asked=True)
    assert (said.best, said.clear) == (best, True)


@pytest.mark.parametrize(
    "words", ["mornings, no", "mornings, not good", "mornings, afternoons are bad", "any time, no"]
)
def test_what_is_denied_behind_a_comma_is_no_time(pack: Pack, english: Language, words: str) -> None:
    said = when(english, pack.hours, words, asked=True)
    assert (said.best, said.clear) == (None, False)
