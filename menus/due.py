"""The times for call-backs: the times of day to choose from, and the day that is promised (R38)."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
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
# On so few days ahead they have their whole share: whoever takes it all must come back each day.
DAYS_FOR_OTHERS = 3
DAY = timedelta(days=1)
# So long before its end the present opening is not promised for a call that is late.
NOTICE = timedelta(hours=1)
# A second try comes so long after the first, counted in the helpline's hours, and in a time of some length.
BETWEEN = timedelta(hours=3)
ROOM = timedelta(minutes=30)
QUARTER = timedelta(minutes=15)
# When each time of day begins and ends, in hours: nobody is woken, though a helpline may be open all night.
TIMES_OF_DAY: dict[Best, tuple[int, int]] = {
    "morning": (8, 12),
    "afternoon": (12, 17),
    "evening": (17, 21),
    "any": (8, 21),
}
# The day of the earliest second try, and the next: further off the best time is not waited for.
DAYS_FOR_BEST = 2


def due_days(hours: Hours, now: datetime) -> tuple[datetime, ...]:
    """The days by which a call-back may be promised, each as the helpline's last closing time on that day.

    They are the next 30 days on which the helpline opens, not counting today. There are fewer if the helpline
    opens on fewer days in the next year. The times are in the helpline's own time zone. `now` is aware.
    """
    return _days_after(hours, now.astimezone(ZoneInfo(hours.zone)).date())


@lru_cache(maxsize=8)
def _days_after(hours: Hours, today: date) -> tuple[datetime, ...]:
    """The last closing times of the next 30 days on which the helpline opens, from the day after `today`.

    They are cached, because a caller waits while they are computed.
    """
    return tuple(islice(_ends(hours, today), DAYS))


def holds(hours: Hours, due: datetime, now: datetime) -> datetime:
    """The time by which staff must ring a person who was promised a call by `due`.

    It is `due`, unless the helpline is closed for all the rest of that day. Then it is the last closing time
    on the next day on which the helpline opens. If `due` has passed, or the helpline never opens again, it is
    `due`. The times are aware, and `now` is this moment.
    """
    if due <= now:
        return due
    zone = ZoneInfo(hours.zone)
    day = due.astimezone(zone).date()
    opened = opening_span(hours, max(_midnight(day, zone), now.astimezone(zone)))
    if opened is None or opened[0].date() <= day:
        return due
    return _last_end(hours, opened, _midnight(opened[0].date() + DAY, zone))


def is_late(hours: Hours, due: datetime, now: datetime) -> bool:
    """Whether the time by which staff must ring a person who was promised a call by `due` has passed.

    The times are aware, and `now` is this moment.
    """
    return holds(hours, due, now) <= now


def told(hours: Hours, due: datetime, now: datetime) -> datetime:
    """The time by which we say that staff will ring, to a person who was promised a call by `due`.

    It is the time by which they must ring, if that is still to come. Otherwise it is the last closing time
    on the first day on which the helpline is open an hour from now or later. If there is no such day, it is
    the time by which they had to ring, although that has passed.
    """
    held, zone = holds(hours, due, now), ZoneInfo(hours.zone)
    opened = opening_span(hours, now.astimezone(zone) + NOTICE) if held <= now else None
    return held if opened is None else _last_end(hours, opened, _midnight(opened[0].date() + DAY, zone))


def shares(days: Sequence[datetime], a_day: int, withheld: bool) -> tuple[int, ...]:
    """How many call-backs to other people's numbers may be promised for each of `days` (R49).

    `a_day` is how many call-backs a day may have in all. A quarter of them is the share of askers who show
    their own number, and a quarter that of askers who withhold it (`withheld`). The first three days with a
    share offer all of it. Each later day offers a quarter of it, so that nobody can use up the shares of
    weeks. The result is shorter than `days` if the later days offer none.
    """
    soon = shares_soon(days, a_day, withheld)
    later = a_day // 4 // 4
    return (*soon, *(later for _ in days[len(soon) :] if later))


def shares_soon(days: Sequence[datetime], a_day: int, withheld: bool) -> tuple[int, ...]:
    """The share of call-backs to other people's numbers for each of `days`, up to the third day with a share.

    A day has `a_day` call-backs. A quarter of them is for askers who show their own number, and another
    quarter for askers who withhold it (`withheld`). So neither kind of asker can use up the share of the
    other. If `a_day` is less than four, the share is one call-back on some days and none on the others.
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
    """The last closing time of the helpline on the day of which `opened` (start, end) is an opening.

    If the helpline stays open past `midnight`, the end of that day, the result is the minute before midnight.
    """
    _, end = opened
    # the minute before: a due moment belongs to the day that is promised
    while end < midnight:
        later = opening_span(hours, end)
        if later is None or later[0] >= midnight:
            break
        end = later[1]
    return min(end, midnight - timedelta(minutes=1))


