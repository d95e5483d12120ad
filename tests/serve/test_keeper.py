"""The embedded store beside the line: its fault is told once, and tried again until it is mended (R52)."""

import json
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from redis import Redis

from serve.keeper import OwnStore
from store.condition import WELL
from store.server import aside, files
from store.server.embedded import address, answer
from store.server.told import told
from tests.wiring.stores import end, running, short_folder


@pytest.fixture
def data() -> Iterator[Path]:
    with short_folder() as folder:
        yield folder


class Kept:
    """A store that is kept, with a clock that runs twenty times as fast."""

    def __init__(self, data: Path) -> None:
        self.now, self.data = 0.0, data
        self.store = OwnStore(data, self.now)

    def until(self, name: str, answers: bool) -> None:
        """Tend the store until its condition has this name and it answers, or does not."""
        ending = time.monotonic() + 20
        while (self.store.condition.name, answer(self.data) == "+PONG") != (name, answers):
            assert time.monotonic() < ending, self.store.condition
            self.now += 0.2
            self.store.tend(self.now)
            time.sleep(0.01)


def spoil(data: Path, what: str) -> None:
    """Let a folder be one in which no store can start."""
    own = data / "store"
    match what:
        case "not writable":
            own.write_text("a file stands in its way")
        case "another engine":
            own.mkdir()
            (own / "engine").write_text("redis 6\n")
        case "lost":
            (own / "appendonlydir").mkdir(parents=True)
            (own / "engine").write_text("valkey 9\n")
            (own / "appendonlydir" / "appendonly.aof.1.incr.aof").touch()


@pytest.mark.parametrize("what", ["not writable", "another engine", "lost"])
def test_a_fault_is_told_once_and_tried_again(
    data: Path, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(data, what)
    kept = Kept(data)
    kept.until(what, answers=False)
    for _ in range(100):
        kept.now += 0.2
        kept.store.tend(kept.now)
        time.sleep(0.001)
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert str(data / "store") in said and "nothing is promised" in said
    assert not kept.store.condition.promises
    (data / "store").rename(data / "away")
    kept.until("well", answers=True)
    assert "answers again" in capsys.readouterr().err
    assert told(data) == WELL
    kept.store.stop()


def test_what_is_wrong_is_told_to_the_other_processes(data: Path) -> None:
    spoil(data, "another engine")
    kept = Kept(data)
    kept.until("another engine", answers=False)
    assert told(data) == kept.store.condition
    OwnStore(data, 0.0)
    assert told(data) == WELL, "what an earlier start told"


def test_a_cut_is_told_and_stays_known_while_promises_go_on(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with running(data):
        pass
    with files.pieces(data / "store")[-1].open("ab") as file:
        file.write(bytes(64 * 1024))
    kept = Kept(data)
    kept.until("cut", answers=True)
    (said,) = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    (copy,) = aside.held(data)
    assert "65536 bytes" in said["line"] and str(copy) in said["line"]
    assert (said["event"], said["began"], said["promises"]) == ("store", "cut", True)
    assert kept.store.condition.promises and told(data).name == "cut"
    kept.store.stop()


def run_once(data: Path) -> None:
    """Let a line have run on the folder, until it noted what lies in the store's file."""
    kept = Kept(data)
    kept.until("well", answers=True)
    while not files.is_marked(data / "store"):  # on a busy machine a question may stay without an answer
        kept.now += 1
        kept.store.tend(kept.now)
    kept.store.stop()


def bring_back(data: Path) -> None:
    """Put the folder of the store back; a server that was just tried may still write its own there."""
    for _ in range(400):
        shutil.rmtree(data / "store", ignore_errors=True)
        with suppress(OSError):
            (data / "away").rename(data / "store")
            return
        time.sleep(0.01)
    raise AssertionError("something goes on writing into the folder of the store")


@pytest.mark.parametrize("emptied", [False, True])
def test_a_folder_that_is_gone_promises_nothing_until_the_store_is_brought_back(
    data: Path, capsys: pytest.CaptureFixture[str], emptied: bool
) -> None:
    run_once(data)
    (data / "store").rename(data / "away")
    if emptied:
        (data / "store").mkdir()
    kept = Kept(data)
    kept.until("lost", answers=False)
    assert told(data) == kept.store.condition and not told(data).promises
    assert "data are lost" in capsys.readouterr().err
    for _ in range(100):
        kept.now += 0.2
        kept.store.tend(kept.now)
        time.sleep(0.001)
    assert kept.store.condition.name == "lost", "the next try is not taken in either"
    assert (data / "store").exists() == emptied
    bring_back(data)
    kept.until("well", answers=True)
    kept.store.stop()


def test_a_note_that_is_gone_is_told_while_promises_go_on(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_once(data)
    (data / "store" / files.NOTE).unlink()
    kept = Kept(data)
    kept.until("not judged", answers=True)
    assert str(data / "store" / files.NOTE) in capsys.readouterr().err
    assert kept.store.condition.promises and told(data).name == "not judged"
    kept.store.stop()
    run_once(data)


def test_what_lies_in_the_file_is_noted_while_it_runs_and_when_it_ends(data: Path) -> None:
    kept = Kept(data)
    kept.until("well", answers=True)
    first: files.Sizes = {}
    while not first:  # on a busy machine a question may stay without an answer
        kept.now += 1
        kept.store.tend(kept.now)
        first = files.noted(data / "store")
    (file,) = (name for name in first if name.endswith(".incr.aof"))
    client = Redis.from_url(address(data))
    client.set("key", "kept")
    client.close()
    kept.store.stop()
    after = files.noted(data / "store")
    assert after and after == files.sizes(data / "store") and after[file] > first[file]


def test_a_store_that_is_killed_comes_back_at_once(data: Path) -> None:
    kept = Kept(data)
    kept.until("well", answers=True)
    end(kept.store.pid)
    kept.until("well", answers=False)
    kept.until("well", answers=True)
    kept.store.stop()
