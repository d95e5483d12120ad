"""Puts into words on which days ahead the helpline keeps other hours than in its usual week (R34)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from menus.clock import TEXTED, day_names, put
from menus.filling.week import holidays_in_words
from menus.hours import HORIZON, open_on
from menus.model import Hours, Language

# So many days a text has room for: on which it is closed out of turn, and with other hours.
CLOSED, OTHER = 3, 1


def closed_days(language: Language, hours: Hours, now: datetime) -> str:
    """The sentences, for a text, on the next days with other hours than usual.

    The first names the next days on which the helpline is closed out of turn. The second names the next day
    with other hours; if none is known, it says what the helpline does on a bank holiday.
    """
    usual = replace(hours, holidays=frozenset(), bank_holidays=frozenset(), closures=(), openings=())
    days = [day for day in _days(hours, now) if open_on(hours, day) != open_on(usual, day)]
    shut = [day for day in days if not open_on(hours, day)]
    other = [day for day in days if day not in shut]
    first = _told(language, "next_closed", islice(shut, CLOSED))
    second = _told(language, "other_hours", islice(other, OTHER))
    return " ".join(filter(None, (first, second or holidays_in_words(language, hours, TEXTED))))


def _days(hours: Hours, now: datetime) -> list[date]:
    """The days from today on, within a year, for which the pack or staff have set anything."""
    today = now.astimezone(ZoneInfo(hours.zone)).date()
    named = {*hours.holidays, *hours.bank_holidays}
    for one in (*hours.closures, *hours.openings):
        start = max(one.start.date(), today)
        named.update(
            start + timedelta(days=n) for n in range(min((one.end.date() - start).days, HORIZON) + 1)
        )
    return sorted(day for day in named if today <= day <= today + timedelta(days=HORIZON))


def _told(language: Language, name: str, days: Iterator[date]) -> str:
    """The sentence called `name` with these days, "Fri 25 Dec, Mon 28 Dec"; "" if there is none."""
    weekdays, months = day_names(language, TEXTED)
    dates = ", ".join(f"{weekdays[day.weekday()]} {day.day} {months[day.month - 1]}" for day in days)
    return put(language.text[name], dates=dates) if dates else ""


def longest(language: Language, hours: Hours) -> str:
    """Words as long as any that `closed_days` may ever give, for checking lengths."""
    first = put(language.text["next_closed"], dates=longest_dates(language, CLOSED))
    second = put(language.text["other_hours"], dates=longest_dates(language, OTHER))
    return f"{first} {max((second, holidays_in_words(language, hours, TEXTED)), key=len)}"


def longest_dates(language: Language, number: int = CLOSED) -> str:
    """So many dates as may stand in a sentence of `closed_days`, as long as any."""
    weekdays, months = (max(names, key=len) for names in day_names(language, TEXTED))
    return ", ".join([f"{weekdays} 28 {months}"] * number)
