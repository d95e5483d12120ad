"""The counts of a range of days, even of years; counts of past days are read once, then cached."""

import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from store.counts.counts import DAYS_KEPT, Counts

DAY = timedelta(days=1)
# A pipeline of this many days answers well within the wait of the link.
AT_ONCE = 50
Found = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Past:
    """The counts of a range of days: by day, or by month ("2024-11") for days over 400 days ago.

    Each day or month has the numbers by the names of the counts.
    """

    days: Mapping[date, Found]
    months: Mapping[str, Found]


class History:
    """Reads counts, and caches in memory those that cannot change any more: of past days and months."""

    def __init__(self, counts: Counts) -> None:
        self._counts = counts
        self._days: dict[date, Found] = {}
        self._months: dict[str, Found] = {}
        self._lock = threading.Lock()

    def read(self, first: date, last: date, today: date) -> Past:
        """Read the counts of the days from `first` to `last`, both included; of old days, by month.

        `today` tells which days are old (over 400 days ago). A day or month without counts has {}. Raises
        `Unreachable`.
        """
        oldest = today - timedelta(days=DAYS_KEPT)
        with self._lock:
            days = self._read_days(max(first, oldest), min(last, today), today)
            months = self._read_months(first, min(last, oldest - DAY), oldest) if first < oldest else {}
        return Past(days, months)

    def _read_days(self, first: date, last: date, today: date) -> dict[date, Found]:
        wanted = [first + n * DAY for n in range((last - first).days + 1)]
        found: dict[date, Found] = {}
        for run in runs([day for day in wanted if day not in self._days]):
            found |= self._counts.span(run[0], run[-1])
        # yesterday's last counts may still be on their way
        self._days |= {day: counts for day, counts in found.items() if day < today - DAY}
        for day in [day for day in self._days if day < today - timedelta(days=DAYS_KEPT)]:
            del self._days[day]
        return {day: found.get(day) or self._days.get(day, {}) for day in wanted}

    def _read_months(self, first: date, last: date, oldest: date) -> dict[str, Found]:
        wanted = list(dict.fromkeys(f"{day:%Y-%m}" for day in _each_month(first, last)))
        missing = [month for month in wanted if month not in self._months]
        found: dict[str, Found] = {}
        if missing:
            found = dict(self._counts.months(_first(missing[0]), _first(missing[-1])))
        self._months |= {month: counts for month, counts in found.items() if month < f"{oldest:%Y-%m}"}
        return {month: found.get(month) or self._months.get(month, {}) for month in wanted}


def runs(days: list[date]) -> Iterator[list[date]]:
    """Split a list of days into lists of consecutive days, at most 50 each, as many as one request reads."""
    run: list[date] = []
    for day in days:
        if run and (day - run[-1] != DAY or len(run) == AT_ONCE):
            yield run
            run = []
        run.append(day)
    if run:
        yield run


def _each_month(first: date, last: date) -> Iterator[date]:
    """The first day of each month that contains a day from `first` to `last`."""
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = (month + timedelta(days=31)).replace(day=1)


def _first(month: str) -> date:
    return date.fromisoformat(f"{month}-01")
