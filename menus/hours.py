"""The helpline's hours: whether the helpline is open at a moment, and when it opens next (R34)."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise, takewhile
from zoneinfo import ZoneInfo

from menus.model import Closure, Hours, Number

HORIZON = 370  # days: a year of holidays and closures is looked through, and no more
DAY = timedelta(days=1)

Span = tuple[datetime, datetime]


def is_open(hours: Hours, now: datetime) -> bool:
    """Whether people answer the helpline at `now` (aware, any zone); not at the moment of closing."""
    if _in_any(hours.closures, now):
        return False
    if _in_any(hours.openings, now):
        return True
    today = now.astimezone(ZoneInfo(hours.zone)).date()
    # yesterday too: a span that runs past midnight belongs to the day on which it starts
    return any(start <= now < end for day in (today - DAY, today) for start, end in _spans(hours, day))


def next_opening(hours: Hours, now: datetime) -> datetime | None:
    """The next time after `now` that the helpline opens, in its time zone; None if not within 370 days."""
    return next((edge for edge, opens in _changes(hours, now) if opens), None)


def opens_as_usual(hours: Hours, now: datetime) -> bool:
    """Whether the helpline next opens when its weekly hours say so, without any holiday or closure."""
    weekly = replace(hours, holidays=frozenset(), bank_holidays=frozenset(), closures=(), openings=())
    return next_opening(hours, now) == next_opening(weekly, now)


def reason_now(hours: Hours, now: datetime) -> str:
    """The reason that people are told for the closure of the helpline at `now`; "" if there is none to tell.

    People are told the reason together with the next opening. So if there are several closures, the reason
    is that of the closure which ends at the next opening. If none ends then, for example because a holiday
    follows, the reason is that of the present closure which ends last.
    """
    there = [closure for closure in hours.closures if _in_any((closure,), now)]
    if not there:
        return ""
    opens = next_opening(hours, now)
    last = [closure for closure in hours.closures if _instant(closure.end, last=True) == opens] or there
    return max(last, key=_lastingness).reason


def _lastingness(closure: Closure) -> tuple[datetime, bool, datetime]:
    """A sort key for closures: people are told the reason of the closure with the greatest key.

    A later end gives a greater key. If two closures end together, one with a reason has the greater key. If
    both or neither have a reason, the closure that began later has it.
    """
    return _instant(closure.end, last=True), bool(closure.reason), _instant(closure.start)


def opening_span(hours: Hours, now: datetime) -> Span | None:
    """The start and end of the present opening of the helpline, or of the next one if it is closed now.

    The start is `now` if the helpline is open. None if there is no opening. The end is at most 370 days
    after the start.
    """
    start = now.astimezone(ZoneInfo(hours.zone)) if is_open(hours, now) else next_opening(hours, now)
    if start is None:
        return None
    end = next((edge for edge, opens in _changes(hours, start) if not opens), start + HORIZON * DAY)
    return start, end


def open_on(hours: Hours, day: date) -> tuple[Span, ...]:
    """The spans of `day`, from midnight to midnight, in which people answer the helpline; () if none."""
    zone = ZoneInfo(hours.zone)
    begins, ends = (datetime.combine(each, time(), zone) for each in (day, day + DAY))
    edges = (edge for edge, _ in takewhile(lambda change: change[0] < ends, _changes(hours, begins)))
    return tuple((start, end) for start, end in pairwise((begins, *edges, ends)) if is_open(hours, start))


def with_closures(hours: Hours, closures: Iterable[Closure], openings: Iterable[Closure] = ()) -> Hours:
    """The hours with added closures and openings, such as those that staff set at the desk."""
    return replace(hours, closures=(*hours.closures, *closures), openings=(*hours.openings, *openings))


def rung_at(hours: Hours, number: str) -> Hours:
    """The hours with `number` (E.164) as the only helpline number; unchanged if `number` is "".

    The pack's words for what a call costs (`Hours.cost`) are dropped unless the number is the pack's first.
    """
    if not number:
        return hours
    cost = hours.cost if number == hours.numbers[0].number else ""
    return replace(hours, numbers=(Number(number, hours.numbers[0].answered_by),), cost=cost)


def _in_any(closures: Iterable[Closure], now: datetime) -> bool:
    return any(_instant(closure.start) <= now < _instant(closure.end, last=True) for closure in closures)


def _spans(hours: Hours, day: date) -> tuple[Span, ...]:
    """The start and end (UTC) of each opening that begins on a day, by the weekly or bank holiday hours."""
    return () if day in hours.holidays else _spans_of(on_day(hours, day), hours.zone, day)


def on_day(hours: Hours, day: date) -> tuple[tuple[time, time], ...]:
    """The helpline's usual opening and closing times on the weekday of `day`, in its zone; () if closed.

    On a bank holiday they are the pack's times for bank holidays, if it gives any. Closures, extra
    openings, and the pack's other holidays are not considered.
    """
    bank = hours.on_bank_holidays if day in hours.bank_holidays else None
    return hours.weekly[day.weekday()] if bank is None else bank


@lru_cache(maxsize=1024)  # two days for each step of a call, or a year to find the next opening
def _spans_of(weekly: tuple[tuple[time, time], ...], zone_name: str, day: date) -> tuple[Span, ...]:
    """The start and end (UTC) of each opening that begins on `day`, from its local times (`weekly`)."""
    zone = ZoneInfo(zone_name)
    return tuple(
        (_at(day, start, zone), _at(day if end > start else day + DAY, end, zone, last=True))
        for start, end in weekly
    )


def _at(day: date, clock: time, zone: ZoneInfo, *, last: bool = False) -> datetime:
    return _instant(datetime.combine(day, clock, zone), last=last)


def _instant(wall: datetime, *, last: bool = False) -> datetime:
    """The moment in UTC of a wall-clock time.

    When the clocks go back, one hour occurs twice. A start is then taken to be in the first of the two, and
    an end (`last` is true) in the second, so that an opening is not cut in two.
    """
    first = wall.replace(fold=0).astimezone(UTC)
    return max(first, wall.replace(fold=1).astimezone(UTC)) if last else first


def _changes(hours: Hours, now: datetime) -> Iterator[tuple[datetime, bool]]:
    """Each moment after `now` at which the helpline opens (True) or closes (False), in its time zone."""
    zone = ZoneInfo(hours.zone)
    open_before = is_open(hours, now)
    for edge in _edges(hours, now):
        if is_open(hours, edge) != open_before:
            open_before = not open_before
            yield edge.astimezone(zone), open_before


def _edges(hours: Hours, now: datetime) -> Iterator[datetime]:
    """The start and end of each opening and closure after `now`, in order.

    Between two of these moments the helpline cannot open or close.
    """
    zone = ZoneInfo(hours.zone)
    today = now.astimezone(zone).date()
    singles = {
        edge
        for closure in (*hours.closures, *hours.openings)
        for edge in (_instant(closure.start), _instant(closure.end, last=True))
    }
    for day in (today + n * DAY for n in range(HORIZON + 1)):
        begins, ends = _at(day, time(), zone), _at(day + DAY, time(), zone)
        weekly = {edge for each in (day - DAY, day) for span in _spans(hours, each) for edge in span}
        yield from (edge for edge in sorted(weekly | singles) if begins <= edge < ends and edge > now)
