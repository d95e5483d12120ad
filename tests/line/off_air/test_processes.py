"""What staff change is heard in other processes within 5 s, after a restart, without the store (R57)."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from menus.model import Pack
from store.copies import moving, picture
from store.desk.air import AIR, Aired, Notice, aired
from store.desk.air_copy import FILE, read_copy, write_copy
from store.desk.desk import DeskStore, desk_store
from store.store import Store
from tests.conftest import OPEN
from tests.wiring.another_process import another_process
from web.pack_now import PackNow, on_air

END = OPEN + timedelta(hours=2)
NOTICE = Notice({"en": ("We are busy.", "Busy.")}, END, "ann", OPEN)
# A web process as the line starts it; for each line it tells how long a call took to hear what that says: the
# seconds that it worked itself, without a pause, as those on the clock depend on what else the machine does.
OTHER = """
import sys, time
from datetime import datetime
from app import create_app
from tests.caller import Caller
from tests.conftest import new_number
from tests.texter import Texter
from tests.wiring.wire import Wire, in_process
now = datetime.fromisoformat(sys.argv[1])
wire = Wire(in_process(create_app(now=lambda: now)))
def told():
    caller = Caller(wire, number=new_number()).call()
    notice = "We are busy." in caller.heard
    call = "We are checking this topic" in caller.press("1", "4").heard
    text = "we are checking this topic" in Texter(wire, new_number()).text("BONES")
    topic = "stopped" if call and text else "told" if call == text else "both"
    return f"{topic} {'notice' if notice else 'menu'}"
for line in sys.stdin:
    asked = time.process_time()
    while told() != line.strip() and time.process_time() - asked < 20:
        pass
    print(time.process_time() - asked if told() == line.strip() else 99, file=sys.stderr, flush=True)
"""


class Process:
    """Another web process, which is asked to wait until a call hears something."""

    def __init__(self, running: "subprocess.Popen[str]") -> None:
        self.running = running

    def hears(self, what: str) -> float:
        """After how many seconds calls and texts are as `what` says, such as "stopped menu"."""
        assert self.running.stdin and self.running.stderr
        self.running.stdin.write(f"{what}\n")
        self.running.stdin.flush()
        told = self.running.stderr.readline()
        assert told.strip().replace(".", "").isdigit(), told + self.running.stderr.read()
        return float(told)


@contextmanager
def process(url: str, data: Path) -> Iterator[Process]:
    with another_process(OTHER, url, OPEN.isoformat(), DATA_DIR=str(data)) as running:
        yield Process(running)
        assert running.stdin
        running.stdin.close()


def test_another_process_hears_of_it_within_five_seconds_and_a_later_one_at_once_also_without_the_store(
    store: Store, kept: DeskStore, tmp_path: Path
) -> None:
    with process(store.link.url, tmp_path) as other:
        assert other.hears("told menu") < 5
        kept.airing.stop("topic", "bones", "ann", OPEN)
        assert other.hears("stopped menu") < 5
        kept.airing.announce(NOTICE)
        assert other.hears("stopped notice") < 5
        kept.airing.end(OPEN)
        assert other.hears("stopped menu") < 5
        kept.airing.put_back("topic", "bones")
        assert other.hears("told menu") < 5
        kept.airing.stop("topic", "bones", "ann", OPEN)
        assert other.hears("stopped menu") < 5
    with process(store.link.url, tmp_path) as later:
        assert later.hears("stopped menu") < 5
    with process("redis://127.0.0.1:1", tmp_path) as away:
        assert away.hears("stopped menu") < 5


def test_a_copy_is_read_as_it_was_written_and_a_broken_one_is_none(tmp_path: Path, kept: DeskStore) -> None:
    kept.airing.stop("word", "bone", "ann", OPEN)
    kept.airing.announce(NOTICE)
    write_copy(tmp_path, kept.airing.raw())
    assert aired(read_copy(tmp_path)) == kept.airing.look() and (tmp_path / FILE).stat().st_mode & 0o077 == 0
    assert [each.name for each in tmp_path.iterdir()] == [FILE]
    for broken in ("", "{", "[]", '{"topic:x": "{"}', '{"notice": "{}"}', '{"topic:x": 3}'):
        (tmp_path / FILE).write_text(broken)
        assert not read_copy(tmp_path)
    write_copy(tmp_path / "nowhere", kept.airing.raw())
    assert not read_copy(None)


def test_while_the_store_is_away_what_was_last_known_stands(
    pack: Pack, kept: DeskStore, away: Store, tmp_path: Path
) -> None:
    kept.airing.stop("topic", "bones", "ann", OPEN)
    PackNow(pack, kept.closures, kept.airing, tmp_path).refresh()
    gone = desk_store(away)
    now = PackNow(pack, gone.closures, gone.airing, tmp_path)
    now.watch(lambda: OPEN, lambda _: None)
    assert now.pack().air.topics == {"bones"}


def test_as_long_as_nothing_changes_it_is_the_same_pack(pack: Pack, kept: DeskStore) -> None:
    now = PackNow(pack, kept.closures, kept.airing)
    kept.airing.stop("topic", "bones", "ann", OPEN)
    now.refresh()
    before = now.pack()
    now.refresh()
    assert now.pack() is before and before.air.topics == {"bones"} and pack.air.topics == set()


def test_another_pack_keeps_a_topic_stopped(pack: Pack, kept: DeskStore) -> None:
    kept.airing.stop("topic", "bones", "ann", OPEN)
    kept.airing.stop("topic", "not in this pack", "ann", OPEN)
    published = PackNow(pack, kept.closures, kept.airing)
    published.refresh()
    assert "bones" in published.pack().air.topics


def test_what_is_off_the_air_is_in_a_backup(store: Store, kept: DeskStore) -> None:
    kept.airing.stop("topic", "bones", "ann", OPEN)
    kept.airing.announce(NOTICE)
    before, taken = kept.airing.look(), picture.take(store.link.client, OPEN)
    store.link.client.delete(AIR)
    assert kept.airing.look() == Aired()
    moving.write(store.link.client, taken.kept)
    assert kept.airing.look() == before and before.notice == NOTICE


def test_what_the_store_has_becomes_what_is_said(kept: DeskStore) -> None:
    kept.airing.stop("word", "bone", "ann", OPEN)
    kept.airing.announce(NOTICE)
    air = on_air(kept.airing.look())
    assert air.words == {"bone"} and air.notice and air.notice.words["en"].texted == "Busy."


def test_of_two_who_stop_or_end_the_same_one_is_told_that_it_was_done(kept: DeskStore) -> None:
    assert [kept.airing.stop("topic", "bones", who, OPEN) for who in ("ann", "bob")] == [True, False]
    assert kept.airing.look().stops[0].who == "ann"
    assert [kept.airing.put_back("topic", "bones") for _ in range(2)] == [True, False]
    assert [kept.airing.announce(NOTICE) for _ in range(2)] == [True, False]
    assert [kept.airing.end(OPEN) for _ in range(2)] == [True, False]
    assert [kept.airing.bring_back(OPEN) for _ in range(2)] == [True, False]
    assert not kept.airing.end(END) and kept.airing.announce(NOTICE) is False
