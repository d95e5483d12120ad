"""What the lists tell of a record, and how many are due in a span of time: each to the second."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from store.moments import seconds
from store.promises.lists.briefs import Brief, read_brief
from store.promises.lists.due_within import count_due
from store.promises.lists.known import Known
from store.store import Store
from tests.conftest import OPEN

NOW = seconds(OPEN)
HOUR = timedelta(hours=1)


def at(beside: int) -> datetime:
    return OPEN + timedelta(seconds=beside)


@pytest.mark.parametrize(
    ("due", "counted"),
    [(-1, 0), (0, 0), (1, 1), (3600, 1), (3660, 1), (3661, 0)],
    ids=["before", "at its start", "behind it", "at its end", "a second try at its end", "after it"],
)
def test_what_is_due_in_a_span_counts_and_at_its_end_a_second_try_too(
    store: Store, due: int, counted: int
) -> None:
    queue, client = store.callbacks.queue, store.link.client
    client.zadd(queue.waiting, {"one": NOW + due})
    assert count_due(queue, [(OPEN, OPEN + HOUR)]) == (counted,)


def test_each_span_has_its_own_count_and_no_span_none(store: Store) -> None:
    queue, client = store.callbacks.queue, store.link.client
    client.zadd(queue.waiting, {"one": NOW + 60, "two": NOW + 7200, "three": NOW + 7201})
    assert count_due(queue, [(OPEN, OPEN + HOUR), (OPEN + HOUR, OPEN + 3 * HOUR)]) == (1, 2)
    assert count_due(queue, []) == ()


def line(state: str = "open", who: str = "", passed_to: str = "", *since: int, **fields: int | str) -> str:
    """A row as brief.lua writes it; `since` are the moments of a claim or of passing on, beside now."""
    told: dict[str, Any] = {"tail": "123", "relay": "", "again": "", "flagged": "", "due": "", "again_by": ""}
    told |= {"tries": ""} | fields
    before = ["id", NOW, state, NOW, "any", told["tail"], told["relay"], told["again"], "bones"]
    behind = [told[name] for name in ("flagged", "due", "again_by", "tries")]
    return "\t".join(map(str, [*before, *behind, "", "cy", who, passed_to, *(NOW + one for one in since)]))


@pytest.mark.parametrize(
    ("since", "state"),
    [(0, "claimed"), (-7199, "claimed"), (7199, "claimed"), (-7200, "open"), (7200, "open")],
)
def test_a_claim_lapses_after_two_hours_to_the_second_whichever_way_a_clock_was_set(
    since: int, state: str
) -> None:
    brief = read_brief(line("claimed", "ann", "", since), NOW)
    assert (brief.state, brief.holder) == (state, "ann" if state == "claimed" else "")


@pytest.mark.parametrize(
    ("since", "until", "holder"), [(0, 1, "bea"), (-60, 60, "bea"), (1, 60, ""), (-60, 0, ""), (-60, -1, "")]
)
def test_what_is_passed_on_is_kept_from_its_first_second_to_before_its_last(
    since: int, until: int, holder: str
) -> None:
    brief = read_brief(line("open", "ann", "bea", since, until), NOW)
    assert (brief.state, brief.holder) == ("open", holder)


@pytest.mark.parametrize(("due", "again_by", "promised"), [("", "", 0), (5, "", 5), (5, 9, 9), (9, 5, 9)])
def test_the_time_promised_is_the_later_of_the_first_and_the_second_try(
    due: int | str, again_by: int | str, promised: int
) -> None:
    assert read_brief(line(due=due, again_by=again_by), NOW).promised == promised


def test_of_a_bare_record_a_row_tells_nothing_more() -> None:
    assert read_brief(line(), NOW) == Brief(
        "id", NOW, "open", "", NOW, "any", about="bones", tail="123", language="cy"
    )
    full = read_brief(line(relay="relay", again=7, flagged=1, tries=2), NOW)
    assert (full.relay, full.again, full.flagged, full.tries) == (True, 7, True, 2)
    assert not read_brief(line(relay="other"), NOW).relay


def test_all_is_read_anew_a_minute_after_it_was(store: Store) -> None:
    assert Known(store.callbacks.queue).anew_seconds == 60
