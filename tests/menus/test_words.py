"""Sentences made from the pack: openings, hours, phone numbers, keys and the blanks of a phrase."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time

import pytest

from menus import words
from menus.clock import TEMPLATES, put
from menus.hours import with_closures
from menus.model import Closure, Hours, Language, Number, Pack
from tests.conftest import LONDON

NINE_TO_EIGHT = ((time(9), time(20)),)


@pytest.fixture(scope="module")
def desk(pack: Pack) -> Hours:
    """Nine to eight on weekdays, whatever the shipped pack says by now."""
    return replace(pack.hours, weekly=(NINE_TO_EIGHT,) * 5 + ((), ()), closures=(), openings=())


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=LONDON)


def week(*days: Sequence[tuple[str, str]]) -> tuple[tuple[tuple[time, time], ...], ...]:
    """Weekly hours from Monday on; the days that are not named are closed."""
    spans = tuple(tuple((time.fromisoformat(a), time.fromisoformat(b)) for a, b in day) for day in days)
    return spans + ((),) * (7 - len(spans))


@pytest.mark.parametrize(
    ("now", "spoken", "written"),
    [
        ("2026-05-26T07:00", "9 in the morning today", "9am today"),
        ("2026-05-25T23:59:59", "tomorrow, Tuesday, at 9 in the morning", "9am tomorrow"),
        ("2026-05-26T00:00", "9 in the morning today", "9am today"),
        ("2026-05-22T20:00", "Tuesday at 9 in the morning", "9am on Tue 26 May"),
        ("2026-05-30T12:00", "Monday at 9 in the morning", "9am on Mon 1 Jun"),
        ("2026-10-24T23:00", "Monday at 9 in the morning", "9am on Mon 26 Oct"),
        ("2027-03-27T23:00", "Tuesday at 9 in the morning", "9am on Tue 30 Mar"),
    ],
)
def test_an_opening_is_said_by_its_day(
    desk: Hours, english: Language, now: str, spoken: str, written: str
) -> None:
    assert words.opening(english, desk, at(now)) == spoken
    assert words.opening_text(english, desk, at(now)) == written


@pytest.mark.parametrize(
    ("now", "spoken"),
    [
        ("2026-12-23T12:00", "Tuesday at 9 in the morning"),
        ("2026-12-22T12:00", "Tuesday 29 December at 9 in the morning"),
        ("2026-12-20T12:00", "Tuesday 29 December at 9 in the morning"),
    ],
    ids=["six days ahead", "a week ahead", "more than a week ahead"],
)
def test_from_a_week_on_an_opening_has_its_date(
    desk: Hours, english: Language, now: str, spoken: str
) -> None:
    closed = with_closures(desk, [Closure(at("2026-12-18T12:00"), at("2026-12-25T00:00"))])
    assert words.opening(english, closed, at(now)) == spoken


@pytest.mark.parametrize(
    ("opens", "spoken", "written"),
    [
        ("00:00", "midnight", "midnight"),
        ("12:00", "noon", "noon"),
        ("00:30", "half past 12 at night", "12.30am"),
        ("09:30", "half past 9 in the morning", "9.30am"),
        ("12:05", "5 minutes past 12 in the afternoon", "12.05pm"),
        ("09:25", "25 minutes past 9 in the morning", "9.25am"),
        ("09:35", "25 minutes to 10 in the morning", "9.35am"),
        ("12:15", "a quarter past 12 in the afternoon", "12.15pm"),
        ("09:01", "one minute past 9 in the morning", "9.01am"),
        ("11:31", "29 minutes to noon", "11.31am"),
        ("11:59", "one minute to noon", "11.59am"),
        ("23:45", "a quarter to midnight", "11.45pm"),
        ("13:00", "1 in the afternoon", "1pm"),
        ("17:45", "a quarter to 6 in the evening", "5.45pm"),
        ("17:50", "10 minutes to 6 in the evening", "5.50pm"),
        ("18:00", "6 in the evening", "6pm"),
        ("23:00", "11 at night", "11pm"),
    ],
)
def test_times_of_day_are_said_as_people_say_them(
    desk: Hours, english: Language, opens: str, spoken: str, written: str
) -> None:
    hours = replace(desk, weekly=week([(opens, "23:59")]))
    assert words.opening(english, hours, at("2026-05-31T12:00")) == f"tomorrow, Monday, at {spoken}"
    assert words.opening_text(english, hours, at("2026-05-31T12:00")) == f"{written} tomorrow"


def test_without_any_opening_ahead_none_is_promised(desk: Hours, english: Language) -> None:
    never = replace(desk, weekly=week())
    assert words.opening(english, never, at("2026-05-26T12:00")) == english.times["never"]
    assert words.opening_text(english, never, at("2026-05-26T12:00")) == english.times["text_never"]


@pytest.mark.parametrize(
    ("weekly", "spoken", "written"),
    [
        (
            (NINE_TO_EIGHT,) * 5 + ((), ()),
            "Monday to Friday, 9 in the morning to 8 in the evening",
            "Monday to Friday, 9am to 8pm",
        ),
        (
            week([], [("09:30", "12:00")]),
            "Tuesday, half past 9 in the morning to noon",
            "Tuesday, 9.30am to noon",
        ),
        (
            week([("10:00", "14:00")], [("10:00", "14:00")]),
            "Monday and Tuesday, 10 in the morning to 2 in the afternoon",
            "Monday and Tuesday, 10am to 2pm",
        ),
        (
            week([("09:00", "12:00"), ("13:00", "17:00")], [], [("09:00", "12:00")]),
            "Monday, 9 to noon and 1 to 5, and Wednesday, 9 to noon",
            "Mon 9-12 & 1-5, Wed 9-12",
        ),
        (week(), "no fixed hours", "no fixed hours"),
    ],
    ids=["one span", "one day", "two days", "two spans", "none"],
)
def test_weekly_hours_are_gathered_by_days(
    desk: Hours,
    english: Language,
    weekly: tuple[tuple[tuple[time, time], ...], ...],
    spoken: str,
    written: str,
) -> None:
    hours = replace(desk, weekly=weekly)
    assert words.hours_spoken(english, hours) == spoken
    assert words.hours_text(english, hours) == written


@pytest.mark.parametrize(
    ("number", "spoken", "written"),
    [
        ("+448005200520", "zero 8 zero zero, 5 2 zero zero, 5 2 zero", "0800 5200 520"),
        ("+442079460123", "zero 2 zero, 7 9 4 6, zero 1 2 3", "020 7946 0123"),
        ("+447400123456", "zero 7 4 zero zero, 1 2 3, 4 5 6", "07400 123 456"),
        ("+441632960123", "zero 1 6 3 2, 9 6 zero, 1 2 3", "01632 960 123"),
        ("+44169772345", "zero 1 6 9 7, 7 2 3, 4 5", "01697 723 45"),
        ("+33123456789", "plus 3 3, 1 2 3, 4 5 6, 7 8 9", "+33 123 456 789"),
        ("+3531234567", "plus 3 5, 3 1 2, 3 4 5, 6 7", "+35 312 345 67"),
    ],
)
def test_numbers_are_said_digit_by_digit_in_groups(
    english: Language, number: str, spoken: str, written: str
) -> None:
    assert words.number_spoken(english, number) == spoken
    assert words.number_text(number) == written


@pytest.mark.parametrize("length", range(8, 16))
def test_no_digit_of_a_number_is_left_over_alone(length: int) -> None:
    for number in ("+44" + "8" * (length - 2), "+33" + "1" * (length - 2)):
        written = words.number_text(number)
        assert min(len(group) for group in written.split()) >= 2
        assert written.replace(" ", "") in (number, "0" + number.removeprefix("+44"))


def test_a_phrase_is_filled_for_the_ear_or_for_the_eye(desk: Hours, pack: Pack, english: Language) -> None:
    pack = replace(pack, hours=replace(desk, numbers=pack.hours.numbers[:1]), service="Some Line")
    now, phrase = at("2026-05-25T22:00"), "{service}: {opening}, {hours}."
    heard, read = words.fill(phrase, pack, english, now), words.fill_text(phrase, pack, english, now)
    assert heard.startswith("Some Line: tomorrow, Tuesday, at 9 in the morning, Monday to Friday")
    assert read == "Some Line: 9am tomorrow, Monday to Friday, 9am to 8pm."
    number = pack.hours.numbers[0].number
    assert words.fill("{number}", pack, english, now) == words.number_spoken(english, number)
    assert words.fill_text("{number}", pack, english, now) == words.number_text(number)


def test_the_number_that_is_told_is_the_first_of_several(pack: Pack, english: Language) -> None:
    two = (*pack.hours.numbers, Number("+441134960123", "person"))
    several = replace(pack, hours=replace(pack.hours, numbers=two))
    now = at("2026-05-26T12:00")
    assert words.fill_text("{number}", several, english, now) == words.fill_text(
        "{number}", pack, english, now
    )


def test_a_topic_has_a_first_text_and_what_more_brings(pack: Pack, english: Language) -> None:
    topic, now = next(one for one in english.topics.values() if one.more), at("2026-05-26T12:00")
    for part, written in ((1, topic.text), (2, topic.more)):
        filled = words.fill_text(written, pack, english, now)
        assert words.text_of(topic, part, pack, english, now) == f"{english.text['draft']}{filled}"
        signed = replace(topic, reviewed_by="Ann")
        assert words.text_of(signed, part, pack, english, now) == filled


def test_blanks_that_a_flow_fills_itself_stay(pack: Pack, english: Language) -> None:
    assert (
        words.fill("{title} {service} {", pack, english, at("2026-05-26T12:00"))
        == f"{{title}} {pack.service} {{"
    )


def test_what_is_put_into_a_blank_is_not_read_again() -> None:
    assert put("{one} {two}", one="{two}", two="2") == "{two} 2"


def test_every_key_has_a_name(english: Language) -> None:
    assert words.press(english, "0") == "press zero"
    assert len({words.press(english, key) for key in "0123456789*#"}) == 12


def test_the_words_come_from_the_pack_alone(desk: Hours, english: Language) -> None:
    times = {name: f"<{name}>" for name in TEMPLATES} | {
        "tomorrow": "demain {day} {time}",
        "hour": "{hour24} h",
    }
    french = replace(english, times=times, days=("lundi", "mardi", *english.days[2:]))
    assert words.opening(french, desk, at("2026-05-25T22:00")) == "demain mardi 9 h"


def test_the_shipped_pack_has_every_template(english: Language) -> None:
    assert set(TEMPLATES) <= english.times.keys()


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (datetime(2026, 12, 23, 16, tzinfo=LONDON), ""),
        (datetime(2026, 12, 24, 16, tzinfo=LONDON), "Once it closes, it stays closed until Tuesday at 9"),
        (datetime(2026, 12, 24, 21, tzinfo=LONDON), "It is closed now, until Tuesday"),
        (datetime(2026, 12, 29, 10, tzinfo=LONDON), ""),
    ],
)
def test_before_days_on_which_it_is_closed_the_hours_say_when_it_opens_again(
    pack: Pack, english: Language, now: datetime, told: str
) -> None:
    filled = words.fill("Monday to Friday. {closednow} Ring us.", pack, english, now)
    assert told in filled if told else filled == "Monday to Friday. Ring us."


def test_where_it_opens_earlier_than_usual_the_hours_say_so_too(
    pack: Pack, english: Language, desk: Hours
) -> None:
    saturday = Closure(*(datetime(2026, 5, 30, hour, tzinfo=LONDON) for hour in (10, 12)))
    added = replace(pack, hours=replace(desk, openings=(saturday,)))
    now = datetime(2026, 5, 29, 16, tzinfo=LONDON)
    assert "Once it closes, it stays closed until" in words.fill("{closednow}", added, english, now)
