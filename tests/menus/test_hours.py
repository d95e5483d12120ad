"""When people answer the helpline: to the second, across clock changes, holidays and closures."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from menus.due import due_days
from menus.hours import is_open, next_opening, open_on, opening_span, reason_now, rung_at, with_closures
from menus.loading.folders import Folders
from menus.loading.opening import read_hours
from menus.loading.pack import bank_holidays
from menus.loading.shape import DAYS
from menus.model import Closure, Fault, Hours, Number
from settings import HERE
from tests.conftest import LONDON

NINE_TO_EIGHT = ((time(9), time(20)),)
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
TRUTH = json.loads((HERE / "tests" / "vectors" / "uk_bank_holidays_truth.json").read_text("utf-8"))[
    "divisions"
]
SCOTLANDS_EXTRA = date(2026, 6, 15)  # proclaimed too late for the calendar: a pack names it in `holidays`

DESK = Hours(
    zone="Europe/London",
    nation="england-and-wales",
    numbers=(Number("+448005200520", "switchboard"),),
    weekly=(NINE_TO_EIGHT,) * 5 + ((), ()),
    holidays=bank_holidays("england-and-wales"),
    holidays_until=date(2028, 12, 31),
)


def at(moment: str) -> datetime:
    """A moment by the clock on a wall in London."""
    return datetime.fromisoformat(moment).replace(tzinfo=LONDON)


def shut(start: str, end: str) -> Closure:
    """A span by the clock on a wall in London."""
    return Closure(at(start), at(end), "a reason")


# Open each day; on a bank holiday closed, or as usual, or for two hours; but never on Christmas Day.
CHRISTMAS = frozenset(date(year, 12, 25) for year in range(2026, 2029))
EACH_DAY = replace(DESK, weekly=(NINE_TO_EIGHT,) * 7)
AS_USUAL = replace(EACH_DAY, holidays=CHRISTMAS, on_bank_holidays=None)
TWO_HOURS = replace(
    EACH_DAY,
    holidays=CHRISTMAS,
    bank_holidays=bank_holidays("england-and-wales"),
    on_bank_holidays=((time(10), time(12)),),
)


@pytest.mark.parametrize(
    ("hours", "moment", "opens", "due"),
    [
        # Boxing Day of 2028 is a Tuesday
        (EACH_DAY, "2028-12-26T11:00", "2028-12-27T09:00", "2028-12-27T20:00"),
        (AS_USUAL, "2028-12-26T11:00", "", "2028-12-26T20:00"),
        (TWO_HOURS, "2028-12-26T11:00", "", "2028-12-26T12:00"),
        (TWO_HOURS, "2028-12-26T12:00", "2028-12-27T09:00", "2028-12-26T12:00"),
        (AS_USUAL, "2028-12-25T11:00", "2028-12-26T09:00", "2028-12-26T20:00"),
        (TWO_HOURS, "2028-12-25T11:00", "2028-12-26T10:00", "2028-12-26T12:00"),
    ],
)
def test_a_bank_holiday_has_the_hours_that_the_pack_says(
    hours: Hours, moment: str, opens: str, due: str
) -> None:
    """When it is open, when it opens next, and by when those of the day before are promised a call."""
    assert is_open(hours, at(moment)) is not bool(opens)
    if opens:
        assert next_opening(hours, at(moment)) == at(opens)
    assert due_days(hours, at("2028-12-25T08:00"))[0] == at(due)


def daily(start: str, end: str) -> Hours:
    """Hours that are the same on every day of the week, with no holidays."""
    spans = ((time.fromisoformat(start), time.fromisoformat(end)),)
    return replace(DESK, weekly=(spans,) * 7, holidays=frozenset())


def edges(hours: Hours, day: date) -> list[str]:
    """The times of a day, in UTC, at which the helpline opens or closes, found by asking at every minute."""
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    asked = [start + timedelta(minutes=n) for n in range(-1, 24 * 60)]
    answers = [is_open(hours, moment) for moment in asked]
    return [f"{asked[n]:%H:%M}" for n in range(1, len(asked)) if answers[n] != answers[n - 1]]


def holidays() -> list[tuple[str, date]]:
    """Every weekday bank holiday of the vectors with its nation."""
    return [
        (nation, date.fromisoformat(day))
        for nation, years in TRUTH.items()
        for days in years.values()
        for day in days
    ]


@pytest.mark.parametrize("day", ["2026-05-26", "2026-01-06", "2026-10-26", "2027-03-30"])
def test_it_opens_and_closes_to_the_second(day: str) -> None:
    opens, closes = at(f"{day}T09:00"), at(f"{day}T20:00")
    assert [is_open(DESK, moment) for moment in (opens - SECOND, opens)] == [False, True]
    assert [is_open(DESK, moment) for moment in (closes - SECOND, closes)] == [True, False]


def test_the_moment_may_come_in_any_zone() -> None:
    assert is_open(DESK, datetime(2026, 5, 26, 8, 0, tzinfo=UTC))
    assert not is_open(DESK, datetime(2026, 1, 6, 8, 59, 59, tzinfo=UTC))
    assert is_open(DESK, datetime(2026, 5, 26, 18, 0, tzinfo=ZoneInfo("Asia/Tokyo")))


@pytest.mark.parametrize(
    ("day", "utc"),
    [
        ("2026-10-23", ["08:00", "19:00"]),
        ("2026-10-26", ["09:00", "20:00"]),
        ("2027-03-25", ["09:00", "20:00"]),
        ("2027-03-30", ["08:00", "19:00"]),
    ],
)
def test_the_clock_on_the_wall_counts_on_both_sides_of_a_clock_change(day: str, utc: list[str]) -> None:
    assert edges(DESK, date.fromisoformat(day)) == utc


@pytest.mark.parametrize(
    ("day", "opens", "lasts"),
    [("2026-10-25", "2026-10-24T23:00", 25), ("2027-03-28", "2027-03-28T00:00", 23)],
)
def test_a_day_that_is_open_throughout_has_the_hours_of_a_clock_change_day(
    day: str, opens: str, lasts: int
) -> None:
    only = replace(daily("00:00", "00:00"), weekly=((),) * 6 + (((time(), time()),),))
    start = datetime.fromisoformat(opens).replace(tzinfo=UTC)
    span = opening_span(only, at(f"{day}T00:00") - SECOND)
    assert span == (start, start + timedelta(hours=lasts))


def test_hours_that_come_twice_are_one_span_when_the_clocks_go_back() -> None:
    assert edges(daily("01:15", "01:45"), date(2026, 10, 25)) == ["00:15", "01:45"]


def test_an_hour_that_does_not_come_does_not_break_the_night_when_the_clocks_go_forward() -> None:
    assert edges(daily("00:30", "03:00"), date(2027, 3, 28))[:2] == ["00:30", "02:00"]
    assert len(edges(daily("01:15", "01:45"), date(2027, 3, 28))) == 2


@pytest.mark.parametrize(
    ("hours", "day", "spans"),
    [
        (DESK, "2026-05-19", ["09:00 to 20:00"]),
        (DESK, "2026-05-23", []),
        (DESK, "2026-05-25", []),  # a bank holiday
        (
            with_closures(DESK, [shut("2026-05-19T12:00", "2026-05-19T14:00")]),
            "2026-05-19",
            ["09:00 to 12:00", "14:00 to 20:00"],
        ),
        (with_closures(DESK, [shut("2026-05-18T12:00", "2026-05-20T12:00")]), "2026-05-19", []),
        (
            with_closures(DESK, [], [shut("2026-05-23T10:00", "2026-05-23T12:00")]),
            "2026-05-23",
            ["10:00 to 12:00"],
        ),
        (daily("22:00", "02:00"), "2026-10-25", ["00:00 to 02:00", "22:00 to 00:00"]),  # the clocks go back
    ],
)
def test_the_true_hours_of_a_day_heed_closures_and_extra_openings(
    hours: Hours, day: str, spans: list[str]
) -> None:
    found = open_on(hours, date.fromisoformat(day))
    assert [f"{start:%H:%M} to {end:%H:%M}" for start, end in found] == spans


def test_a_span_past_midnight_belongs_to_the_day_it_starts_on() -> None:
    fridays = replace(DESK, weekly=((),) * 4 + (((time(22), time(2)),), (), ()))
    assert is_open(fridays, at("2026-05-30T01:59:59"))
    assert not is_open(fridays, at("2026-05-30T02:00"))
    assert not is_open(fridays, at("2026-05-29T01:00"))


@pytest.mark.parametrize(("nation", "day"), holidays(), ids=str)
def test_every_bank_holiday_of_a_nation_is_closed(nation: str, day: date) -> None:
    own = frozenset({SCOTLANDS_EXTRA}) if nation == "scotland" else frozenset()
    hours = replace(DESK, nation=nation, holidays=bank_holidays(nation) | own)
    morning = datetime.combine(day, time(11), LONDON)
    assert not is_open(hours, morning)
    following = next_opening(hours, morning)
    assert following is not None
    assert following.date() > day
    assert following.time() == time(9)


@pytest.mark.parametrize("nation", TRUTH)
def test_no_other_weekday_of_those_years_is_a_holiday(nation: str) -> None:
    known = {day for each, day in holidays() if each == nation}
    years = {day.year for day in known}
    assert {day for day in bank_holidays(nation) if day.year in years} | {SCOTLANDS_EXTRA} == known | {
        SCOTLANDS_EXTRA
    }


def test_scotlands_holiday_of_june_2026_closes_scotland_alone() -> None:
    morning = datetime.combine(SCOTLANDS_EXTRA, time(11), LONDON)
    scotland = replace(DESK, holidays=bank_holidays("scotland") | {SCOTLANDS_EXTRA})
    assert not is_open(scotland, morning)
    assert next_opening(scotland, morning) == at("2026-06-16T09:00")
    assert is_open(DESK, morning)


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2026-05-26T08:59:59", "2026-05-26T09:00"),
        ("2026-05-26T20:00", "2026-05-27T09:00"),
        ("2026-05-22T20:00", "2026-05-26T09:00"),
        ("2026-10-24T23:00", "2026-10-26T09:00"),
        ("2027-03-25T20:00", "2027-03-30T09:00"),
        ("2026-12-24T20:00", "2026-12-29T09:00"),
    ],
    ids=[
        "before nine",
        "after eight",
        "a long weekend",
        "clocks back",
        "Easter, clocks forward",
        "Christmas",
    ],
)
def test_the_next_opening_is_found_past_nights_weekends_and_holidays(now: str, opens: str) -> None:
    found = next_opening(DESK, at(now))
    assert found == at(opens)
    assert found is not None
    assert found.tzinfo == LONDON


def test_the_next_opening_lies_ahead_while_it_is_open() -> None:
    assert next_opening(DESK, at("2026-05-26T09:00")) == at("2026-05-27T09:00")


def test_a_one_off_closure_closes_to_the_second() -> None:
    hours = with_closures(DESK, [shut("2026-12-23T12:00", "2026-12-23T14:30")])
    assert is_open(hours, at("2026-12-23T11:59:59"))
    assert not is_open(hours, at("2026-12-23T12:00"))
    assert next_opening(hours, at("2026-12-23T12:00")) == at("2026-12-23T14:30")
    assert is_open(hours, at("2026-12-23T14:30"))


@pytest.mark.parametrize(
    ("end", "opens"),
    [
        ("2026-06-06T12:00", "2026-06-08T09:00"),
        ("2026-06-07T23:59", "2026-06-08T09:00"),
        ("2026-06-08T09:00", "2026-06-08T09:00"),
        ("2026-06-08T10:15", "2026-06-08T10:15"),
    ],
)
def test_a_closure_that_ends_at_a_weekend_opens_on_the_next_weekday(end: str, opens: str) -> None:
    hours = with_closures(DESK, [shut("2026-06-03T10:00", end)])
    assert next_opening(hours, at("2026-06-04T10:00")) == at(opens)


def test_an_extra_opening_opens_a_sunday_and_a_bank_holiday() -> None:
    extra = [shut("2026-05-24T10:00", "2026-05-24T16:00"), shut("2026-05-25T10:00", "2026-05-25T12:00")]
    hours = with_closures(DESK, [], extra)
    assert next_opening(hours, at("2026-05-23T10:00")) == at("2026-05-24T10:00")
    assert next_opening(hours, at("2026-05-24T16:00")) == at("2026-05-25T10:00")
    assert not is_open(hours, at("2026-05-25T12:00"))


def test_a_closure_beats_an_extra_opening() -> None:
    extra, closed = shut("2026-05-24T10:00", "2026-05-24T16:00"), shut("2026-05-24T10:00", "2026-05-24T12:00")
    hours = with_closures(DESK, [closed], [extra])
    assert not is_open(hours, at("2026-05-24T11:00"))
    assert next_opening(hours, at("2026-05-24T09:00")) == at("2026-05-24T12:00")


def test_spans_that_touch_are_one() -> None:
    hours = with_closures(DESK, [], [shut("2026-05-26T20:00", "2026-05-26T22:00")])
    assert opening_span(hours, at("2026-05-26T07:00")) == (at("2026-05-26T09:00"), at("2026-05-26T22:00"))


def test_the_span_of_an_open_moment_starts_now() -> None:
    assert opening_span(DESK, at("2026-05-26T13:00")) == (at("2026-05-26T13:00"), at("2026-05-26T20:00"))
    assert opening_span(DESK, at("2026-05-26T21:00")) == (at("2026-05-27T09:00"), at("2026-05-27T20:00"))


def test_without_weekly_hours_it_never_opens() -> None:
    never = replace(DESK, weekly=((),) * 7)
    assert not is_open(never, at("2026-05-26T12:00"))
    assert next_opening(never, at("2026-05-26T12:00")) is None
    assert opening_span(never, at("2026-05-26T12:00")) is None


def test_an_extra_opening_is_enough_without_weekly_hours() -> None:
    never = replace(DESK, weekly=((),) * 7)
    hours = with_closures(never, [], [shut("2026-06-01T09:30", "2026-06-01T10:00")])
    assert next_opening(hours, at("2026-05-26T12:00")) == at("2026-06-01T09:30")


def test_a_closure_of_over_a_year_leaves_nothing_to_promise() -> None:
    hours = with_closures(DESK, [shut("2026-05-26T12:00", "2027-12-31T00:00")])
    assert next_opening(hours, at("2026-05-26T12:00")) is None


@pytest.mark.parametrize(("days", "found"), [(1, True), (370, True), (371, False)])
def test_an_opening_is_looked_for_as_far_as_370_days_ahead(days: int, found: bool) -> None:
    opens = at("2026-05-26T09:30") + timedelta(days=days)
    once = Closure(opens, opens + timedelta(hours=1))
    hours = with_closures(replace(DESK, weekly=((),) * 7), [], [once])
    assert next_opening(hours, at("2026-05-26T12:00")) == (opens if found else None)


def test_a_number_that_staff_put_in_its_place_is_answered_as_the_first_and_costs_what_the_first_costs() -> (
    None
):
    two = (Number("+448005200520", "switchboard"), Number("+441134960123", "person"))
    hours = replace(DESK, numbers=two, cost="free from a mobile")
    costs = {"": hours.cost, "+448005200520": hours.cost, "+441134960123": "", "+441134960999": ""}
    for number, cost in costs.items():
        found = rung_at(hours, number)
        assert found.cost == cost
        assert found.numbers == ((Number(number, "switchboard"),) if number else two)


def test_hours_laid_over_hours_leave_them_as_they_were() -> None:
    with_closures(DESK, [shut("2026-05-26T09:00", "2026-05-26T20:00")])
    assert is_open(DESK, at("2026-05-26T12:00"))


MONDAY = datetime(2026, 6, 22, tzinfo=LONDON)
A_CLOSURE = st.tuples(st.integers(0, 95), st.integers(1, 40))  # when it begins, how long it lasts, in hours


@given(st.lists(A_CLOSURE, min_size=1, max_size=5), st.integers(0, 95))
def test_a_reason_is_given_with_its_own_end(spans: list[tuple[int, int]], hour: int) -> None:
    hours = replace(
        DESK,
        closures=tuple(
            Closure(MONDAY + begins * HOUR, MONDAY + (begins + lasts) * HOUR, f"reason {number}")
            for number, (begins, lasts) in enumerate(spans)
        ),
    )
    now = MONDAY + hour * HOUR
    holding = [closure for closure in hours.closures if closure.start <= now < closure.end]
    given_reason = reason_now(hours, now)
    assert bool(given_reason) == bool(holding)
    if holding:
        opens = next_opening(hours, now)
        named = next(closure for closure in hours.closures if closure.reason == given_reason)
        ends_there = [closure for closure in hours.closures if closure.end == opens]
        assert named.end == (opens if ends_there else max(closure.end for closure in holding))


def test_of_closures_that_end_together_one_with_a_reason_is_named() -> None:
    ten, noon = at("2026-06-22T10:00"), at("2026-06-22T12:00")
    both = (Closure(ten, noon, "training"), Closure(ten + HOUR, noon, ""))
    assert reason_now(replace(DESK, closures=both), ten + HOUR) == "training"


def test_no_reason_is_borrowed_by_a_closure_that_ends_later_and_has_none() -> None:
    ten = at("2026-06-22T10:00")
    both = (Closure(ten, ten + 2 * HOUR, "training"), Closure(ten, ten + 5 * HOUR, ""))
    assert reason_now(replace(DESK, closures=both), ten) == ""


def test_hours_made_without_more_are_those_of_a_file_that_says_no_more(tmp_path: Path) -> None:
    days = "\n".join(f"{day} = []" for day in DAYS)
    numbers = 'number = "+448005200520"\nanswered_by = "switchboard"'
    needed = 'zone = "Europe/London"\nnation = "scotland"\nholidays_until = 2028-12-31\nconfirmed_by = ""'
    (tmp_path / "hours.toml").write_text(f"{needed}\n[[numbers]]\n{numbers}\n[weekly]\n{days}\n")
    faults: list[Fault] = []
    read = read_hours(Folders(tmp_path), faults)
    assert not faults
    assert read == Hours(
        read.zone, read.nation, read.numbers, read.weekly, read.holidays, read.holidays_until
    )
