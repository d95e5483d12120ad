"""Words for a time on the clock name its half hour, and hours of any shape are known by their half hours."""

from dataclasses import replace
from datetime import time

import pytest

from menus.matcher.clock_words import PARTS, Unclear, clocks, hours_open, items, words_in
from menus.model import Pack
from menus.phrasing.lexicon import lexicon
from menus.phrasing.phrase_lists import index_sources

HALVES = frozenset(range(48))


@pytest.mark.parametrize(
    ("words", "halves"),
    [
        ("3", (30, 6)),
        ("half 3", (31, 7)),
        ("half past 3", (31, 7)),
        ("quarter to 3", (29, 5)),
        ("quarter past 3", (30, 6)),
        ("a quarter after 3", (30, 6)),
        ("3 29", (30, 6)),
        ("3 30", (31, 7)),
        ("9", (18, 42)),
        ("10", (20, 44)),
        ("11", (22, 46)),
        ("3 59", (31, 7)),
        ("23", (46,)),
        ("12", (24, 0)),
        ("8", (40, 16)),
        ("3 am", (6,)),
        ("3pm", (30,)),
        ("12 am", (0,)),
        ("12 pm", (24,)),
        ("quarter to 3 pm", (29,)),
        ("quarter past 3pm", (30,)),
        ("noon", (24,)),
        ("13", (26,)),
        ("08", (16,)),
        ("17 30", (35,)),
        ("1729", (34,)),
        ("9 oclock", (18, 42)),
    ],
)
def test_a_time_in_words_is_at_its_half_hour(pack: Pack, words: str, halves: tuple[int, ...]) -> None:
    (told,) = clocks(words_in(lexicon(pack.languages["en"]), words))
    assert (told.name, told.may_be) == ("clock", halves)


@pytest.mark.parametrize(
    ("start", "end", "halves"),
    [
        ("09:00", "10:30", {18, 19, 20}),
        ("09:30", "10:00", {19}),
        ("09:29", "10:01", {18, 19, 20}),
        ("22:30", "02:00", {45, 46, 47, 0, 1, 2, 3}),
        ("23:30", "00:00", {47}),
        ("00:00", "00:00", HALVES),
    ],
)
def test_hours_are_known_by_the_half_hours_that_they_touch(
    pack: Pack, start: str, end: str, halves: set[int]
) -> None:
    weekly = ((), ((time.fromisoformat(start), time.fromisoformat(end)),), *((),) * 5)
    assert hours_open(replace(pack.hours, weekly=weekly)) == halves


def test_each_part_of_the_day_has_its_half_hours() -> None:
    assert {name: (min(halves), max(halves) + 1, len(halves)) for name, halves in PARTS.items()} == {
        "morning": (16, 24, 8),
        "afternoon": (24, 34, 10),
        "evening": (34, 42, 8),
        "daytime": (18, 34, 16),
        "any": (0, 48, 48),
    }


def test_a_number_alone_is_an_hour_where_it_is_asked_for_and_is_none_of_the_five_choices(pack: Pack) -> None:
    data = lexicon(pack.languages["en"])
    hours = {said: clocks(words_in(data, said)) for said in ("4", "5", "6")}
    assert [item.kind for item in items(hours["6"], HALVES, asked=True)] == ["at"]
    for said, asked in (("4", True), ("5", True), ("6", False)):
        with pytest.raises(Unclear):
            items(hours[said], HALVES, asked=asked)


def test_what_only_sounds_like_a_time_is_an_unknown_word(pack: Pack) -> None:
    data = lexicon(pack.languages["en"])
    guards = index_sources((("morning glory", "morning"),), data.grammar)
    guarded = replace(data, lists={**data.lists, "morning_time guards": guards})
    told = [[word.name for word in words_in(one, "morning glory")] for one in (data, guarded)]
    assert told == [["morning", "unknown"], ["unknown"]]


@pytest.mark.parametrize("words", ["half", "oclock", "quarter to", "half past"])
def test_a_part_of_a_time_without_its_number_is_unclear(pack: Pack, words: str) -> None:
    with pytest.raises(Unclear):
        clocks(words_in(lexicon(pack.languages["en"]), words))
