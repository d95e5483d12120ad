"""What the desk lays over the hours: heard by calls at once, in every process, through a restart."""

import subprocess
import threading
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from ivr.aloud import begins
from ivr.flow import step
from ivr.model import Place, Pressed
from ivr.spot import MAIN_MENU, Spot
from menus.hours import is_open, next_opening, reason_now
from menus.model import Pack
from store.desk.closures import CLOSURES, MOST, Closures, Raw
from store.desk.desk import desk_store
from store.link import Link, Unreachable
from store.store import Store
from tests.conftest import LONDON, OPEN, Clock
from tests.wiring.another_process import another_process
from tests.wiring.stores import wait_until
from web.pack_now import PackNow

HOUR = timedelta(hours=1)
EARLY = datetime(2026, 5, 19, 6, 0, tzinfo=LONDON)


def over(pack: Pack, store: Store) -> tuple[Closures, PackNow]:
    closures = desk_store(store).closures
    return closures, PackNow(pack, closures, desk_store(store).airing)


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
    closure_id = closures.add("open", EARLY, EARLY + HOUR, "", "ann", EARLY)
    assert closure_id is not None
    hours.refresh()
    assert is_open(hours.pack().hours, EARLY)
    assert closures.remove(closure_id) and not closures.remove(closure_id)
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


@pytest.mark.parametrize(("later", "left"), [(0, 2), (1, 1)])
def test_a_span_is_kept_for_thirty_days_from_its_end(pack: Pack, store: Store, later: int, left: int) -> None:
    closures, _ = over(pack, store)
    closures.add("closed", OPEN - HOUR, OPEN, "", "ann", OPEN)
    then = OPEN + timedelta(days=30, seconds=later)
    closures.add("closed", then, then + HOUR, "", "ann", then)
    assert len(closures.all()) == left


def test_there_is_a_bound(store: Store, pack: Pack) -> None:
    closures, _ = over(pack, store)
    assert closures.add("closed", OPEN, OPEN + HOUR, "", "ann", OPEN)
    (row,) = closures.raw().values()
    many: dict[str | bytes, bytes | float | int | str] = {f"id{n}": row for n in range(MOST - 1)}
    store.link.client.hset(CLOSURES, mapping=dict(many))
    assert closures.add("closed", OPEN, OPEN + HOUR, "", "ann", OPEN) is None


class Fading:
    """Closures that can be read once; then the store is away."""

    link = Link("unix:///nonexistent/store.sock")

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
    hours = PackNow(pack, fading, desk_store(store).airing)
    hours.watch(lambda: OPEN, lambda _: None)
    assert not fading.left
    with pytest.raises(Unreachable):
        hours.refresh()
    assert not is_open(hours.pack().hours, OPEN)


# A web process as the line starts it, and somebody who rings it again and again. It tells the seconds that it
# worked itself until they heard it: those on the clock depend on what else the machine does.
OTHER = """
import sys, time
from datetime import datetime
from app import create_app
from tests.caller import Caller
from tests.wiring.wire import Wire, in_process
now = datetime.fromisoformat(sys.argv[1])
wire = Wire(in_process(create_app(now=lambda: now)))
def hears_closed(n):
    caller = Caller(wire, number=f"+44740030{n:04}")
    caller.call()
    return "Our helpline is closed" in caller.heard
sys.stderr.write("closed" if hears_closed(0) else "open")
sys.stderr.write("\\n")
sys.stdin.readline()
asked, n = time.process_time(), 1
while not hears_closed(n) and time.process_time() - asked < 10:
    n += 1
sys.stderr.write(f"{time.process_time() - asked}\\n")
"""


def other_process(store: Store) -> "subprocess.Popen[str]":
    return another_process(OTHER, store.link.url, OPEN.isoformat())


def test_a_call_in_another_process_hears_of_it_within_a_second_and_so_does_one_that_starts_later(
    store: Store,
) -> None:
    with other_process(store) as other:
        assert other.stdin and other.stderr
        assert other.stderr.readline() == "open\n"
        desk_store(store).closures.add("closed", OPEN, OPEN + HOUR, "", "ann", OPEN)
        other.stdin.write("\n")
        other.stdin.flush()
        assert float(other.stderr.readline()) < 1
    with other_process(store) as later:
        assert later.stdin and later.stderr
        assert later.stderr.readline() == "closed\n"
        later.stdin.write("\n")
        later.stdin.flush()


def test_a_caller_hears_the_reason_that_the_desk_gave(pack: Pack, store: Store, clock: Clock) -> None:
    closures, hours = over(pack, store)
    closures.add("closed", OPEN, OPEN + HOUR, "training", "ann", OPEN)
    hours.refresh()
    turn = step(hours.pack(), Place("en", MAIN_MENU), Pressed("0"), clock())
    turn = step(hours.pack(), turn.place._replace(spot=Spot("closed")), Pressed("9"), clock())
    said = begins(turn)
    assert pack.languages["en"].call["because_training"] in said
    assert reason_now(hours.pack().hours, OPEN + HOUR) == ""


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
