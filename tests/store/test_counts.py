"""What the counts promise, the same for the embedded server and for a real Redis."""

import threading
from datetime import UTC, date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from counted.names import LATER
from store.counts.answered import Took
from store.counts.unknown import plain
from store.store import Store, open_store
from tests.people.crowd import at_once, crowd

NOON = datetime(2026, 5, 26, 12, tzinfo=UTC)


def test_counts_add_up_over_processes_and_days(store: Store) -> None:
    other = open_store(store.link.url, b"k" * 32)
    store.counts.add(NOON, "topic:bones:call", "hour:12:call")
    store.counts.add(NOON, "topic:bones:call")
    other.counts.add(NOON, "topic:bones:call")
    other.counts.add(NOON + timedelta(days=2), "sms:failed:21610")
    assert store.counts.day(NOON.date()) == {}
    store.counts.flush()
    other.close()
    assert store.counts.day(NOON.date()) == {"topic:bones:call": 3, "hour:12:call": 1}
    assert store.counts.span(date(2026, 5, 26), date(2026, 5, 28)) == {
        date(2026, 5, 26): {"topic:bones:call": 3, "hour:12:call": 1},
        date(2026, 5, 27): {},
        date(2026, 5, 28): {"sms:failed:21610": 1},
    }


def test_counts_are_written_within_seconds_by_themselves(store: Store) -> None:
    store.counts.add(NOON, "call")
    waiting = threading.Event()
    for _ in range(50):
        if store.counts.day(NOON.date()):
            break
        waiting.wait(0.1)
    assert store.counts.day(NOON.date()) == {"call": 1}


def test_a_count_belongs_to_the_day_of_the_zone(store: Store) -> None:
    zoned = open_store(store.link.url, b"k" * 32, ZoneInfo("Europe/London"))
    zoned.counts.add(datetime(2026, 6, 30, 23, 30, tzinfo=UTC), "call")
    zoned.close()
    reader = open_store(store.link.url, b"k" * 32)
    assert reader.counts.day(date(2026, 7, 1)) == {"call": 1}
    reader.close()


def test_old_days_move_into_their_month_once(store: Store) -> None:
    with crowd(store.link.url) as stores:
        counts = stores[0].counts
        for days in (1, 2, 400, 401, 402):
            counts.add(NOON - timedelta(days=days), "call", f"day:{days}")
        counts.flush()
        at_once([partial(store.counts.roll_up, NOON.date()) for store in stores])
        last_year = {"call": 2, "day:401": 1, "day:402": 1}
        assert counts.months(date(2025, 4, 1), date(2025, 5, 1)) == {"2025-04": last_year, "2025-05": {}}
        assert counts.day(NOON.date() - timedelta(days=401)) == {}
        assert counts.day(NOON.date() - timedelta(days=400)) == {"call": 1, "day:400": 1}


def test_a_new_day_moves_old_ones_without_being_asked(store: Store) -> None:
    store.counts.add(NOON, "call")
    store.counts.flush()
    store.counts.add(NOON + timedelta(days=401), "call")
    store.counts.flush()
    assert store.counts.day(NOON.date()) == {}
    assert store.counts.months(NOON.date(), NOON.date()) == {"2026-05": {"call": 1}}


def test_it_is_noted_since_when_a_newer_kind_is_counted(store: Store) -> None:
    store.counts.add(NOON, "call")
    store.counts.flush()
    store.counts.add(NOON + timedelta(days=3), "call")
    store.counts.flush()
    assert store.counts.since() == dict.fromkeys(LATER, NOON.date())


def test_the_months_that_have_counts_are_known(store: Store) -> None:
    for days in (1, 40, 500):
        store.counts.add(NOON - timedelta(days=days), "call")
    store.counts.flush()
    store.counts.roll_up(NOON.date())
    assert store.counts.months_counted(date(2024, 1, 1), NOON.date()) == {"2025-01", "2026-04", "2026-05"}


@pytest.mark.parametrize(
    ("word", "noted"),
    [("an", False), ("ant", True), ("a" * 24, True), ("a" * 25, False), ("an t", False), ("4nt", False)],
)
def test_a_word_of_3_to_24_letters_may_be_noted(word: str, noted: bool) -> None:
    assert plain([word.upper()]) == [word] * noted


def test_of_a_text_eight_words_may_be_noted_each_once() -> None:
    words = ["one", "two", "three", "four", "five", "six", "seven", "eight"]
    assert plain([*words, "One"]) == sorted(words)
    assert plain([*words, "nine"]) == sorted([*words, "nine"])[:-1]


@pytest.mark.parametrize(("ms", "place"), [(0, 0), (5, 0), (5.1, 1), (10, 1), (10000, 10), (10000.1, 11)])
def test_a_time_belongs_to_the_class_of_which_it_is_the_end(store: Store, ms: float, place: int) -> None:
    """As /metrics says "le"."""
    store.answered.note("call", ms)
    store.answered.flush()
    classes = store.answered.read()["call"].classes
    assert [at for at, count in enumerate(classes) if count] == [place] and len(classes) == 12


def test_what_failed_is_timed_and_strangers_who_are_refused_are_not(store: Store) -> None:
    for became in ("", "failed", "refused"):
        store.answered.note("text", 7, became)
    store.answered.flush()
    took = store.answered.read()["text"]
    assert (sum(took.classes), took.failed, took.refused) == (2, 1, 1)
    assert store.answered.read()["call"] == Took((0,) * 12, 0, 0)


@pytest.mark.parametrize(
    ("name", "counted"),
    [
        ("a" * 80, True),
        ("a" * 81, False),
        ("", False),
        ("n:12345", True),
        ("n:123456", False),
        ("Ann", False),
    ],
)
def test_a_name_that_is_long_odd_or_may_hold_a_phone_number_is_not_counted(
    store: Store, name: str, counted: bool
) -> None:
    store.counts.add(NOON, name)  # type: ignore[arg-type]
    store.counts.flush()
    assert store.counts.day(NOON.date()) == ({name: 1} if counted else {})
