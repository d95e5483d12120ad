"""When people are called back: which times of day they may choose, and which day is promised (R38)."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from menus.hours import opening_span
from menus.model import Hours

Best = Literal["morning", "afternoon", "evening", "any"]
# In the order in which they are offered, from 1 on.
TIMES: tuple[Best, ...] = get_args(Best)
# Beside them, and not a time: to be rung by the relay service, at any time (R38).
RELAY = "relay"
# Six weeks of working days ahead: further off, a call-back is no promise any more.
DAYS = 30
# So few days ahead that whoever takes all that others may have must come back each day.
DAYS_FOR_OTHERS = 3
DAY = timedelta(days=1)


def due_days(hours: Hours, now: datetime) -> tuple[datetime, ...]:
    """The days by which a call-back may be promised, each as the time at which the helpline closes on it.

    They are the next 30 days on which the helpline opens, not counting today; fewer if it opens on fewer in
    the year ahead. The times are in the helpline's own zone; `now` is aware.
    """
    return _days_after(hours, now.astimezone(ZoneInfo(hours.zone)).date())


@lru_cache(maxsize=8)
def _days_after(hours: Hours, today: date) -> tuple[datetime, ...]:
    """The times by which a call-back may be promised if today is `today`, as `due_days` gives them.

    They are cached, since a caller waits while they are worked out.
    """
    return tuple(islice(_ends(hours, today), DAYS))


def shares(days: Sequence[datetime], a_day: int, withheld: bool) -> tuple[int, ...]:
    """How many call-backs to other people's numbers may be promised for each of `days` (R49).

    Of the `a_day` call-backs of a day that is a quarter for askers who show their own number, and another
    quarter for those who do not (`withheld`). If `a_day` is less than four, it is one on some days and none
    on the rest, so that it comes to a quarter of all. No place counts for both kinds of asker. The result
    ends with the third day on which they may have any, so it may be shorter than `days`: later days are not
    for them.
    """
    each = tuple(a_day // 4 or _in_turn(day.date(), a_day, withheld) for day in days)
    having = [at for at, share in enumerate(each) if share]
    return each[: having[:DAYS_FOR_OTHERS][-1] + 1] if having else each


def _in_turn(day: date, a_day: int, withheld: bool) -> int:
    return int((day.toordinal() + withheld) * a_day % 4 < a_day)


def _ends(hours: Hours, day: date) -> Iterator[datetime]:
    zone = ZoneInfo(hours.zone)
    while opened := opening_span(hours, _midnight(day + DAY, zone)):
        day = opened[0].date()
        yield _last_end(hours, opened, _midnight(day + DAY, zone))


def _last_end(hours: Hours, opened: tuple[datetime, datetime], midnight: datetime) -> datetime:
    """When the helpline closes for the last time on the day that begins with the opening `opened`.

    If the helpline stays open past `midnight`, the minute before midnight is given.
    """
    _, end = opened
    # the minute before: a due moment belongs to the day that is promised
    while end < midnight and (later := opening_span(hours, end)) and later[0] < midnight:
        end = later[1]
    return min(end, midnight - timedelta(minutes=1))


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)
