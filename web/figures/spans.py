"""Ranges of days in words ("in November 2026 so far"), and the ranges they are compared with."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """The number of days in the span."""
        return (self.last - self.first).days + 1

    @property
    def in_one_month(self) -> bool:
        """Whether the span begins on the first of a month and ends in the same month."""
        return self.first.day == 1 and f"{self.first:%Y%m}" == f"{self.last:%Y%m}"

    @property
    def is_month(self) -> bool:
        """Whether the span is one whole month."""
        return self.in_one_month and self.last == end_of_month(self.first)

    @property
    def query(self) -> dict[str, str]:
        """The URL parameters `from` and `to` that make the page of counts show these days."""
        return {"from": self.first.isoformat(), "to": self.last.isoformat()}


def end_of_month(day: date) -> date:
    """The last day of the month of `day`."""
    return (day.replace(day=28) + 4 * DAY).replace(day=1) - DAY


def month_of(day: date, back: int = 0) -> Span:
    """The whole month that lies `back` months before the month of `day`."""
    months = day.year * 12 + day.month - 1 - back
    first = date(months // 12, months % 12 + 1, 1)
    return Span(first, end_of_month(first))


def until(span: Span, today: date) -> Span:
    """The part of a span up to and with `today`."""
    return Span(span.first, min(span.last, today))


def whole(span: Span, oldest: date) -> Span:
    """The span, widened to a whole month at each end that lies before `oldest`.

    Only from the day `oldest` on are counts kept by day, not by month.
    """
    first = span.first.replace(day=1) if span.first < oldest else span.first
    return Span(first, end_of_month(span.last) if span.last < oldest else span.last)


def name_of_month(day: date) -> str:
    """The month of a day in words: "November 2026"."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def name(span: Span, today: date) -> str:
    """The time of a span in words: "in November 2026 so far", "in the last 30 days"."""
    if span.is_month and span.last < today:
        return f"in {name_of_month(span.first)}"
    if span.in_one_month and span.last == today:
        return f"in {name_of_month(span.first)} so far"
    if span.last == today:
        return "today so far" if span.days == 1 else f"in the last {span.days:,} days"
    return f"on {day_words(span.first)}" if span.days == 1 else f"from {days_in_words(span)}"


def day_words(day: date) -> str:
    """A day in words: "3 May 2026"."""
    return f"{day.day} {name_of_month(day)}"


def days_in_words(span: Span) -> str:
    """The days of a span in words: "3 to 9 May 2026", "28 November 2025 to 3 May 2026"."""
    first = day_words(span.first)
    if span.first.year == span.last.year:
        first = first.rpartition(" ")[0]
        if span.first.month == span.last.month:
            first = str(span.first.day)
    return f"{first} to {day_words(span.last)}" if span.days > 1 else day_words(span.last)


@dataclass(frozen=True, slots=True)
class Against:
    """A comparison: the days `now` with the days `before`, which a sentence calls `said`."""

    now: Span
    before: Span
    said: str


def compared_with(span: Span, today: date, oldest: date) -> Iterator[Against]:
    """The earlier ranges of days with which a sentence compares the range `span`.

    A whole month, or the present month so far, is compared with the month before, and with the same month of
    the year before. Any other range is compared with as many days just before it. If today is in the range,
    only the days until yesterday are compared, with as many earlier days. Counts from before `oldest` are
    kept only by month, so they are compared only if the earlier range is a whole month.
    """
    now = until(span, today - DAY)
    for against in _earlier(now, so_far=now != span) if now.days > 0 else ():
        if against.before.first >= oldest or against.before.is_month:
            yield against


def _earlier(now: Span, *, so_far: bool) -> Iterator[Against]:
    if not now.in_one_month or (not so_far and not now.is_month):
        said = "on the day before" if now.days == 1 else f"in the {now.days:,} days before"
        yield Against(now, Span(now.first - now.days * DAY, now.first - DAY), said)
        return
    for back in (1, 12):
        month = month_of(now.first, back)
        said = f"in {'the same days of ' if so_far else ''}{name_of_month(month.first)}"
        days = min(now.days, month.days) if so_far else month.days
        alike = Span(now.first, now.first + (days - 1) * DAY) if so_far else now
        yield Against(alike, Span(month.first, month.first + (days - 1) * DAY), said)
