"""What is read from the fields of a record: for whom it is kept, who may undo what, each to the second."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from store.moments import moment, seconds
from store.promises.claimed import number_for
from store.promises.for_others import Asked
from store.promises.records.beside import NOTHING, Beside, Passed, read_beside
from store.promises.records.taken_back import may_undo
from store.store import Store
from tests.conftest import OPEN, new_number
from tests.store.promises.promised import DAYS

NOW = seconds(OPEN)
PASSED = {
    "state": "open",
    "passed_to": "bea",
    "passed_by": "ann",
    "passed_at": str(NOW),
    "passed_until": str(NOW + 60),
}
CLOSED = {"state": "done", "who": "ann", "closed": str(NOW), "sealed": "x"}
TRIED = {"state": "open", "who": "bea", "noted_by": "ann", "noted": str(NOW), "sealed": "x"}


def at(beside: int) -> datetime:
    return OPEN + timedelta(seconds=beside)


@pytest.mark.parametrize(("later", "kept"), [(-1, False), (0, True), (59, True), (60, False)])
def test_a_record_is_kept_for_whom_it_was_passed_to_until_its_time_is_over(later: int, kept: bool) -> None:
    found = read_beside(PASSED, at(later))
    assert found.passed == (Passed("bea", "ann", moment(NOW + 60)) if kept else None)  # type: ignore[arg-type]
    assert found.came_from == "ann"


@pytest.mark.parametrize(
    "lacks",
    [{"state": "claimed"}, {"passed_to": ""}, {"passed_until": ""}],
    ids=["claimed", "nobody", "no end"],
)
def test_a_record_is_kept_for_nobody_if_one_thing_lacks(lacks: dict[str, str]) -> None:
    assert read_beside(PASSED | lacks, OPEN).passed is None
    assert read_beside(PASSED, None).passed is None, "where nobody asks at which moment"


def test_of_a_bare_record_nothing_is_beside() -> None:
    assert read_beside({"state": "open"}, OPEN) == NOTHING
    told = {"about": "bones", "reason": "reached", "note": "x", "flagged": "1", "before": "2"}
    back = {"back_from": "ann", "back_by": "bea"}
    assert read_beside({"state": "open"} | told | back, OPEN) == Beside(
        "bones", "reached", noted=True, flagged=True, before=2, back_from="ann", back_by="bea"
    )


@pytest.mark.parametrize(("row", "closing"), [(CLOSED, True), (TRIED, False)])
@pytest.mark.parametrize(
    ("later", "who", "may"), [(599, "ann", True), (600, "ann", False), (599, "bea", False)]
)
def test_who_did_it_may_undo_it_for_ten_minutes_and_nobody_else(
    row: dict[str, str], closing: bool, later: int, who: str, may: bool
) -> None:
    found = may_undo(row)
    assert found and found.closing is closing and found.is_for(who, at(later)) is may


@pytest.mark.parametrize(
    "row",
    [
        {**CLOSED, "sealed": None},
        {**CLOSED, "closed": None},
        {**TRIED, "noted": None},
        {**TRIED, "state": "done"},
        {**CLOSED, "state": "claimed"},
    ],
    ids=["erased", "no time", "no try", "closed since", "claimed again"],
)
def test_there_is_nothing_to_undo_where_it_was_erased_or_is_not_so_any_more(row: dict[str, Any]) -> None:
    assert may_undo({name: value for name, value in row.items() if value is not None}) is None


@pytest.mark.parametrize(
    ("has", "whom", "instead", "may"),
    [
        ("", "c", "", True),
        ("a", "c", "", True),
        ("ab", "c", "", False),
        ("ab", "a", "", True),
        ("ab", "", "", False),
        ("ab", "c", "a", True),
        ("ab", "c", "d", False),
        ("abd", "c", "a", False),
    ],
)
def test_one_more_may_be_asked_for_below_two_or_for_the_same_or_in_place_of_one(
    has: str, whom: str, instead: str, may: bool
) -> None:
    assert Asked(frozenset(has)).may_ask(whom, instead) is may


def test_a_number_is_told_to_who_has_claimed_it_alone(store: Store) -> None:
    number, calls = new_number(), store.callbacks
    kept: Any = calls.keep("CA1", number, "any", "call", DAYS, 1, OPEN)
    assert number_for(calls, kept.id, "", OPEN) == "", "it is open"
    calls.claim(kept.id, "ann", OPEN)
    told = [(who, later) for who in ("ann", "bea") for later in (0, 7199, 7200)]
    assert [one for one in told if number_for(calls, kept.id, one[0], at(one[1])) == number] == told[:2]
    assert number_for(calls, "gone", "ann", OPEN) == ""
    store.link.client.hdel(calls.queue.record(kept.id), "sealed")
    assert number_for(calls, kept.id, "ann", OPEN) == "", "it was erased"
