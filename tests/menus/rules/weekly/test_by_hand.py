"""A week written by hand is read as people read it, and held to the hours; what is no week is refused."""

from dataclasses import replace
from datetime import date, time

import pytest

from menus.model import Language, Pack
from menus.rules.weekly.by_hand import Unreadable, days_named, means, spans_named
from menus.rules.weekly.short_form import SAME, short_form
from menus.said import look

TODAY = date(2026, 6, 1)
DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
Day = tuple[tuple[time, time], ...]


@pytest.fixture(scope="module")
def english(pack: Pack) -> Language:
    return pack.languages["en"]


def reads(english: Language, short: str) -> str:
    """The spans of each day; a time that may be one of two has both: "Mo 09:00|21:00-17:00"."""
    told = []
    for day, spans in spans_named(english, short).items():
        each = ["-".join("|".join(f"{at:%H:%M}" for at in one.may_be) for one in span) for span in spans]
        told.append(f"{DAYS[day]} {' '.join(each) or 'all'}")
    return ", ".join(told)


NINE_TO_FIVE = "09:00|21:00-05:00|17:00"
SURE = "09:00-17:00"


def alike(spans: str, *days: str) -> str:
    return ", ".join(f"{day} {spans}" for day in days)


@pytest.mark.parametrize(
    ("short", "read"),
    [
        # days
        ("Mon 9am-5pm", f"Mo {SURE}"),
        ("SUNDAY 9AM to 5 PM", f"Su {SURE}"),
        ("Sat-Mon 9am-5pm", f"Sa {SURE}, Su {SURE}, Mo {SURE}"),
        ("Mon until Tue 9am till 5pm", f"Mo {SURE}, Tu {SURE}"),
        ("Mon Wed 9am-5pm", f"Mo {SURE}, We {SURE}"),
        ("Mon, Wed and Fri-Sat & Sun 9am-5pm", alike(SURE, "Mo", "We", "Fr", "Sa", "Su")),
        ("weekdays 9am-5pm", alike(SURE, "Mo", "Tu", "We", "Th", "Fr")),
        ("working days: 9am-5pm.", alike(SURE, "Mo", "Tu", "We", "Th", "Fr")),
        ("weekends 9am-5pm", alike(SURE, "Sa", "Su")),
        ("weekend; 9am-5pm", alike(SURE, "Sa", "Su")),
        ("daily 9am-5pm", alike(SURE, *DAYS)),
        ("7 days a week 9am-5pm", alike(SURE, *DAYS)),
        # times
        ("Mon 9-5", f"Mo {NINE_TO_FIVE}"),
        ("Mon 9.30-5:15", "Mo 09:30|21:30-05:15|17:15"),
        ("Mon 12-1", "Mo 00:00|12:00-01:00|13:00"),
        ("Mon 12am-12pm", "Mo 00:00-12:00"),
        ("Mon 13-23.59", "Mo 13:00-23:59"),
        ("Mon 0-00.30", "Mo 00:00-00:30"),
        ("Mon 13pm-1 pm", "Mo 13:00-13:00"),
        ("Mon noon-midnight", "Mo 12:00-00:00"),
        # spans
        ("Mon 9am-12pm & 1pm-5pm", "Mo 09:00-12:00 13:00-17:00"),
        ("Mon 9am-12pm 1pm-5pm", "Mo 09:00-12:00 13:00-17:00"),
        ("Mon 9am-12pm, Mon 1pm-5pm", "Mo 09:00-12:00 13:00-17:00"),
        ("Mon 9am-5pm Tue 9am-12pm", f"Mo {SURE}, Tu 09:00-12:00"),
        ("Mon all day, Tue 24 hours, Wed 9am-5pm", f"Mo all, Tu all, We {SURE}"),
        ("24/7", alike("all", *DAYS)),
        ("24 hours a day", alike("all", *DAYS)),
    ],
)
def test_a_week_is_read_day_by_day(english: Language, short: str, read: str) -> None:
    assert reads(english, short) == read


@pytest.mark.parametrize(
    ("short", "word"),
    [
        ("closed Mon, Tue 9-5", "closed"),
        ("Mon 9-25", "25"),
        ("Mon 24-5", "24"),
        ("Mon 9.60-5", "9.60"),
        ("Mon 9-5!", "!"),
        ("Monday's 9-5", "'"),
        ("midweekend 9-5", "midweekend"),
        # all words are days and times, and their order makes no sense
        ("", ""),
        ("Mon", ""),
        ("9-5", ""),
        ("9-5 Mon", ""),
        ("Mon 9", ""),
        ("Mon 9 noon", ""),
        ("Mon-Tue-Wed 9-5", ""),
        ("Mon- 9-5", ""),
        ("Mon 9-5-6", ""),
        ("Mon 100-5", ""),
        ("all day Mon", ""),
        ("Mon all day 9-5", ""),
    ],
)
def test_what_is_no_week_is_refused_by_the_first_word_that_is_none(
    english: Language, short: str, word: str
) -> None:
    with pytest.raises(Unreadable) as refused:
        spans_named(english, short)
    assert str(refused.value) == word


