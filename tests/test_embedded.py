"""The embedded store: one owner for a folder, whatever is killed, and one line where it cannot start."""

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis

from store import engine
from store.embedded import StoreError, address, answer, start
from store.folder import socket_path
from tests.stores import end, is_running, running, short_folder, wait_until

ROOT = Path(__file__).resolve().parent.parent
# Prints the server's process id ("joined" for another's), and lives until it is told to go on.
STARTER = """
import sys
from pathlib import Path
from store.embedded import start
store = start(Path(sys.argv[1]))
print(store.process.pid if store.process else "joined", flush=True)
sys.stdin.readline()
store.stop()
"""
FINDER = """
from store import engine, folder
try:
    print(engine.find())
except folder.StoreError as error:
    print(error)
"""


@pytest.fixture
def data() -> Iterator[Path]:
    with short_folder() as folder:
        yield folder


def starter(data: Path) -> subprocess.Popen[str]:
    """A process that starts or joins the store of `data`."""
    return subprocess.Popen(
        [sys.executable, "-c", STARTER, str(data)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def bury(*processes: subprocess.Popen[str]) -> None:
    for process in processes:
        process.kill()
        process.communicate()


def write(data: Path, value: str) -> None:
    client = Redis.from_url(address(data))
    client.set("kept", value)
    client.close()


def reads(data: Path) -> bytes | None:
    client = Redis.from_url(address(data))
    found = client.get("kept")
    client.close()
    assert found is None or isinstance(found, bytes)
    return found


def refusal(data: Path) -> str:
    """The one line of a start that is refused."""
    with pytest.raises(StoreError) as error:
        start(data, seconds=5)
    assert "\n" not in str(error.value)
    assert answer(data) == ""
    return str(error.value)


def test_it_starts_in_under_three_tenths_of_a_second() -> None:
    took = []
    for _ in range(3):
        with short_folder() as data:
            began = time.monotonic()
            with running(data):
                took.append(time.monotonic() - began)
    assert min(took) < 0.3


def test_nothing_is_acknowledged_unwritten_and_nothing_is_evicted(data: Path) -> None:
    with running(data) as store:
        client = Redis.from_url(store.url, decode_responses=True)
        found = {
            name: client.config_get(name)[name] for name in ("appendonly", "appendfsync", "maxmemory-policy")
        }
        assert found == {"appendonly": "yes", "appendfsync": "always", "maxmemory-policy": "noeviction"}
        assert client.config_get("port") == {"port": "0"}
        client.close()


def test_only_its_owner_may_open_its_folder_and_its_socket(data: Path) -> None:
    with running(data):
        assert stat.S_IMODE(socket_path(data).stat().st_mode) == 0o700
        assert stat.S_IMODE((data / "store").stat().st_mode) == 0o700


def test_a_second_process_joins_and_leaves_it_running(data: Path) -> None:
    with running(data) as store:
        other = starter(data)
        assert said(other) == "joined"
        other.communicate("go on\n")
        assert store.process is not None
        assert is_running(store.process.pid)


def test_of_many_that_start_at_once_one_starts_and_the_rest_join(data: Path) -> None:
    starters = [starter(data) for _ in range(6)]
    found = [said(process) for process in starters]
    assert found.count("joined") == 5
    bury(*starters)


def test_it_ends_when_whoever_started_it_is_killed(data: Path) -> None:
    owner = starter(data)
    server = int(said(owner))
    bury(owner)
    wait_until(lambda: not is_running(server), 2)
    with running(data):
        assert answer(data) == "+PONG"


def test_a_stopped_one_ends_too(data: Path) -> None:
    owner = starter(data)
    server = int(said(owner))
    os.kill(server, signal.SIGSTOP)
    bury(owner)
    wait_until(lambda: not is_running(server), 2)


def test_it_keeps_its_data_when_it_is_killed(data: Path) -> None:
    with running(data) as store:
        write(data, "yes")
        assert store.process is not None
        end(store.process.pid)
        store.process.wait()
    with running(data):
        assert reads(data) == b"yes"


def test_a_waiting_process_takes_over_from_one_that_is_killed_meanwhile(data: Path) -> None:
    owner = starter(data)
    server = int(said(owner))
    os.kill(server, signal.SIGSTOP)
    second = starter(data)
    time.sleep(0.3)
    bury(owner)
    assert said(second) not in ("joined", "")
    bury(second)


def test_a_long_folder_gets_a_short_socket_of_its_own(data: Path) -> None:
    long = data / ("long" * 30) / ("longer" * 10)
    listens = socket_path(long)
    assert len(str(listens)) <= 100
    try:
        with running(long):
            write(long, "yes")
            assert stat.S_IMODE(listens.parent.stat().st_mode) == 0o700
    finally:
        listens.unlink(missing_ok=True)
        listens.parent.rmdir()


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


@pytest.mark.parametrize("owner", ["redis 6", "valkey 999"])
def test_another_engines_folder_is_refused_and_left_alone(data: Path, owner: str) -> None:
    (data / "store").mkdir()
    (data / "store" / "engine").write_text(f"{owner}\n")
    line = refusal(data)
    assert owner in line
    assert "DATA_DIR" in line
    assert (data / "store" / "engine").read_text() == f"{owner}\n"


def test_data_without_a_stamp_are_refused(data: Path) -> None:
    (data / "store" / "appendonlydir").mkdir(parents=True)
    assert "unknown server" in refusal(data)


def test_the_same_engine_may_go_up_in_version(data: Path) -> None:
    (data / "store").mkdir()
    here = engine.find()
    (data / "store" / "engine").write_text(f"{here.kind} {here.major - 1}\n")
    with running(data):
        assert (data / "store" / "engine").read_text() == f"{here}\n"


def test_a_server_that_ends_at_once_is_quoted(data: Path) -> None:
    with running(data):
        pass
    (data / "store" / "appendonlydir" / "appendonly.aof.manifest").write_text("no manifest\n")
    line = refusal(data)
    assert "ended at once" in line
    assert "manifest" in line


def found_without_wheel(path: str) -> subprocess.CompletedProcess[str]:
    """What a Python without site-packages finds, hence without the wheel."""
    return subprocess.run(
        [sys.executable, "-S", "-c", FINDER],
        cwd=ROOT,
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
