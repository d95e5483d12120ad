"""Hours of any shape break no rule, and what they do break is told at hours.toml."""

from dataclasses import replace
from datetime import date, time

import pytest

from menus.filling.week import MOST_LETTERS, MOST_WORDS
from menus.model import Pack
from menus.rules.faults import faults
from menus.seconds import spoken_words
from menus.words import hours_spoken, hours_text

TODAY = date(2026, 6, 1)


def day(*spans: str) -> tuple[tuple[time, time], ...]:
    return tuple((time.fromisoformat(span[:5]), time.fromisoformat(span[6:])) for span in spans)


WORKING = day("09:00-20:00")
WEEKS = {
    "closing at 5 on a Friday": ((*(WORKING,) * 4, day("09:00-17:00"), (), ()), "Mon-Thu 9-8, Fri 9-5"),
    "half-hours": ((*(day("09:30-16:30"),) * 5, (), ()), "Mon-Fri 9.30-4.30"),
    "Saturday mornings": ((*(WORKING,) * 5, day("09:00-12:00"), ()), "Mon-Fri 9-8, Sat 9-12"),
    "split days": ((*(day("09:00-13:00", "14:00-17:00"),) * 5, (), ()), "Mon-Fri 9-1 and 2-5"),
    "one day a week": (((), (), day("10:00-16:00"), (), (), (), ()), "Wednesday, 10am to 4pm"),
    "24 hours": ((day("00:00-00:00"),) * 7, "24 hours a day"),
    "Tuesday and Thursday": (((), WORKING, (), WORKING, (), (), ()), "Tue & Thu 9-8"),
    "all different": (
        tuple(day(f"0{8 + n % 2}:{n}0-1{3 + n}:30") if n < 6 else () for n in range(7)),
        "hours vary by day",
    ),
}


def with_week(pack: Pack, weekly: tuple[tuple[tuple[time, time], ...], ...], short: str = "") -> Pack:
    return replace(pack, hours=replace(pack.hours, weekly=weekly, short=short))


@pytest.mark.parametrize("name", WEEKS)
def test_a_week_is_short_in_words(name: str, pack: Pack) -> None:
    week, told = WEEKS[name]
    made = with_week(pack, week)
    english = made.languages["en"]
    assert hours_text(english, made.hours) == told and len(told) <= MOST_LETTERS
    assert spoken_words(hours_spoken(english, made.hours)) <= MOST_WORDS


@pytest.mark.parametrize("name", WEEKS)
def test_a_week_breaks_no_rule(name: str, pack: Pack) -> None:
    found = faults(with_week(pack, WEEKS[name][0]), TODAY)
    assert [str(fault) for fault in found if fault.level == "error"] == []


def test_the_packs_own_short_form_is_texted(pack: Pack) -> None:
    made = with_week(pack, WEEKS["all different"][0], "most days, 9 to 1")
    assert hours_text(made.languages["en"], made.hours) == "most days, 9 to 1"


def test_a_short_form_that_is_long_is_told_once_at_hours_toml(pack: Pack) -> None:
    made = with_week(pack, WEEKS["all different"][0], "on most days of the week, from 9 to 1 and later")
    errors = {(one.file, one.key) for one in faults(made, TODAY) if one.level == "error"}
    assert {file for file, _ in errors} == {"hours.toml"} and ("hours.toml", "short") in errors
