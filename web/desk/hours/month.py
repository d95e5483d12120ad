"""The calendar of a month on the desk: the true hours of each day, and the reasons for changes."""

import calendar
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from menus.hours import open_on
from menus.model import Closure, Hours
from web.desk.frame.dates import clock_time

FIRST_YEAR, LAST_YEAR = 2020, 2060


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the calendar: its true hours in words, and whether it is a bank holiday.

    `marks` are the closures ("closed") and extra openings ("open") that changed the hours, each with its
    times.
    """

    day: date
    hours: tuple[str, ...]
    holiday: bool
    marks: tuple[tuple[Literal["closed", "open"], str], ...]


def read_month(asked: str, today: date) -> date:
    """The first day of the month `asked` ("2026-05").

    If `asked` is no month from 2020 to 2060, it is the first day of today's month.
    """
    try:
        found = date.fromisoformat(f"{asked}-01")
    except ValueError:
        return today.replace(day=1)
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else today.replace(day=1)


def weeks(first: date) -> list[list[date]]:
    """The weeks with a day in the month of `first`, each from Monday to Sunday."""
    return calendar.Calendar().monthdatescalendar(first.year, first.month)


def day_of(hours: Hours, day: date) -> Day:
    """The calendar's entry for `day`: its opening hours after all closures and extra openings."""
    zone = ZoneInfo(hours.zone)
    begins, ends = (
        datetime.combine(each, datetime.min.time(), zone) for each in (day, day + timedelta(days=1))
    )
    laid: tuple[tuple[Literal["closed", "open"], tuple[Closure, ...]], ...] = (
        ("closed", hours.closures),
        ("open", hours.openings),
    )
    marks = tuple(
        (kind, _span_in_words(max(start, begins), min(end, ends), begins, ends))
        for kind, overs in laid
        for over in overs
        if (start := over.start.astimezone(zone)) < ends and (end := over.end.astimezone(zone)) > begins
    )
    spans = tuple(_span_in_words(start, end, begins, ends) for start, end in open_on(hours, day))
    return Day(day, spans, day in hours.holidays | hours.bank_holidays, marks)


def _span_in_words(start: datetime, end: datetime, begins: datetime, ends: datetime) -> str:
    """The time from `start` to `end` in words: "9 am to 8 pm", "until noon", "from 5 pm", "all day".

    `begins` and `ends` are the midnights at both ends of its day.
    """
    match start == begins, end == ends:
        case True, True:
            return "all day"
        case True, False:
            return f"until {clock_time(end)}"
        case False, True:
            return f"from {clock_time(start)}"
    return f"{clock_time(start)} to {clock_time(end)}"
