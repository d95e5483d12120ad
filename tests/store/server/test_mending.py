"""A broken end of the store's file is cut, and the whole file kept beside; a fault in its middle is told."""

import io
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import FrameType

import pytest
from redis import Redis

from store.server import aside, engine, files, mending
from store.server.embedded import StoreError, address
from store.server.how_ended import how_ended
from tests.wiring.stores import running, short_folder

SOME = 200
NOW = datetime(2026, 5, 26, 10, tzinfo=UTC)
SET = b"*3\r\n$3\r\nSET\r\n$1\r\na\r\n$3\r\nabc\r\n"
MULTI, EXEC = b"*1\r\n$5\r\nMULTI\r\n", b"*1\r\n$4\r\nEXEC\r\n"


@pytest.fixture
def data() -> Iterator[Path]:
    """A data folder whose store holds `SOME` keys; the store does not run."""
    with short_folder() as folder:
        with running(folder):
            client = Redis.from_url(address(folder))
            for number in range(SOME):
                client.set(f"key {number}", "kept")
            client.close()
        yield folder


def file_of(data: Path) -> Path:
    return files.pieces(data / "store")[-1]


def holds(data: Path) -> int:
    """How many keys the store of a data folder holds once it runs."""
    with running(data):
        client = Redis.from_url(address(data))
        found = client.dbsize()
        client.close()
        assert isinstance(found, int)
        return found


@pytest.mark.parametrize(
    "tail",
    [bytes(64 * 1024), SET[:-4], b"not a command", MULTI + SET, MULTI + SET + SET[:9] + bytes(4096)],
    ids=["zeros", "half a command", "garbage", "half a transaction", "half a transaction and zeros"],
)
def test_what_is_no_whole_command_is_cut_off_the_end_and_kept_beside(data: Path, tail: bytes) -> None:
    file = file_of(data)
    whole = file.read_bytes()
    file.write_bytes(whole + tail)
    assert holds(data) == SOME
    assert file.read_bytes() == whole
    (copy,) = aside.held(data)
    assert copy.read_bytes() == whole + tail
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700


@contextmanager
def synced() -> Iterator[list[tuple[str, int]]]:
    """The name of each file that the block has the system put on the disk, and its bytes at that moment."""
    told: list[tuple[str, int]] = []

    def note(frame: FrameType, event: str, called: object) -> None:
        if event == "c_return" and called is os.fsync:
            opened = [held for held in frame.f_locals.values() if isinstance(held, io.IOBase)]
            for one in (file.fileno() for file in opened if not file.closed and file.writable()):
                told.append((str(Path(f"/proc/self/fd/{one}").readlink()), os.fstat(one).st_size))

    sys.setprofile(note)
    try:
        yield told
    finally:
        sys.setprofile(None)


def test_copy_cut_and_note_are_each_on_the_disk_before_the_next(data: Path) -> None:
    file, own = file_of(data), data / "store"
    whole = file.read_bytes()
    file.write_bytes(whole + bytes(4096))
    with synced() as told:
        cut = mending.mend(data, own, engine.find(), NOW)
        files.note(own, files.sizes(own))
    assert cut is not None
    noted = own / files.NOTE
    assert told == [
        (str(cut.copy.resolve()), len(whole) + 4096),
        (str(file.resolve()), len(whole)),
        (f"{noted.resolve()}.new", noted.stat().st_size),
    ]


def test_a_broken_end_before_the_empty_file_of_a_rewrite_is_cut_too(data: Path) -> None:
    file, manifest = file_of(data), data / "store" / "appendonlydir" / "appendonly.aof.manifest"
    (file.parent / "appendonly.aof.2.incr.aof").touch()
    manifest.write_text(manifest.read_text() + "file appendonly.aof.2.incr.aof seq 2 type i\n")
    files.note(data / "store", files.sizes(data / "store"))
    with file.open("ab") as broken:
        broken.write(bytes(4096))
    assert holds(data) == SOME
    file.write_bytes(b"")
    assert "of" in refused(data)


