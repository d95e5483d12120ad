"""The sentences about what people asked: what a trustee reads out, true, and telling nothing under five."""

from dataclasses import replace
from datetime import date

import pytest

from counted.names import LATER
from menus.model import Pack
from web.figures.figures import arrived, figures
from web.figures.rough import NONE, Shown, shown
from web.figures.sentences import Earlier, Figures, Rung, sentences
from web.figures.spans import Span, month_of

NOVEMBER = month_of(date(2026, 11, 1))
LONG_AGO = dict.fromkeys(LATER, date(2025, 1, 1))
COUNTS = {
    "hour:09:call": 114, "hour:14:call": 100, "hour:10:text": 96, "topic:steroids:call": 61,
    "topic:steroidcard:text": 40, "topic:physio:call": 50, "topic:bloodtests:text": 45, "text:unknown": 23,
    "first_try:in_time": 83, "first_try:late": 11, "new_word": 14, "urgent:body:call": 3,
    "urgent:body:text": 4, "text:urgent": 6, "urgent:despair:text": 2, "callback:full": 12, "limit:pause": 1,
}  # fmt: skip


@pytest.fixture
def busy(pack: Pack) -> Figures:
    return figures(pack, COUNTS, NOVEMBER, LONG_AGO)


def told(figures: Figures, *earlier: Earlier) -> str:
    return "\n".join(sentences("in November 2026", figures, earlier))


def test_a_busy_month_is_told_in_sentences(busy: Figures) -> None:
    before = Earlier("in October 2026", busy.calls + busy.texts, Shown(282, 282))
    year = Earlier("in November 2025", busy.calls + busy.texts, Shown(155, 155))
    assert sentences("in November 2026", busy, (before, year)) == (
        "214 calls and 96 texts in November 2026: a tenth more than in October 2026, and twice as many as in "
        "November 2025.",
        "About half of what was asked for was on “Steroids”, about a quarter on “Exercise and recovery” "
        "and about a quarter on “Other treatments”.",
        "“How steroids help” was asked for most, then “Physiotherapy” and “Blood tests”.",
        "83 of 94 call-backs were rung in time, about nine in ten of them; 11 were late.",
        "23 texts were not understood, and 14 words we did not know were each used by 5 people or more.",
        "Emergency numbers were given for: someone very ill or hurt, 7 times. Fewer than 5 times: despair or "
        "thoughts of suicide.",
        "Limits were reached, and refused: 12 call-backs for which no day had a place. Fewer than 5 times: "
        "people told that we pause, as they had texted so often.",
    )


def test_a_month_without_anything_is_told_so(pack: Pack) -> None:
    assert sentences("in November 2026", figures(pack, {}, NOVEMBER, LONG_AGO)) == (
        "No calls and no texts in November 2026.",
        "No call-back was rung.",
        "No emergency was noticed.",
        "No limit was reached.",
    )


def test_the_first_month_is_compared_with_nothing(busy: Figures) -> None:
    empty = Earlier("in October 2026", busy.calls + busy.texts, NONE)
    assert told(busy, empty).startswith("214 calls and 96 texts in November 2026.\n")


def test_one_call_is_fewer_than_five(pack: Pack) -> None:
    one = figures(pack, {"hour:09:call": 1, "topic:bones:call": 1}, NOVEMBER, LONG_AGO)
    assert told(one).startswith(
        "Fewer than 5 calls and no texts in November 2026.\nNo topic was asked for 5 times or more."
    )
    assert "1 call" not in told(one)


def test_what_is_compared_until_yesterday_says_so(busy: Figures) -> None:
    earlier = Earlier("in the same days of October 2026", Shown(300, 300), Shown(200, 200), "yesterday")
    assert (
        "so far: up to yesterday, half as many again as in the same days of October 2026."
        in (sentences("in November 2026 so far", busy, (earlier,))[0])
    )


