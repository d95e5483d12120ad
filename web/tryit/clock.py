"""The clock of the browser phone: reads words such as "Tuesday 10:00" as a moment, and writes moments."""

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from menus.model import Language

PRESETS = ("Now", "Tuesday 10:00", "Friday 19:59", "Saturday 11:00", "Christmas Day")
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SHAPE = re.compile(r"([a-z]+(?: day)?)(?:\s+(\d{1,2}):(\d{2}))?")
TEN = time(10)


def read(words: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """The moment that `words` name; None for "now", which means the real clock.

    `words` may be a weekday or "Christmas Day". If no time follows, 10:00 is meant. The next such day is
    meant. If it is today (by `now`, aware), today is meant even if the time is past. Otherwise `words`
    must be an ISO date and time, in `zone` if it names no zone. Raises ValueError for anything else.
    """
    plain = words.strip().lower()
    if plain in ("", "now"):
        return None
    today = now.astimezone(zone).date()
    named = SHAPE.fullmatch(plain)
    if not named:
        found = datetime.fromisoformat(words.strip())
        return found if found.tzinfo else found.replace(tzinfo=zone)
    name, hour, minute = named.groups()
    at = time(int(hour), int(minute)) if hour else TEN
    if name == "christmas day":
        christmas = today.replace(month=12, day=25)
        if christmas < today:
            christmas = christmas.replace(year=today.year + 1)
        return datetime.combine(christmas, at, zone)
    ahead = (DAYS.index(name) - today.weekday()) % len(DAYS)
    return datetime.combine(today + timedelta(days=ahead), at, zone)


def show(moment: datetime, language: Language, zone: ZoneInfo) -> str:
    """A moment in words: "Tuesday 26 May 2026, 10:00"."""
    local = moment.astimezone(zone)
    day, month = language.days[local.weekday()], language.months[local.month - 1]
    return f"{day} {local.day} {month} {local.year}, {local:%H:%M}"
