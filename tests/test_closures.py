"""What the desk lays over the hours: heard by calls at once, in every process, through a restart."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from menus.hours import is_open, next_opening
from menus.model import Pack
from store.closures import CLOSURES, MOST, Closures, Raw
from store.desk import desk_store
from store.embedded import Embedded
from store.link import Unreachable
from store.store import Store
from tests.conftest import LONDON, OPEN
from tests.desk import patient_store
from tests.stores import wait_until
from web.hours_now import HoursNow

HOUR = timedelta(hours=1)
EARLY = datetime(2026, 5, 19, 6, 0, tzinfo=LONDON)


@pytest.fixture
def store(embedded: Embedded) -> Iterator[Store]:
    with patient_store(embedded) as opened:
        yield opened


def over(pack: Pack, store: Store) -> tuple[Closures, HoursNow]:
    closures = desk_store(store).closures
    return closures, HoursNow(pack, closures)


def test_closed_now_counts_until_its_end(pack: Pack, store: Store) -> None:
    closures, hours = over(pack, store)
    assert hours.pack() is pack
    closures.add("closed", OPEN, OPEN + HOUR, "training", "ann", OPEN)
    hours.refresh()
    assert not is_open(hours.pack().hours, OPEN)
    assert next_opening(hours.pack().hours, OPEN) == OPEN + HOUR
    assert is_open(hours.pack().hours, OPEN + HOUR)
    assert hours.pack().hours.closures[-1].reason == "training"


def test_an_extra_opening_opens_and_taking_it_away_closes(pack: Pack, store: Store) -> None:
    closures, hours = over(pack, store)
    id = closures.add("open", EARLY, EARLY + HOUR, "", "ann", EARLY)
    assert id is not None
    hours.refresh()
    assert is_open(hours.pack().hours, EARLY)
    assert closures.remove(id) and not closures.remove(id)
    hours.refresh()
    assert not is_open(hours.pack().hours, EARLY)


def test_as_long_as_nothing_changes_it_is_the_same_pack(pack: Pack, store: Store) -> None:
    closures, hours = over(pack, store)
    closures.add("closed", OPEN, OPEN + HOUR, "", "ann", OPEN)
    hours.refresh()
    before = hours.pack()
    hours.refresh()
    assert hours.pack() is before
    assert before.languages is pack.languages


def test_spans_come_in_order_and_old_ones_go(pack: Pack, store: Store) -> None:
    closures, _ = over(pack, store)
    old = OPEN - timedelta(days=40)
    closures.add("closed", old, old + HOUR, "", "ann", old)
    closures.add("open", OPEN + HOUR, OPEN + 2 * HOUR, "", "ann", OPEN)
    closures.add("closed", OPEN, OPEN + HOUR, "", "bob", OPEN)
    assert [(span.kind, span.who) for span in closures.all()] == [("closed", "bob"), ("open", "ann")]


def test_there_is_a_bound(store: Store, pack: Pack) -> None:
    closures, _ = over(pack, store)
    assert closures.add("closed", OPEN, OPEN + HOUR, "", "ann", OPEN)
    (row,) = closures.raw().values()
    many: dict[str | bytes, bytes | float | int | str] = {f"id{n}": row for n in range(MOST - 1)}
    store.link.client.hset(CLOSURES, mapping=dict(many))
    assert closures.add("closed", OPEN, OPEN + HOUR, "", "ann", OPEN) is None


class Fading:
    """Closures that can be read once; then the store is away."""

    def __init__(self, raw: Raw) -> None:
        self.left = [raw]

    def raw(self) -> Raw:
        if not self.left:
            raise Unreachable("away")
        return self.left.pop()


def test_while_the_store_is_away_what_was_last_known_stands(pack: Pack, store: Store) -> None:
    closures, _ = over(pack, store)
    closures.add("closed", OPEN, OPEN + HOUR, "", "ann", OPEN)
    fading = Fading(closures.raw())
    hours = HoursNow(pack, fading)
    hours.watch(lambda: OPEN, lambda _: None)
    assert not fading.left
    with pytest.raises(Unreachable):
        hours.refresh()
    assert not is_open(hours.pack().hours, OPEN)


# Looks at the hours as a web process does, and says when they close.
OTHER = """
import sys, time
from datetime import datetime
from pathlib import Path
from menus.hours import is_open
from menus.load import load
from store.desk import desk_store
from store.store import open_store
from web.hours_now import HoursNow
url, folder, moment = sys.argv[1:]
now = datetime.fromisoformat(moment)
hours = HoursNow(load(Path(folder)), desk_store(open_store(url, b"1" * 32)).closures)
hours.watch(lambda: now, lambda _: None)
print("closed" if not is_open(hours.pack().hours, now) else "open", flush=True)
sys.stdin.readline()
asked = time.monotonic()
while is_open(hours.pack().hours, now) and time.monotonic() - asked < 10:
    time.sleep(0.005)
print(time.monotonic() - asked, flush=True)
"""


def other_process(embedded: Embedded) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", OTHER, embedded.url, "menus", OPEN.isoformat()]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_another_process_hears_of_it_within_a_second_and_so_does_one_that_starts_later(
    store: Store, embedded: Embedded
) -> None:
    with other_process(embedded) as other:
        assert other.stdin and other.stdout
        assert other.stdout.readline() == "open\n"
        desk_store(store).closures.add("closed", OPEN, OPEN + HOUR, "", "ann", OPEN)
        other.stdin.write("\n")
        other.stdin.flush()
        assert float(other.stdout.readline()) < 1
    with other_process(embedded) as later:
        assert later.stdin and later.stdout
        assert later.stdout.readline() == "closed\n"
        later.stdin.write("\n")
        later.stdin.flush()


def test_the_watch_ends_with_the_line(pack: Pack, store: Store) -> None:
    _, hours = over(pack, store)
    noted: list[datetime] = []
    hours.watch(lambda: OPEN, noted.append)
    mine = [thread for thread in threading.enumerate() if thread.name == "hours"][-1]
    wait_until(lambda: noted == [OPEN])
    del hours
    wait_until(lambda: not mine.is_alive())


def test_the_zone_of_a_span_is_no_matter(pack: Pack, store: Store) -> None:
    closures, hours = over(pack, store)
    start = OPEN.astimezone(ZoneInfo("America/New_York"))
    closures.add("closed", start, start + HOUR, "", "ann", OPEN)
    hours.refresh()
    assert not is_open(hours.pack().hours, OPEN + HOUR / 2)
    assert is_open(hours.pack().hours, OPEN + HOUR)
