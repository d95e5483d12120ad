"""The embedded store where it cannot start: one line that says why, and what to do."""

import errno
import subprocess
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from settings import HERE
from store.server import engine, files
from store.server.embedded import StoreError, answer, prepare, start
from store.server.folder import LOCK, make, refused, socket_path
from tests.wiring.stores import running, short_folder

FINDER = """
from store.server import engine, folder
try:
    print(engine.find())
except folder.StoreError as error:
    print(error)
"""


@pytest.fixture
def data() -> Iterator[Path]:
    with short_folder() as folder:
        yield folder


def refusal(data: Path) -> str:
    """The one line of a start that is refused."""
    with pytest.raises(StoreError) as error:
        start(data, seconds=5)
    assert "\n" not in str(error.value)
    assert answer(data) == ""
    return str(error.value)


def test_a_short_folder_that_others_may_enter_is_refused(data: Path) -> None:
    long = data / ("long" * 40)
    folder = socket_path(long).parent
    folder.mkdir(mode=0o700)
    folder.chmod(0o755)
    try:
        assert "not ours alone" in refusal(long)
    finally:
        folder.rmdir()


def test_a_folder_that_cannot_be_written_is_named(data: Path) -> None:
    (data / "file").write_text("in the way")
    assert "cannot be written" in refusal(data / "file" / "data")
    (data / "store").mkdir()
    (data / "store" / "lock").mkdir()
    assert "cannot be written" in refusal(data)


def test_a_full_folder_is_called_full(data: Path) -> None:
    (data / "store").mkdir()
    (data / "store" / "trial").symlink_to("/dev/full")
    assert "is full" in refusal(data)


@pytest.mark.parametrize(
    ("number", "name"),
    [(errno.ENOSPC, "full"), (errno.EDQUOT, "full"), (errno.EACCES, "not writable")],
)
def test_what_keeps_a_folder_from_being_written_is_named_in_a_word(
    data: Path, number: int, name: str
) -> None:
    assert refused(data, OSError(number, "words")).name == name


@pytest.mark.parametrize("owner", ["redis 6", "valkey 999"])
def test_another_engines_folder_is_refused_and_left_alone(data: Path, owner: str) -> None:
    (data / "store").mkdir()
    (data / "store" / "engine").write_text(f"{owner}\n")
    line = refusal(data)
    assert owner in line
    assert "DATA_DIR" in line
    assert (data / "store" / "engine").read_text() == f"{owner}\n"


@pytest.mark.parametrize("held", ["appendonlydir", "appendonly.aof", "dump.rdb"])
@pytest.mark.parametrize("stamp", [None, b"", b"\xff\xff 9\n", b"valkey\n", b"valkey 9 or so\n"])
def test_data_without_a_readable_stamp_are_refused(data: Path, held: str, stamp: bytes | None) -> None:
    (data / "store").mkdir()
    (data / "store" / held).touch()
    if stamp is not None:
        (data / "store" / "engine").write_bytes(stamp)
    assert "unknown server" in refusal(data)


@pytest.mark.parametrize("why", ["full", "unknown server", "cannot be written", ""])
def test_whoever_is_refused_leaves_the_lock_of_the_folder_closed(data: Path, why: str) -> None:
    own = make(data)
    if why == "full":
        (own / "trial").symlink_to("/dev/full")
    elif why == "cannot be written":
        (own / "engine").mkdir()
    elif why:
        (own / "dump.rdb").touch()
    with running(data) if not why else nullcontext():
        before = opened(own / LOCK)
        with pytest.raises(StoreError, match=why) if why else nullcontext() as refusing:
            assert prepare(data) is None
        assert opened(own / LOCK) == before, f"while {refusing} is told"


def opened(path: Path) -> int:
    """How many files this process has open at a path."""
    held = [one for one in Path("/proc/self/fd").iterdir() if one.is_symlink()]
    return sum(str(one.readlink()) == str(path) for one in held if one.exists())


def test_the_same_engine_may_go_up_in_version(data: Path) -> None:
    (data / "store").mkdir()
    here = engine.find()
    (data / "store" / "engine").write_text(f"{here.kind} {here.major - 1}\n")
    with running(data):
        assert (data / "store" / "engine").read_text() == f"{here}\n"


def test_a_server_that_ends_at_once_is_quoted(data: Path) -> None:
    with running(data):
        pass
    manifest = data / "store" / "appendonlydir" / "appendonly.aof.manifest"
    manifest.write_text(f"{manifest.read_text()}no line of one\n")
    assert "ended at once" in refusal(data)


@pytest.mark.parametrize("broken", ["its head", "its middle", "its end"])
def test_a_broken_snapshot_is_named_as_lost_data_with_the_mend(data: Path, broken: str) -> None:
    with running(data):
        pass
    base = data / "store" / "appendonlydir" / "appendonly.aof.1.base.rdb"
    held = base.read_bytes()
    middle = held[:40] + bytes([held[40] ^ 255]) + held[41:]
    base.write_bytes({"its head": b"no data\n", "its middle": middle, "its end": held[:-5]}[broken])
    with pytest.raises(StoreError) as error:
        start(data, seconds=5)
    assert error.value.name == "lost" and str(base) in str(error.value) and files.MEND in str(error.value)


def found_without_wheel(path: str) -> subprocess.CompletedProcess[str]:
    """What a Python without site-packages finds, hence without the wheel."""
    return subprocess.run(
        [sys.executable, "-S", "-c", FINDER],
        cwd=HERE,
        env={"PATH": path},
        capture_output=True,
        text=True,
        check=True,
    )


def test_without_the_wheel_a_server_on_the_path_serves(data: Path) -> None:
    (data / "redis-server").write_text("#!/bin/sh\necho 'Redis server v=7.2.4 sha=00000000:0 bits=64'\n")
    (data / "redis-server").chmod(0o755)
    assert found_without_wheel(f"{data}:/bin").stdout == "redis 7\n"


def test_without_any_server_the_mend_is_named(data: Path) -> None:
    assert "REDIS_URL" in found_without_wheel(str(data)).stdout


def test_a_program_that_does_not_run_here_is_named(data: Path) -> None:
    (data / "redis-server").write_text("not a program")
    (data / "redis-server").chmod(0o755)
    assert "does not run here" in found_without_wheel(str(data)).stdout
