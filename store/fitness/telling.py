"""Logs changes of the store's condition: once when a fault begins, once when it ends."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from store.condition import WELL, Condition
from store.fitness import since


class Log(Protocol):
    """The log: lines of an event's name and named values, never a number or a person's words (R41)."""

    def warning(self, event: str, **values: object) -> object:
        """Write one line into the log, as a warning that staff should notice."""


class Telling:
    """Writes to `log` when the store's condition changes; safe to call from many threads.

    A condition counts as changed only if its name (`Condition.name`) is another. `clock` gives seconds of a
    clock that only goes forward, `now` the present time. `data` is a folder in which the beginning of a
    condition is noted. With this note, a process that starts later knows how long the condition has lasted in
    all. If `data` is None, nothing is noted.
    """

    def __init__(
        self,
        log: Log,
        clock: Callable[[], float],
        data: Path | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._log, self._clock, self._data, self._now = log, clock, data, now
        self._lock = threading.Lock()
        self._last: Condition | None = None
        self._began, self._since = 0.0, now()

    def __call__(self, condition: Condition) -> None:
        """Log that the store's last condition has ended and `condition` begun, if their names differ."""
        with self._lock:
            last = self._last
            if last is not None and condition.name == last.name:
                self._tidy(condition)
                return
            ended, self._last = self._lasted(), condition
            self._began, self._since = self._clock(), self._noted(condition)
        if last not in (None, WELL):
            self._log.warning("store", ended=last.name, seconds=ended)
        if condition != WELL:
            self._log.warning("store", began=condition.name, line=condition.line, promises=condition.promises)

    def _lasted(self) -> float:
        """The seconds that the present condition has lasted; a clock that was set back takes nothing off."""
        return round(max(self._clock() - self._began, (self._now() - self._since).total_seconds()), 1)

    def _tidy(self, condition: Condition) -> None:
        """If `condition` is WELL, erase an older note of a fault.

        A process that was replaced while the store had the fault cannot erase its note itself.
        """
        if self._data is not None and condition == WELL:
            since.tidy(self._data, self._now())

    def _noted(self, condition: Condition) -> datetime:
        """The moment when the condition began, as this or another process noted it."""
        if self._data is None:
            return self._now()
        if condition == WELL:
            since.forget(self._data)
            return self._now()
        return since.note(self._data, condition.name, self._now())
