"""The days that a page of counts covers, read from its URL, and the months that can be chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from flask import request

from store.counts.history import Past
from web.desk.needs import Desk
from web.figures.rough import NONE, shown
from web.figures.spans import Span, month_of, name_of_month, until
from web.figures.told import Told, told

USUAL, LONGEST, MONTHS_BACK = 30, 5 * 366, 60
# No line is older; and five years before this there still are dates to compare with.
OLDEST = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Asked:
    """The days to show; if the request named days that cannot be shown, `wrong` says why, else it is ""."""

    span: Span
    wrong: str = ""


def today_of(desk: Desk) -> date:
    """Today, in the helpline's time zone."""
    return desk.now().astimezone(desk.zone).date()


def last_days(today: date, days: int) -> Span:
    """The last `days` days, today included."""
    return Span(today - timedelta(days=days - 1), today)


def read_month(written: str, today: date) -> Span | None:
    """The month written as "2026-11", up to today; None if it is no month, too old or not yet begun."""
    try:
        day = date.fromisoformat(f"{written}-01")
    except ValueError:
        return None
    return until(month_of(day), today) if OLDEST <= day <= today else None


def read_days(today: date) -> Asked:
    """Read the range of days from the URL's query: a month, or a first and a last day.

    If the query has none, or one that cannot be shown, the range is the last 30 days.
    """
    usual = last_days(today, USUAL)
    if written := request.args.get("month", ""):
        month = read_month(written, today)
        return Asked(month) if month else Asked(usual, "That is no month that has begun.")
    given = request.args.get("from", ""), request.args.get("to", "")
    if not any(given):
        return Asked(usual)
    try:
        first, last = map(date.fromisoformat, given)
    except ValueError:
        return Asked(usual, "Choose both days, the first and the last.")
    last = min(last, today)
    if not OLDEST <= first <= last or (last - first).days > LONGEST:
        return Asked(usual, "The first day has to come first, and five years are the most.")
    return Asked(Span(first, last))


def counts_of(desk: Desk, span: Span) -> Past:
    """The counts of a range of days, from the store. Raises `Unreachable` if it does not answer."""
    return desk.history.read(span.first, span.last, today_of(desk))


def tell(desk: Desk, span: Span) -> Told:
    """Describe a range of days in sentences, and compare its counts with those of earlier days.

    Raises `Unreachable` if the store, which has the counts, does not answer.
    """
    today, line = today_of(desk), desk.kept.line
    late = shown(desk.kept.overview.look(desk.now())[0].late) if span.last == today else NONE
    return told(desk.pack(), lambda days: counts_of(desk, days), span, today, line.counts.since(), late)


def months(desk: Desk) -> Mapping[str, list[tuple[str, str]]]:
    """The present month and all months with counts, by year, the newest first.

    Each month is given as "2026-11" and in words. Raises `Unreachable` if the store does not answer.
    """
    today = today_of(desk)
    kept = desk.kept.line.counts.months_counted(month_of(today, MONTHS_BACK).first, today)
    found: dict[str, list[tuple[str, str]]] = {}
    for month in sorted(kept | {f"{today:%Y-%m}"}, reverse=True):
        found.setdefault(month[:4], []).append((month, name_of_month(date.fromisoformat(f"{month}-01"))))
    return found
