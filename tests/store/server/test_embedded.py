"""The embedded store: one owner for a folder, whatever is killed, and one line where it cannot start."""

import os
import re
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis

from settings import HERE
from store.server.embedded import address, answer
from store.server.folder import make, socket_path, try_writing
from tests.wiring.stores import end, is_running, running, short_folder, wait_until

# Prints the server's process id ("joined" for another's), and lives until it is told to go on.
STARTER = """
import sys
from pathlib import Path
from store.server.embedded import start
store = start(Path(sys.argv[1]))
print(store.process.pid if store.process else "joined", flush=True)
sys.stdin.readline()
store.stop()
"""


@pytest.fixture
def data() -> Iterator[Path]:
    with short_folder() as folder:
        yield folder


def starter(data: Path) -> subprocess.Popen[str]:
    """A process that starts or joins the store of `data`."""
    return subprocess.Popen(
        [sys.executable, "-c", STARTER, str(data)],
        cwd=HERE,
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
    (data / "store").mkdir(mode=0o700)
    (data / "store" / "log").write_bytes(bytes(1_000_001))
    with running(data):
        assert (data / "store" / "log").stat().st_size < 100_000, "it begins anew when it is long"
        assert stat.S_IMODE(socket_path(data).stat().st_mode) == 0o700
        assert stat.S_IMODE((data / "store").stat().st_mode) == 0o700
        folder = data / "store" / "appendonlydir"
        written = [folder, *folder.iterdir()]
        assert written[1:] and not any(stat.S_IMODE(file.stat().st_mode) & 0o077 for file in written)


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
    wait_until(lambda: not is_running(server))
    with running(data):
        assert answer(data) == "+PONG"


def test_a_stopped_one_ends_too(data: Path) -> None:
    owner = starter(data)
    server = int(said(owner))
    os.kill(server, signal.SIGSTOP)
    bury(owner)
    wait_until(lambda: not is_running(server))


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
    assert re.fullmatch(rf"/tmp/line-{os.getuid()}-[0-9a-f]{{16}}/store\.sock", str(listens)), (
        "where the version before listens and looks for it"
    )
    try:
        with running(long):
            write(long, "yes")
            assert stat.S_IMODE(listens.parent.stat().st_mode) == 0o700
    finally:
        listens.unlink(missing_ok=True)
        listens.parent.rmdir()


def test_a_store_that_hangs_is_waited_for_a_tenth_of_a_second(data: Path) -> None:
    with socket.socket(socket.AF_UNIX) as hangs:
        hangs.bind(str(socket_path(data)))
        hangs.listen()
        began = time.monotonic()
        assert answer(data) == ""
        assert 0.05 < time.monotonic() - began < 1.0


def test_a_folder_that_is_tried_keeps_no_file_open_and_no_trial(data: Path) -> None:
    own = make(data)
    before = len(list(Path("/proc/self/fd").iterdir()))
    try_writing(own)
    assert len(list(Path("/proc/self/fd").iterdir())) == before
    assert list(own.iterdir()) == []