def ring_time(hours: Hours, now: datetime) -> datetime | None:
    """The first moment, from `now` on, at which staff ring people back; `now` itself if they do now.

    The helpline must be open then, and it must be between 8 in the morning and 9 in the evening, so that
    nobody is woken. If no opening soon has such a time, because the helpline opens only at night, it is the
    beginning of the next opening. None if no opening comes. `now` is aware; the result is in the helpline's
    time zone.
    """
    opened = opening_span(hours, now)
    earliest = opened and opened[0]
    for _ in range(DAYS):
        if opened is None:
            break
        if at := _in_daytime(*opened):
            return at
        opened = opening_span(hours, opened[1])
    return earliest


def _in_daytime(start: datetime, end: datetime) -> datetime | None:
    """The first moment of an opening at which nobody is woken by a call; None if it has none."""
    first, last = TIMES_OF_DAY["any"]
    for day in (start.date(), start.date() + DAY):
        midnight = _midnight(day, start.tzinfo or UTC)
        begins = max(start, midnight + timedelta(hours=first))
        if begins < min(end, midnight + timedelta(hours=last)):
            return begins
    return None


def second_try(hours: Hours, now: datetime, best: Best) -> tuple[datetime, datetime] | None:
    """The start and end of the second try to ring a person who did not answer at `now`.

    The helpline must first be open for three hours in all after `now` (R54). The earliest start is the
    quarter of an hour after that (such as 10:15). The start is in the person's `best` time of that day or of
    the next open day. If neither day has half an hour of that time left, or if any time will do, the start is
    as early as possible. The end is the helpline's last closing time on that day. `now` is aware, and the
    result in the helpline's time zone. It is None if no opening comes.
    """
    earliest = _after_working(hours, now)
    spans = list(_spans_from(hours, earliest)) if earliest else []
    if not spans:
        return None
    begins = next((at for span in spans if (at := _in_best(span, best))), spans[0][0])
    opened = opening_span(hours, begins)
    assert opened is not None
    return begins, _last_end(hours, opened, _midnight(begins.date() + DAY, begins.tzinfo or UTC))


def _after_working(hours: Hours, now: datetime) -> datetime | None:
    """The moment at which the helpline has been open for three hours since `now`.

    It is put off to a full quarter of an hour (such as 10:15), and is in the helpline's zone. It is None if
    too few open hours are still to come.
    """
    left, at = BETWEEN, now
    while opened := opening_span(hours, at):
        start, end = opened
        length = end.astimezone(UTC) - start.astimezone(UTC)
        if length > left:
            found = (start.astimezone(UTC) + left).astimezone(start.tzinfo)
            return found + -(found - found.replace(minute=0, second=0, microsecond=0)) % QUARTER
        left, at = left - length, end
    return None


def _spans_from(hours: Hours, at: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The openings from `at` on, cut at midnight, on the first two days with enough time for a call.

    Only openings that have half an hour left are given.
    """
    days: set[date] = set()
    while opened := opening_span(hours, at):
        start, end = opened
        at = min(end, _midnight(start.date() + DAY, start.tzinfo or UTC))
        if at - start >= ROOM:
            days.add(start.date())
            if len(days) > DAYS_FOR_BEST:
                return
            yield start, at


def _in_best(span: tuple[datetime, datetime], best: Best) -> datetime | None:
    """The start of the `best` time of day within an opening; None if less than half an hour of it is open."""
    start, end = span
    first, last = (
        _midnight(start.date(), start.tzinfo or UTC) + timedelta(hours=n) for n in TIMES_OF_DAY[best]
    )
    begins = max(start, first)
    return begins if min(end, last) - begins >= ROOM else None


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone)
