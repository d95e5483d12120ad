"""Counts by day (R42): added up in memory, and written to the store by a thread every second."""

import os
import re
import threading
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo
from multiprocessing.util import Finalize
from typing import Any

from counted.names import LATER, Count
from store.client import Client, in_one_trip
from store.keys import PREFIX
from store.link import Link, Unreachable
from store.moments import HOUR

FLUSH_SECONDS = 1.0
DAYS_KEPT = 400
DAYS = f"{PREFIX}days"
SINCE = f"{PREFIX}counted_since"
ONCE = f"{PREFIX}once:"
# How much is remembered to be counted once. Past it, while the store is away, counting twice is better.
MOST_ONCE = 10_000
# What a count may be called: nothing that could hold a phone number. The carrier's error codes have 5 digits.
NAME = re.compile(r"(?!.*\d{6})[a-z0-9:_.\-]{1,80}")


class Counts:
    """The store's counts: how often each thing happened on each day in the time zone `zone`.

    The names of the counts are in the folder `counted`. A day's counts are kept for 400 days, then added to
    those of its month. While the store is away reading raises `Unreachable`; `add` and `flush` raise nothing.
    """

    _heard: deque[tuple[datetime, str, tuple[Count, ...], int]]
    _gathered: Counter[tuple[date, Count]]
    _gathered_once: dict[str, tuple[tuple[date, Count], ...]]
    _flusher: threading.Thread | None

    def __init__(self, link: Link, zone: tzinfo = UTC) -> None:
        self.link = link
        self.zone = zone
        self._roll_up_script = link.script("roll_up")
        self._rolled = self._today = date.min
        # Not atexit: the forked workers of a web server end without it.
        self._at_exit = Finalize(None, self.flush, exitpriority=1)
        self._start_over()

    def add(self, now: datetime, *names: Count) -> None:
        """Count one more of each of `names` on the day of `now` (aware).

        A name that is malformed, or may hold a phone number, is dropped.
        """
        self._gather(now, "", names)

    def take_away(self, now: datetime, *names: Count) -> None:
        """Count one fewer of each of `names` on the day of `now`, the time of an event that was undone."""
        self._gather(now, "", names, -1)

    def add_once(self, now: datetime, what: str, *names: Count) -> None:
        """Count one more of each of `names`, as `add` does, but only once an hour for the same event.

        `what` is a hash that identifies the event, the same in all processes. The thread that writes the
        counts to the store finds out later whether the event was counted before.
        """
        self._gather(now, what, names)

    def _gather(self, now: datetime, once: str, names: tuple[Count, ...], by: int = 1) -> None:
        if self._pid != os.getpid():
            self._start_over()  # what was gathered before the fork is the parent's to write
        self._heard.append((now, once, names, by))
        if self._flusher is None:
            with self._lock:
                self._flusher = self._flusher or self.link.start("counts", self._flush_by_the_second)

    def _add_up(self) -> None:
        """Add up what `add` and the like have noted in memory since this last ran, for `flush` to write.

        The thread that writes the counts calls this, so that no webhook need take the time.
        """
        with self._lock:
            for _ in range(len(self._heard)):
                now, once, names, by = self._heard.popleft()
                today = now.astimezone(self.zone).date()
                self._today = max(self._today, today)
                counts = tuple((today, name) for name in names if NAME.fullmatch(name))
                if once and len(self._gathered_once) < MOST_ONCE:
                    self._gathered_once.setdefault(once, counts)
                else:
                    for count in counts:
                        self._gathered[count] += by

    def flush(self) -> None:
        """Write the counts that are in memory to the store.

        While the store is away they stay in memory. If the write itself fails they are lost, because writing
        them again could count them twice.
        """
        if self._pid != os.getpid():
            return
        self._add_up()
        if self.link.away:
            return
        with self._lock:
            gathered, self._gathered = self._gathered, Counter()
            once, self._gathered_once = self._gathered_once, {}
        try:
            for counts in self.link.ask(lambda store: _first(store, once)) if once else ():
                gathered.update(counts)
            if gathered:
                self.link.ask(lambda store: _write(store, gathered))
            if self._rolled != self._today:
                self._note_since(self._today)
                self.roll_up(self._today)
                self._rolled = self._today
        except Unreachable:
            return  # it may have been written all the same: adding it again would count it twice

    def day(self, day: date) -> dict[str, int]:
        """The counts of one day, by name, without those that are still in memory. Raises `Unreachable`."""
        return self.span(day, day)[day]

    def span(self, first: date, last: date) -> dict[date, dict[str, int]]:
        """The counts of every day from `first` to `last`, both included; {} for a day without any.

        Raises `Unreachable`.
        """
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        return dict(zip(days, self._read([day.isoformat() for day in days]), strict=True))

    def months(self, first: date, last: date) -> dict[str, dict[str, int]]:
        """The counts of each month ("2026-05") from `first` to `last`; {} for a month without any.

        Only the days over 400 days ago are in them (`roll_up`). Raises `Unreachable`.
        """
        months = list(_months(first, last))
        return dict(zip(months, self._read(months), strict=True))

    def months_counted(self, first: date, last: date) -> set[str]:
        """The months ("2026-05") from `first` to `last` that have counts, whether by day or by month.

        Raises `Unreachable`.
        """
        months = list(_months(first, last))

        def read(store: Client) -> tuple[Any, list[int]]:
            pipeline = in_one_trip(store)
            pipeline.zrange(DAYS, 0, -1)
            for month in months:
                pipeline.exists(_key(month))
            days, *rolled_up = pipeline.execute()
            return days, rolled_up

        days, rolled_up = self.link.ask(read)
        old = {month for month, found in zip(months, rolled_up, strict=True) if found}
        return old | ({day.decode()[:7] for day in days} & set(months))

    def since(self) -> dict[str, date]:
        """For each kind of count that older versions of the line did not have (`LATER`), its first day.

        Raises `Unreachable`.
        """
        found: Any = self.link.ask(lambda store: store.hgetall(SINCE))
        return {name.decode(): date.fromisoformat(day.decode()) for name, day in found.items()}

    def _note_since(self, today: date) -> None:
        """Store `today` as the first day of each kind of count that has no first day yet."""

        def write(store: Client) -> None:
            for name in LATER:
                store.hsetnx(SINCE, name, today.isoformat())

        self.link.ask(write)

    def roll_up(self, today: date) -> None:
        """Add the counts of each day over 400 days before `today` to its month, and erase the day.

        Several processes may do this at the same time. Raises `Unreachable`.
        """
        oldest = (today - timedelta(days=DAYS_KEPT)).toordinal()
        days: Any = self.link.ask(lambda store: store.zrangebyscore(DAYS, "-inf", f"({oldest}"))
        for day in (name.decode() for name in days):
            self._roll_up_script(of_day=_key(day), of_month=_key(day[:7]), days=DAYS, day=day)

    def close(self) -> None:
        """Write the counts that are still in memory.

        The thread that writes them every second goes on until the connection to the store is closed.
        """
        self._at_exit()

    def _start_over(self) -> None:
        # The process is noted last: until then another thread of a child begins anew, too.
        self._lock = threading.Lock()
        self._heard = deque()
        self._gathered = Counter()
        self._gathered_once = {}
        self._flusher = None
        self._pid = os.getpid()

    def _flush_by_the_second(self, stopped: threading.Event) -> None:
        while not stopped.wait(FLUSH_SECONDS):
            self.flush()

    def _read(self, spans: list[str]) -> list[dict[str, int]]:
        def read(store: Client) -> list[Mapping[bytes, bytes]]:
            pipeline = in_one_trip(store)
            for span in spans:
                pipeline.hgetall(_key(span))
            found: list[Mapping[bytes, bytes]] = pipeline.execute()
            return found

        return [{name.decode(): int(count) for name, count in found.items()} for found in self.link.ask(read)]


def _key(span: str) -> str:
    return f"{PREFIX}counts:{span}"


def _first(
    store: Client, once: Mapping[str, tuple[tuple[date, Count], ...]]
) -> list[tuple[tuple[date, Count], ...]]:
    """Mark events as counted now; give the counts of those that were not counted within the last hour.

    `once` holds the counts of each event, by a hash that identifies the event.
    """
    pipeline = in_one_trip(store)
    for what in once:
        pipeline.set(ONCE + what, "", nx=True, ex=HOUR)
    return [counts for counts, new in zip(once.values(), pipeline.execute(), strict=True) if new]


def _write(store: Client, gathered: Mapping[tuple[date, Count], int]) -> None:
    pipeline = store.pipeline()  # all of a second or nothing
    for day in {day for day, _ in gathered}:
        pipeline.zadd(DAYS, {day.isoformat(): day.toordinal()})
    for (day, name), count in gathered.items():
        pipeline.hincrby(_key(day.isoformat()), name, count)
    pipeline.execute()


def _months(first: date, last: date) -> Iterator[str]:
    for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield f"{month // 12:04}-{month % 12 + 1:02}"
