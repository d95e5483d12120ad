"""The log is told once when something begins to be wrong with the store, and once when it ends."""

import resource
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from store.condition import WELL, Condition
from store.fitness import since
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
    assert began["event"] == ended["event"] == "store"
    assert (began["began"], began["line"], began["promises"]) == ("full", FULL.line, False)
    assert (ended["ended"], ended["seconds"]) == ("full", 10.0)


def test_how_long_it_lasted_is_told_to_a_tenth_of_a_second() -> None:
    log, shown = Told(), iter((0.0, 0.0, 12.34, 12.34))
    tell = Telling(log, lambda: next(shown), now=lambda: NOON)
    for condition in (FULL, WELL):
        tell(condition)
    assert log.lines[-1]["seconds"] == 12.3


def test_one_fault_that_follows_another_ends_it() -> None:
    first, ended, second = told_of(FULL, AWAY)
    assert (first["began"], ended["ended"], second["began"]) == ("full", "full", "away")


NOON = datetime(2026, 5, 19, 12, tzinfo=UTC)


class Process:
    """A process of the line that tells how the store is; all of them share a folder."""

    def __init__(self, data: Path) -> None:
        self.log, self.data = Told(), data
        self.now = NOON
        self.tell = Telling(self.log, lambda: 0.0, data, lambda: self.now)

    def finds(self, condition: Condition, seconds: int) -> dict[str, Any]:
        """What it tells last of a condition found so many seconds after noon."""
        self.now = NOON + timedelta(seconds=seconds)
        self.tell(condition)
        return self.log.lines[-1] if self.log.lines else {}


def test_a_process_that_begins_while_the_store_is_away_tells_how_long_it_was_away_in_all(
    tmp_path: Path,
) -> None:
    Process(tmp_path).finds(AWAY, 0)
    new = Process(tmp_path)
    assert new.finds(AWAY, 290)["began"] == "away"
    assert new.finds(WELL, 300)["seconds"] == 300.0


def test_what_was_over_before_is_not_told_with_what_comes_later(tmp_path: Path) -> None:
    first = Process(tmp_path)
    first.finds(AWAY, 0)  # and the line was ended
    Process(tmp_path).finds(WELL, 3600)
    later = Process(tmp_path)
    later.finds(AWAY, 7200)
    assert later.finds(WELL, 7210)["seconds"] == 10.0
    later.finds(FULL, 8000)
    assert Process(tmp_path).finds(AWAY, 8010) and later.finds(WELL, 8020)["seconds"] == 20.0


def test_what_one_noted_too_late_and_was_replaced_is_not_told_with_the_next(tmp_path: Path) -> None:
    stays = Process(tmp_path)
    stays.finds(AWAY, 0)
    stays.finds(WELL, 5)
    Process(tmp_path).finds(AWAY, 6)  # and it was ended
    stays.finds(WELL, 20)
    assert (tmp_path / "store-since").exists(), "somebody may find it wrong now"
    stays.finds(WELL, 90)
    stays.finds(AWAY, 86_400)
    assert stays.finds(WELL, 86_405)["seconds"] == 5.0


def test_a_clock_that_was_set_back_and_a_folder_that_cannot_be_written_make_no_outage_negative(
    tmp_path: Path,
) -> None:
    Process(tmp_path).finds(AWAY, 3600)
    new = Process(tmp_path)
    new.finds(AWAY, 0)
    assert new.finds(WELL, -100)["seconds"] == 0.0
    lost = Process(tmp_path / "nowhere")
    lost.finds(AWAY, 0)
    assert lost.finds(WELL, 5)["seconds"] == 5.0
    (tmp_path / "store-since").write_text("[")
    assert Process(tmp_path).finds(AWAY, 0)["began"] == "away"


def test_a_full_disk_leaves_no_empty_file_and_one_of_the_version_before_goes_when_all_is_well(
    tmp_path: Path,
) -> None:
    (tmp_path / ".store-since.1").touch()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        since.note(tmp_path, "full", NOON)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [file.name for file in tmp_path.iterdir()] == [".store-since.1"]
    since.forget(tmp_path)
    assert not [*tmp_path.iterdir()]


def test_somebody_may_still_find_wrong_what_began_within_a_minute(tmp_path: Path) -> None:
    for seconds, kept in ((0, True), (60, True), (-60, True), (61, False), (-61, False)):
        since.note(tmp_path, "away", NOON)
        since.tidy(tmp_path, NOON + timedelta(seconds=seconds))
        assert (tmp_path / since.FILE).exists() is kept