@pytest.mark.parametrize(
    ("short", "days"),
    [
        ("Mon-Wed at various times", {0, 1, 2}),
        ("on most weekdays, and Sun", {0, 1, 2, 3, 4, 6}),
        ("Fri-Mon", {4, 5, 6, 0}),
        ("ring us to hear when", set()),
        ("all day", set()),
    ],
)
def test_days_are_found_among_other_words(english: Language, short: str, days: set[int]) -> None:
    assert days_named(english, short) == days


def test_a_language_without_lists_of_such_words_has_the_names_of_its_days(english: Language) -> None:
    bare = replace(english, checks={})
    assert days_named(bare, "Mon, weekends and Wednesday daily") == {0, 2}
    with pytest.raises(Unreadable, match="-"):
        spans_named(bare, "Mon 9-5")


def day(*spans: str) -> Day:
    return tuple((time.fromisoformat(span[:5]), time.fromisoformat(span[6:])) for span in spans)


@pytest.mark.parametrize(
    ("told", "spans", "agrees"),
    [
        ("all day", ("00:00-00:00",), True),
        ("all day", ("00:00-23:59",), False),
        ("all day", (), False),
        ("9am-5pm", ("09:00-17:00",), True),
        ("9am-5pm", ("09:00-16:00",), False),
        ("9am-5pm", ("08:00-17:00",), False),
        ("9am-5pm", (), False),
        ("9am-5pm", ("09:00-17:00", "18:00-19:00"), False),
        ("10pm-6am", ("22:00-06:00",), True),
        # of a time alone the nearest to the other is meant: at most half a day on
        ("9am-5", ("09:00-17:00",), True),
        ("9am-9", ("09:00-21:00",), True),
        ("9am-9", ("09:00-09:00",), False),
        ("9am-9.01", ("09:00-09:01",), True),
        ("9.30am-9.45", ("09:30-21:45",), False),
        ("9.30am-9.15", ("09:30-21:15",), True),
        ("5pm-9", ("17:00-21:00",), True),
        ("5pm-9", ("17:00-09:00",), False),
        ("22-6", ("22:00-06:00",), True),
        ("22-6", ("22:00-18:00",), False),
        ("9-5pm", ("09:00-17:00",), True),
        ("9-5pm", ("21:00-17:00",), False),
        ("4-5pm", ("16:00-17:00",), True),
        ("4-5pm", ("04:00-17:00",), False),
        # two alone are of the day, and of an afternoon only behind a morning
        ("9-5", ("09:00-17:00",), True),
        ("9-5", ("21:00-05:00",), False),
        ("1-5", ("13:00-17:00",), False),
        ("9-12, 1-5", ("09:00-12:00", "13:00-17:00"), True),
        ("9-12, 1-5", ("09:00-12:00", "13:00-16:00"), False),
    ],
)
def test_a_reader_takes_times_for_the_hours_that_are_meant(
    english: Language, told: str, spans: tuple[str, ...], agrees: bool
) -> None:
    (read,) = spans_named(english, f"Mon {told}").values()
    assert means(read, day(*spans)) is agrees


WEEK = (*(day("09:00-17:00"),) * 4, day("09:00-12:00", "13:00-16:00"), (), ())
OTHER = "short: says other days than `weekly`:"
TIMES = f"{SAME}; say am and pm where it is not plain (R34)"
ALONE = 'write days and times alone, like "Mon-Thu 9-5, Fri 9-4" (R34)'


@pytest.mark.parametrize(
    ("short", "says"),
    [
        ("", []),
        ("Mon-Thu 9-5, Fri 9-12, 1-4", []),
        ("ring us to hear when", []),
        ("x" * 32, []),
        ("x" * 34, ["short: 34 characters, 2 over: shorten it, or take it out"]),
        ("tŷ", ["short: holds a sign that a plain text cannot hold: type plain letters (R24)"]),
        ("{x", ["short: holds a sign that a plain text cannot hold: type plain letters (R24)"]),
        ("x}", ["short: holds a sign that a plain text cannot hold: type plain letters (R24)"]),
        ("Mon-Sun", [f"{OTHER} closed on Saturday, Sunday: {SAME}"]),
        ("Tue-Thu", [f"{OTHER} open as well on Monday, Friday: {SAME}"]),
        ("Tue-Sat", [f"{OTHER} closed on Saturday and open as well on Monday: {SAME}"]),
        ("Mon-Thu 9-5", [f"{OTHER} open as well on Friday: {SAME}"]),  # and no word of its times
        ("most days 9-5", [f'short: "most" cannot be held to the hours: {ALONE}']),
        ("9-5", [f"short: names times without their days: {ALONE}"]),
        # of several days the first is told
        ("Mon-Wed 9-5, Thu-Fri 9-4", [f"short: says other times than weekly.thursday, 09:00-17:00: {TIMES}"]),
        (
            "Fri 9-4, Mon-Thu 9-5",
            [f"short: says other times than weekly.friday, 09:00-12:00, 13:00-16:00: {TIMES}"],
        ),
    ],
)
def test_a_short_form_is_held_to_the_hours(pack: Pack, short: str, says: list[str]) -> None:
    made = replace(pack, hours=replace(pack.hours, weekly=WEEK, short=short))
    found = [str(fault) for fault in short_form(look(made, made.languages["en"], TODAY))]
    assert found == [f"hours.toml: {one}" for one in says]
