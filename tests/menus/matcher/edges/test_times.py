"""A time to be rung, read from words alone: which way a bound goes, and what stands beside it (R38)."""

from dataclasses import replace
from datetime import time

import pytest

from menus.matcher.times import when
from menus.model import Language, Pack
from tests.packs.bilingual import in_both


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
        # a reason is left out behind whatever told a time, though it names another
        ("mornings, as I work evenings", "morning"),
        ("not mornings, as I work evenings", "afternoon"),
        ("any time, as I work evenings", "any"),
        ("about 7", "evening"),
        ("mornings are good evenings are bad", "morning"),
        ("mornings are bad evenings are good", "evening"),
        ("evenings are good but bad in the mornings", "evening"),
        ("11AM-6PM", "afternoon"),
        ("mornings07400333001evenings", "morning"),
    ],
)
def test_each_kind_of_word_may_stand_beside_a_time(
    pack: Pack, english: Language, words: str, best: str
) -> None:
    said = when(english, pack.hours, words, asked=True)
    assert (said.best, said.clear) == (best, True)


@pytest.mark.parametrize(
    "words",
    [
        "mornings, no",
        "mornings, not good",
        "mornings, afternoons are bad",
        "mornings and afternoons, evenings are bad",
        "after 5, no good",
        "any time, no",
        "not mornings evenings",
        "not mornings good",
    ],
)
def test_what_may_be_denied_by_other_words_is_no_time(pack: Pack, english: Language, words: str) -> None:
    said = when(english, pack.hours, words, asked=True)
    assert (said.best, said.clear) == (None, False)


@pytest.mark.parametrize(
    ("words", "best"),
    [
        ("daytime but not before 12", "afternoon"),
        ("daytime, best after 12", "afternoon"),
        ("mornings, not after 5", "morning"),
        ("mornings and evenings, not before 10", "evening"),
        ("evenings and mornings, after 10", "evening"),
        ("mornings and afternoons, after 2", "morning"),
        ("evenings, not before 10", "evening"),
        ("not before 10, evenings", "evening"),
        ("after 10, before 4", "afternoon"),
        ("after 2 but before 4", "afternoon"),
        ("after 2 but not after 4", "afternoon"),
        ("evenings but not after 9", "evening"),
        ("after 5 but not after 9", "evening"),
        ("before 4 but not before 2", "afternoon"),
        ("not before 10 and not after 4", "afternoon"),
        ("mornings and daytime", "morning"),
        ("any time but not before 10", "afternoon"),
        ("mornings and after 5", "morning"),
    ],
)
def test_of_times_that_overlap_all_hold(pack: Pack, english: Language, words: str, best: str) -> None:
    said = when(english, pack.hours, words, asked=True)
    assert (said.best, said.clear) == (best, True)


@pytest.mark.parametrize(
    ("words", "best"),
    [
        ("afternoon but not Monday", "afternoon"),
        ("afternoons, not Mondays or Tuesdays", "afternoon"),
        ("afternoons not Mondays never Tuesdays", "afternoon"),
        ("afternoons not Mondays but Tuesdays", "afternoon"),
        ("not Monday mornings", "afternoon"),
        ("mornings but not Monday afternoons", "morning"),
        ("on Monday the 3rd in the evening", "evening"),
        ("any time on Monday", "any"),
        ("10 to 2 on Monday", "morning"),
        ("on the 3rd", None),
        ("on Monday at 9pm", None),
        ("not on Monday", None),
    ],
)
def test_a_day_that_is_denied_denies_no_time_of_day(
    pack: Pack, english: Language, words: str, best: str | None
) -> None:
    said = when(english, pack.hours, words, asked=True)
    assert (said.best, said.day, said.clear) == (best, True, True)


@pytest.mark.parametrize(
    ("opens", "closes", "words", "best", "shut"),
    [
        (0, 0, "mornings, afternoons and evenings", "any", False),
        (0, 0, "10pm", None, True),  # open all night, but nobody is rung then
        (0, 0, "after 8pm", "evening", False),
        (12, 17, "10 to 2", "afternoon", False),  # in the morning nobody answers
        (9, 20, "10 to 2", "morning", False),
        (9, 20, "before 9", None, True),
        (9, 20, "before 8pm", "any", False),
        (12, 17, "afternoons", "afternoon", False),
    ],
)
def test_the_best_time_is_one_at_which_somebody_answers_and_rings(
    pack: Pack, english: Language, opens: int, closes: int, words: str, best: str | None, shut: bool
) -> None:
    hours = replace(pack.hours, weekly=(((time(opens), time(closes)),),) * 7)
    said = when(english, hours, words, asked=True)
    assert (said.best, said.shut) == (best, shut)


@pytest.mark.parametrize(
    ("words", "asked", "best", "clear"),
    [
        ("yn y bore", True, "morning", True),
        ("in the mornings", True, "morning", True),  # English, where Welsh knows no such words
        ("9", True, "morning", True),
        ("9", False, None, False),
        ("zorbing", True, None, False),
        ("yfory", True, None, True),
        ("about 9", False, "morning", True),
        ("noon", False, "afternoon", True),
    ],
)
def test_a_time_is_read_in_the_packs_first_language_where_the_further_one_has_none(
    words: str, asked: bool, best: str | None, clear: bool
) -> None:
    both = in_both()
    said = when(both.languages["cy"], both.hours, words, asked=asked)
    assert (said.best, said.clear) == (best, clear)
