"""Dates as people say them, over days, midnights and the nights on which the clocks change."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from web.desk.frame.dates import exact, filters, said

LONDON = ZoneInfo("Europe/London")


def london(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("now", "moment", "words"),
    [
        ("2026-05-19T10:00", "2026-05-19T20:00", "8 pm today"),
        ("2026-05-19T10:00", "2026-05-19T08:05", "8:05 am today"),
        ("2026-05-19T10:00", "2026-05-20T12:00", "tomorrow at noon"),
        ("2026-05-19T10:00", "2026-05-20T12:30", "tomorrow at 12:30 pm"),
        ("2026-05-19T10:00", "2026-05-18T09:00", "yesterday at 9 am"),
        ("2026-05-19T10:00", "2026-05-25T09:00", "Monday 9 am"),
        # the same weekday in a week, and any that is over, would be two days
        ("2026-05-19T10:00", "2026-05-26T09:00", "Tue 26 May, 9 am"),
        ("2026-05-19T10:00", "2026-05-17T15:00", "Sun 17 May, 3 pm"),
        ("2026-12-30T10:00", "2027-01-11T09:00", "Mon 11 Jan 2027, 9 am"),
        ("2026-12-31T10:00", "2027-01-01T09:00", "tomorrow at 9 am"),
        ("2026-05-19T10:00", "2026-05-20T00:05", "tomorrow at 12:05 am"),
        # a midnight belongs to the day that it ends
        ("2026-05-19T10:00", "2026-05-20T00:00", "midnight tonight"),
        ("2026-05-19T10:00", "2026-05-19T00:00", "midnight last night"),
        ("2026-05-19T10:00", "2026-05-21T00:00", "midnight at the end of tomorrow"),
        ("2026-05-19T10:00", "2026-05-25T00:00", "midnight at the end of Sunday"),
        ("2026-05-19T10:00", "2026-06-01T00:00", "midnight at the end of Sun 31 May"),
        ("2026-05-19T10:00", "2027-01-01T00:00", "midnight at the end of Thu 31 Dec"),
        # a minute before and after midnight it is another day
        ("2026-05-19T23:59", "2026-05-20T09:00", "tomorrow at 9 am"),
        ("2026-05-20T00:01", "2026-05-20T09:00", "9 am today"),
        # the day on which the clocks go back has 25 hours, the one on which they go on has 23
        ("2026-10-24T23:30", "2026-10-25T23:30", "tomorrow at 11:30 pm"),
        ("2026-10-25T00:10", "2026-10-26T00:00", "midnight tonight"),
        ("2026-03-28T23:30", "2026-03-29T23:30", "tomorrow at 11:30 pm"),
        ("2026-03-28T10:00", "2026-03-29T00:00", "midnight tonight"),
    ],
)
def test_a_moment_is_told_as_people_say_it(now: str, moment: str, words: str) -> None:
    assert said(london(moment), london(now), LONDON) == words


def test_days_are_those_of_the_helplines_clock_whatever_clock_a_moment_is_of() -> None:
    now = datetime(2026, 5, 19, 23, 30, tzinfo=UTC)  # past midnight in London's summer
    assert said(datetime(2026, 5, 20, 7, 0, tzinfo=UTC), now, LONDON) == "8 am today"
    assert said(datetime(2026, 5, 19, 19, 0, tzinfo=UTC), now, LONDON) == "yesterday at 8 pm"


def test_no_moment_of_a_year_is_told_as_another_one_of_its_week() -> None:
    now = london("2026-10-20T10:00")
    moments = [now.astimezone(UTC) + timedelta(hours=n) for n in range(-24 * 14, 24 * 400)]
    told = [said(moment, now, LONDON) for moment in moments]
    twice = [words for words, times in Counter(told).items() if times > 1]
    # the hours that come twice, when the clocks go back
    assert twice == ["Sunday 1 am", "Sun 31 Oct 2027, 1 am"]


def test_the_exact_moment_is_there_too() -> None:
    when, on = (
        filters(lambda: london("2026-05-19T10:00"), lambda: LONDON)[name] for name in ("when", "date")
    )
    told = when(london("2026-05-19T20:00"), LONDON)
    assert (
        told
        == '<time datetime="2026-05-19T20:00+01:00" title="Tuesday 19 May 2026, 20:00 BST">8 pm today</time>'
    )
    assert ">tomorrow, Wed 20 May<" in on(london("2026-05-20T00:00").date())
    assert ">Thu 21 May<" in on(london("2026-05-21T00:00").date())
    repeated = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert exact(repeated, LONDON).endswith("01:30 GMT") and exact(
        repeated - timedelta(hours=1), LONDON
    ).endswith("01:30 BST")
