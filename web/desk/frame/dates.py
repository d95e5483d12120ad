"""Dates as people say them: "8 pm today", "tomorrow at noon", "Monday 9 am", "Tue 26 May, 8 pm"."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from markupsafe import Markup

from web.figures.spans import MONTHS

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# From here on a weekday alone could mean two days.
A_WEEK = 7
NOON = 12
SHOWN = Markup('<time datetime="{}" title="{}">{}</time>')


def said(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    """A moment as people say it at `now`, in the time zone `zone`: "8 pm today", "Monday 9 am".

    A weekday alone always means a day to come. A moment before yesterday, or a week ahead or more, is said
    with its date. The year is added if it is not this year.
    """
    here, today = moment.astimezone(zone), now.astimezone(zone).date()
    if _is_midnight(here):
        return _midnight(here.date() - timedelta(days=1), today)
    time = clock_time(here)
    match (here.date() - today).days:
        case 0:
            return f"{time} today"
        case 1:
            return f"tomorrow at {time}"
        case -1:
            return f"yesterday at {time}"
        case days if 0 < days < A_WEEK:
            return f"{DAYS[here.weekday()]} {time}"
    return f"{_dated(here.date(), today)}, {time}"


def _is_midnight(here: datetime) -> bool:
    return here.hour == 0 and here.minute == 0


def _midnight(ended: date, today: date) -> str:
    """The midnight at the end of the day `ended`, in words that leave no doubt about the day."""
    match (ended - today).days:
        case 0:
            return "midnight tonight"
        case -1:
            return "midnight last night"
        case days if 0 < days < A_WEEK:
            return f"midnight at the end of {'tomorrow' if days == 1 else DAYS[ended.weekday()]}"
    return f"midnight at the end of {_dated(ended, today)}"


def clock_time(here: datetime) -> str:
    """The time of day of a moment in local time: "9 am", "12:30 pm", "noon"."""
    if here.hour == NOON and not here.minute:
        return "noon"
    minutes = f":{here.minute:02}" if here.minute else ""
    return f"{here.hour % NOON or NOON}{minutes} {'am' if here.hour < NOON else 'pm'}"


def _dated(day: date, today: date) -> str:
    """A day in words: "Tue 26 May", or "Tue 26 May 2026" if that is not this year."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{DAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}{year}"


def day_said(day: date, today: date) -> str:
    """A day with "today", "tomorrow" or "yesterday" before it if that fits: "tomorrow, Wed 20 May"."""
    near = {0: "today, ", 1: "tomorrow, ", -1: "yesterday, "}.get((day - today).days, "")
    return f"{near}{_dated(day, today)}"


def full_day(day: date) -> str:
    """A day with weekday and year, its month in three letters: "Tuesday 24 Nov 2026"."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def exact(moment: datetime, zone: ZoneInfo) -> str:
    """A moment with nothing left out: "Tuesday 26 May 2026, 20:00 BST"."""
    here = moment.astimezone(zone)
    return f"{full_day(here.date())}, {here:%H:%M %Z}"


def filters(now: Callable[[], datetime], zone: Callable[[], ZoneInfo]) -> Mapping[str, Callable[..., str]]:
    """The template filters for a moment (`when`) and a day (`date`), as of `now()` in `zone()`.

    Each gives an HTML element `time`. It also holds the exact moment or day, for programs and for people who
    point at it.
    """

    def when(moment: datetime, zone: ZoneInfo) -> Markup:
        at = moment.astimezone(zone).isoformat(timespec="minutes")
        return SHOWN.format(at, exact(moment, zone), said(moment, now(), zone))

    def on(day: date) -> Markup:
        today = now().astimezone(zone()).date()
        return SHOWN.format(day.isoformat(), full_day(day), day_said(day, today))

    return {"when": when, "date": on}
