"""Tells the log how the store is: once when something begins to be wrong, once when it ends."""

import threading
from collections.abc import Callable
from typing import Protocol

from store.condition import WELL, Condition


class Log(Protocol):
    """The log: lines of an event's name and named values, never a number or a person's words (R41)."""

    def warning(self, event: str, **values: object) -> object:
        """Write one line into the log, as a warning that staff should notice."""


class Telling:
    """Writes to `log` when the store's condition changes; safe to call from many threads.

    `clock` gives seconds of a clock that only goes forward. Only a new `Condition.name` counts as a change:
    where nothing but the condition's other fields differ, nothing is written.
    """

    def __init__(self, log: Log, clock: Callable[[], float]) -> None:
        self._log, self._clock = log, clock
        self._lock = threading.Lock()
        self._last, self._began = WELL, 0.0

    def __call__(self, condition: Condition) -> None:
        """Log that the store's last condition has ended and `condition` begun, if their names differ."""
        with self._lock:
            last, began = self._last, self._began
            if condition.name == last.name:
                return
            self._last, self._began = condition, self._clock()
        if last != WELL:
            self._log.warning("store", ended=last.name, seconds=round(self._began - began, 1))
        if condition != WELL:
            self._log.warning("store", began=condition.name, line=condition.line, promises=condition.promises)