def refused(data: Path) -> str:
    """What a start says that is refused; it has changed nothing in the folder."""
    before = {path: path.read_bytes() for path in (data / "store" / "appendonlydir").iterdir()}
    with pytest.raises(StoreError) as error, running(data):
        pass
    assert {path: path.read_bytes() for path in (data / "store" / "appendonlydir").iterdir()} == before
    assert error.value.name == "lost"
    assert "\n" not in str(error.value)
    assert "flask empty-store" in str(error.value)
    return str(error.value)


def test_a_tool_that_was_killed_has_found_nothing_broken_and_its_signal_is_named(
    data: Path, tmp_path: Path
) -> None:
    killed = tmp_path / "valkey-server"
    killed.write_text("#!/bin/sh\nkill -9 $$\n")
    killed.chmod(0o755)
    with pytest.raises(
        StoreError, match=r"cannot be checked \(valkey-check-\w+ was killed by SIGKILL\)"
    ) as error:
        mending.mend(data, data / "store", engine.Engine(killed, "valkey", 9), NOW)
    assert error.value.name == "broken"
    assert [how_ended(code) for code in (0, 1, -15, -99)] == [
        *("0", "1", "killed by SIGTERM", "killed by signal 99")
    ]


def test_a_fault_in_the_middle_is_told_and_nothing_is_cut(data: Path) -> None:
    file = file_of(data)
    whole = file.read_bytes()
    file.write_bytes(whole[:2000] + bytes(100) + whole[2100:])
    assert "is broken at byte" in refused(data)
    assert not aside.held(data)


def test_an_end_that_was_whole_before_is_no_broken_end(data: Path) -> None:
    files.note(data / "store", files.sizes(data / "store"))
    file = file_of(data)
    whole = file.read_bytes()
    file.write_bytes(whole[:2000] + bytes(len(whole) - 2000))
    assert f"of {len(whole)} that were seen" in refused(data)


def test_without_its_manifest_it_is_not_taken_for_an_empty_store(data: Path) -> None:
    (data / "store" / "appendonlydir" / "appendonly.aof.manifest").unlink()
    assert "manifest is missing" in refused(data), "a folder of the version before, without a note"


@pytest.mark.parametrize("piece", [0, -1])
def test_an_emptied_file_is_not_taken_for_an_empty_store(data: Path, piece: int) -> None:
    files.note(data / "store", files.sizes(data / "store"))
    files.pieces(data / "store")[piece].write_bytes(b"")
    assert files.pieces(data / "store")[piece].name in refused(data)


def test_a_file_that_is_gone_is_named(data: Path) -> None:
    file_of(data).unlink()
    assert "incr.aof is missing" in refused(data)


@pytest.mark.parametrize(
    ("held", "so"),
    [
        (SET + SET[:9], False),
        (SET + bytes(900), False),
        (SET + MULTI + SET + SET[:9], False),
        (SET + bytes(900) + SET, True),
        (SET + MULTI + SET[:20] + bytes(9) + EXEC + SET, True),
        (SET + b"*9\r\n" + SET, True),
    ],
)
def test_whole_commands_behind_a_fault_are_found(held: bytes, so: bool) -> None:
    assert mending.follows(held, len(SET)) is so


def test_what_is_set_aside_is_removed_after_two_weeks(tmp_path: Path) -> None:
    file, folder = tmp_path / "file", tmp_path / "folder"
    file.write_text("whole")
    folder.mkdir()
    aside.copy(file, tmp_path, NOW)
    aside.move(folder, tmp_path, NOW + timedelta(seconds=1))
    (tmp_path / "aside" / "not ours").touch()
    assert len(aside.held(tmp_path)) == 2
    aside.remove_old(tmp_path, NOW + timedelta(days=14, seconds=-1))
    assert len(aside.held(tmp_path)) == 2
    aside.remove_old(tmp_path, NOW + timedelta(days=14))
    assert [path.name.partition(".")[2] for path in aside.held(tmp_path)] == ["folder"]
    aside.remove_old(tmp_path, NOW + timedelta(days=14, seconds=1))
    assert [path.name for path in (tmp_path / "aside").iterdir()] == ["not ours"]