@pytest.mark.parametrize(
    ("in_time", "late", "said"),
    [
        (0, 0, "No call-back was rung."),
        (94, 0, "All 94 call-backs were rung in time."),
        (3, 0, "Fewer than 5 call-backs were rung, all of them in time."),
        (0, 3, "Fewer than 5 call-backs were rung, all of them late."),
        (90, 4, "90 call-backs were rung in time, and fewer than 5 late."),
        (2, 11, "Fewer than 5 call-backs were rung in time, and 11 late."),
        (9, 6, "9 of 15 call-backs were rung in time; 6 were late."),
    ],
)
def test_how_many_were_rung_in_time_is_told(busy: Figures, in_time: int, late: int, said: str) -> None:
    assert said in told(replace(busy, rung=Rung(shown(in_time), shown(late)))).splitlines()


def test_what_was_not_counted_then_is_not_told_as_none(pack: Pack) -> None:
    for since in ({}, dict.fromkeys(LATER, date(2026, 12, 1))):
        said = told(figures(pack, COUNTS, NOVEMBER, since))
        assert "Whether call-backs were rung in time was not counted then." in said
        assert "words we did not know" not in said and "23 texts were not understood." in said


def test_what_was_counted_for_part_of_the_month_says_since_when(pack: Pack) -> None:
    said = told(figures(pack, COUNTS, NOVEMBER, dict.fromkeys(LATER, date(2026, 11, 12))))
    assert "11 were late (counted since 12 November 2026)." in said


def test_those_that_wait_past_their_time_are_told(busy: Figures) -> None:
    waits = replace(busy, rung=replace(busy.rung, overdue=shown(7)))
    assert "; 7 that wait now are past their time." in told(waits)


def test_texts_from_before_their_kinds_were_noted_are_told_apart(pack: Pack) -> None:
    said = told(figures(pack, {**COUNTS, "text:urgent": 15}, NOVEMBER, LONG_AGO))
    assert "in texts from when kinds were not noted, 9 times" in said


def test_what_happened_less_than_five_times_is_told_together(pack: Pack) -> None:
    said = told(figures(pack, {"urgent:danger:call": 4, "urgent:body:text": 1}, NOVEMBER, LONG_AGO))
    few = "Fewer than 5 times each: someone in danger; someone very ill or hurt."
    assert f"Emergency numbers were given. {few}" in said


def test_topics_asked_for_alike_are_named_together(pack: Pack) -> None:
    alike = {"topic:bones:call": 9, "topic:flare:call": 9, "topic:physio:call": 6, "topic:dmards:call": 3}
    said = told(figures(pack, alike, NOVEMBER, LONG_AGO))
    assert "“Flare-ups” and “Protecting your bones” were asked for most, then “Physiotherapy”." in said
    assert "methotrexate" not in said


def test_sentences_are_the_same_whatever_is_under_five(pack: Pack) -> None:
    hidden = [name for name, count in COUNTS.items() if count < 5]
    ways = [{**COUNTS, "hour:11:text": 0, **dict.fromkeys(hidden, few), "text:urgent": few} for few in (1, 2)]
    assert len({told(figures(pack, way, NOVEMBER, LONG_AGO)) for way in ways}) == 1
    quiet = {"hour:09:call": 61, "topic:bones:call": 30, "first_try:in_time": 40}
    seen = set()
    for few in range(1, 5):
        total = {
            **quiet,
            "hour:09:text": few,
            "topic:flare:text": few,
            "first_try:late": few,
            "new_word": few,
        }
        total |= {"text:unknown": few, "callback:others": few, "urgent:harm:call": few}
        now = arrived(total)
        for before in (62, 64, 70, 99):
            earlier = Earlier("in October 2026", now, shown(before))
            seen.add((before, told(figures(pack, total, NOVEMBER, LONG_AGO), earlier)))
    assert len(seen) == 4


def test_days_of_other_years_are_told_of_their_own(pack: Pack) -> None:
    january = Span(date(2027, 1, 1), date(2027, 1, 31))
    said = sentences(
        "in January 2027",
        figures(pack, COUNTS, january, LONG_AGO),
        (Earlier("in December 2026", Shown(310, 310), Shown(310, 310)),),
    )
    assert said[0] == "214 calls and 96 texts in January 2027: as many as in December 2026."
