"""What the counts promise, the same for the embedded server and for a real Redis."""

import threading
from datetime import UTC, date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from store.store import Store, open_store
from tests.people.crowd import at_once, crowd

pytest_plugins = ("tests.wiring.each_store",)

NOON = datetime(2026, 5, 26, 12, tzinfo=UTC)


def test_counts_add_up_over_processes_and_days(each_store: Store, each_url: str) -> None:
    other = open_store(each_url, b"k" * 32)
    each_store.counts.add(NOON, "topic:bones:call", "hour:12:call")
    each_store.counts.add(NOON, "topic:bones:call")
    other.counts.add(NOON, "topic:bones:call")
    other.counts.add(NOON + timedelta(days=2), "sms:failed:21610")
    assert each_store.counts.day(NOON.date()) == {}
    each_store.counts.flush()
    other.close()
    assert each_store.counts.day(NOON.date()) == {"topic:bones:call": 3, "hour:12:call": 1}
    assert each_store.counts.span(date(2026, 5, 26), date(2026, 5, 28)) == {
        date(2026, 5, 26): {"topic:bones:call": 3, "hour:12:call": 1},
        date(2026, 5, 27): {},
        date(2026, 5, 28): {"sms:failed:21610": 1},
    }


def test_counts_are_written_within_seconds_by_themselves(each_store: Store) -> None:
    each_store.counts.add(NOON, "call")
    waiting = threading.Event()
    for _ in range(50):
        if each_store.counts.day(NOON.date()):
            break
        waiting.wait(0.1)
    assert each_store.counts.day(NOON.date()) == {"call": 1}


def test_a_count_belongs_to_the_day_of_the_zone(each_url: str) -> None:
    store = open_store(each_url, b"k" * 32, ZoneInfo("Europe/London"))
    store.counts.add(datetime(2026, 6, 30, 23, 30, tzinfo=UTC), "call")
    store.close()
    reader = open_store(each_url, b"k" * 32)
    assert reader.counts.day(date(2026, 7, 1)) == {"call": 1}
    reader.close()


def test_old_days_move_into_their_month_once(each_url: str) -> None:
    with crowd(each_url) as stores:
        counts = stores[0].counts
        for days in (1, 2, 400, 401, 402):
            counts.add(NOON - timedelta(days=days), "call", f"day:{days}")
        counts.flush()
        at_once([partial(store.counts.roll_up, NOON.date()) for store in stores])
        last_year = {"call": 2, "day:401": 1, "day:402": 1}
        assert counts.months(date(2025, 4, 1), date(2025, 5, 1)) == {"2025-04": last_year, "2025-05": {}}
        assert counts.day(NOON.date() - timedelta(days=401)) == {}
        assert counts.day(NOON.date() - timedelta(days=400)) == {"call": 1, "day:400": 1}


def test_a_new_day_moves_old_ones_without_being_asked(each_store: Store) -> None:
    each_store.counts.add(NOON, "call")
    each_store.counts.flush()
    each_store.counts.add(NOON + timedelta(days=401), "call")
    each_store.counts.flush()
    assert each_store.counts.day(NOON.date()) == {}
    assert each_store.counts.months(NOON.date(), NOON.date()) == {"2026-05": {"call": 1}}
