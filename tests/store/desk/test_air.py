"""What staff take off the air and what they announce: to the second, and one notice at a time (R57)."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from store.desk.air import RUNS, Notice
from store.desk.desk import DeskStore
from store.moments import HOUR
from tests.conftest import OPEN


def at(seconds: int) -> datetime:
    return OPEN + timedelta(seconds=seconds)


def notice(begins: int = 0, ends: int = HOUR, said: str = "busy") -> Notice:
    return Notice({"en": (said, said)}, at(ends), "ann", at(begins))


@pytest.mark.parametrize(("later", "free"), [(HOUR - 1, False), (HOUR, True)])
def test_a_notice_makes_room_for_the_next_in_the_second_in_which_it_ends(
    kept: DeskStore, later: int, free: bool
) -> None:
    assert kept.airing.announce(notice())
    assert kept.airing.announce(notice(later, 2 * HOUR, "closed")) is free
    runs: Any = kept.airing.look().notice
    assert runs.words["en"][0] == ("closed" if free else "busy")
    assert kept.airing.end(at(later)), "one of both runs"


@pytest.mark.parametrize(("later", "runs"), [(HOUR - 1, True), (HOUR, False)])
def test_only_what_still_runs_is_ended_and_only_what_would_still_run_is_brought_back(
    kept: DeskStore, later: int, runs: bool
) -> None:
    assert not kept.airing.end(OPEN) and not kept.airing.bring_back(OPEN)
    kept.airing.announce(notice())
    assert kept.airing.end(at(later)) is runs
    if not runs:
        kept.airing._move(RUNS, "ended")
    assert kept.airing.bring_back(at(later)) is runs
    assert (kept.airing.look().notice is not None) is runs


def test_a_notice_that_was_ended_comes_back_once_another_has_run_out(kept: DeskStore) -> None:
    kept.airing.announce(notice(0, 3 * HOUR))
    kept.airing.end(OPEN)
    row = kept.airing.raw()[b"ended"]
    kept.airing.announce(notice(0, HOUR, "closed"))
    assert not kept.airing.bring_back(at(HOUR)), "the one before the last is gone"
    kept.line.link.client.hset("line:1:air", "ended", row)
    assert not kept.airing.bring_back(at(HOUR - 1)) and kept.airing.bring_back(at(HOUR))
    back: Any = kept.airing.look().notice
    assert back.words["en"][0] == "busy" and kept.airing.look().ended is None


def test_what_is_off_is_listed_by_when_it_was_taken_off_and_put_back_once(kept: DeskStore) -> None:
    airing = kept.airing
    assert airing.stop("word", "zebra", "ann", at(0)) and not airing.stop("word", "zebra", "ben", at(1))
    assert airing.stop("topic", "bones", "ann", at(-1)) and airing.stop("word", "apple", "ann", at(0))
    assert [(one.kind, one.name, one.who) for one in airing.look().stops] == [
        ("topic", "bones", "ann"),
        ("word", "apple", "ann"),
        ("word", "zebra", "ann"),
    ]
    assert airing.put_back("word", "zebra") and not airing.put_back("word", "zebra")
    assert not airing.put_back("topic", "apple"), "a word is no topic"
