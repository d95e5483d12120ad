"""The failures of the last hour, worked out from counts by day that are saved every minute."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from counted.table import failure_in_words
from store.client import Client
from store.counts.counts import Counts
from store.keys import PREFIX
from store.link import Link
from store.moments import HOUR, seconds

NOTES = f"{PREFIX}failures"
MINUTE = 60


@dataclass(frozen=True, slots=True)
class Failures:
    """The number of failures in the last hour, although counts are by day (R42).

    The day's counts of failures are saved every minute for this, and each saved row is kept for two hours.
    Methods raise `Unreachable`.
    """

    link: Link
    counts: Counts

    def note(self, now: datetime) -> None:
        """Save the day's number of failures until now, at most once a minute over all processes.

        Raises `Unreachable`.
        """
        minute = seconds(now) // MINUTE
        row = json.dumps(self._until(now), sort_keys=True)

        def write(store: Client) -> None:
            if store.set(f"{NOTES}:{minute}", "", nx=True, ex=2 * MINUTE):
                pipeline = store.pipeline()
                pipeline.zadd(NOTES, {f"{minute} {row}": minute})
                pipeline.zremrangebyscore(NOTES, "-inf", minute - 2 * HOUR // MINUTE)
                pipeline.execute()

        self.link.ask(write)

    def last_hour(self, now: datetime) -> dict[str, int]:
        """The number of failures in the last hour, by the name of their count.

        The hour is shorter if the counts have been saved (`note`) for less than an hour; the result is {}
        if they were never saved, or nothing failed. Raises `Unreachable`.
        """
        minute = seconds(now) // MINUTE - HOUR // MINUTE

        def read(store: Client) -> Any:
            # the last note before the hour; where there is none, the first one in it
            before = store.zrevrangebyscore(NOTES, minute, "-inf", 0, 1)
            return before or store.zrangebyscore(NOTES, minute, "+inf", 0, 1)

        rows = self.link.ask(read)
        if not rows:
            return {}
        before = json.loads(rows[0].decode().partition(" ")[2])
        grown: dict[str, int] = {}
        for day, found in self._until(now).items():
            for name, count in found.items():
                grown[name] = grown.get(name, 0) + count - before.get(day, {}).get(name, 0)
        return {name: count for name, count in sorted(grown.items()) if count > 0}

    def _until(self, now: datetime) -> dict[str, dict[str, int]]:
        """The counts of failures until now, by day (ISO) and then by name.

        `last_hour` subtracts earlier saved counts from these. Before three in the morning yesterday's counts
        are included, because the earlier counts may have been saved yesterday.
        """
        today = now.astimezone(self.counts.zone).date()
        first = (now - timedelta(hours=3)).astimezone(self.counts.zone).date()
        return {day.isoformat(): _failed(found) for day, found in self.counts.span(first, today).items()}


def _failed(found: Mapping[str, int]) -> dict[str, int]:
    return {name: count for name, count in found.items() if failure_in_words(name)}
