"""The log is told once when something begins to be wrong with the store, and once when it ends."""

from dataclasses import replace
from typing import Any

from store.condition import WELL, Condition
from store.fitness.telling import Telling

FULL = Condition("full", "The store is full.", promises=False, reads=True)
AWAY = Condition("away", "The store does not answer.")


class Told:
    """A log that remembers, and a clock that goes on by ten seconds at each look."""

    def __init__(self) -> None:
        self.lines: list[dict[str, Any]] = []
        self._now = 0.0

    def warning(self, event: str, **values: object) -> None:
        self.lines.append({"event": event, **values})

    def clock(self) -> float:
        self._now += 10
        return self._now


def told_of(*conditions: Condition) -> list[dict[str, Any]]:
    log = Told()
    tell = Telling(log, log.clock)
    for condition in conditions:
        tell(condition)
    return log.lines


def test_a_store_that_is_well_is_not_mentioned() -> None:
    assert told_of(WELL, WELL) == []


def test_what_goes_on_is_told_once_and_its_end_with_how_long() -> None:
    began, ended = told_of(WELL, FULL, FULL, replace(FULL, line="The store is fuller."), WELL, WELL)
    assert (began["began"], began["line"], began["promises"]) == ("full", FULL.line, False)
    assert (ended["ended"], ended["seconds"]) == ("full", 10.0)


def test_one_fault_that_follows_another_ends_it() -> None:
    first, ended, second = told_of(FULL, AWAY)
    assert (first["began"], ended["ended"], second["began"]) == ("full", "full", "away")
