"""The web processes by themselves: a door for each, a socket that is handed over, an end in order."""

import json
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from serve.asking import Asking
from serve.children import Process
from serve.part import Part
from serve.process import THREADS
from serve.running import Parts
from serve.web import start_web, web_command
from tests.wiring.server import environment, python
from tests.wiring.stand_in_app import NUMBER
from tests.wiring.started_line import free_port
from tests.wiring.stores import is_running, wait_until
from tests.wiring.wire import connected

APPLICATION = "tests.wiring.stand_in_app:create_app"
# Starts a command with a listening socket as systemd hands it over.
HANDED_OVER = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ |= {"LISTEN_FDS": "1", "LISTEN_PID": str(os.getpid())}
os.execv(sys.argv[2], sys.argv[2:])
"""


@contextmanager
def web(folder: Path, port: int, count: int, listening: socket.socket | None = None) -> Iterator[int]:
    """The id of a process that keeps web processes running, killed at the end of the block."""
    command = web_command("127.0.0.1", port, count, APPLICATION)
    handed = python("-c", HANDED_OVER, str(listening.fileno())) if listening else []
    process = subprocess.Popen(
        [*handed, *command],
        env=environment(DATA_DIR=str(folder)),
        pass_fds=[listening.fileno()] if listening else [],
    )
    try:
        yield process.pid
    finally:
        process.kill()
        process.wait()


def who(port: int) -> dict[str, int]:
    """The process that answers at a port, and the one that started it. Raises OSError if none does."""
    with connected(port) as send:
        found: dict[str, int] = json.loads(send("GET", "/who", {}, b"").body)
        return found


def answers(port: int) -> bool:
    try:
        who(port)
    except OSError:
        return False
    return True


@dataclass
class Group:
    """Web processes in the care of this test: their parts, and the doors of all that were started."""

    parts: Parts
    doors: list[int]

    def tend_until(self, is_so: Callable[[], bool], seconds: float = 30) -> None:
        """Look after the processes until `is_so` is true."""

        def looked() -> bool:
            self.parts.tend(time.monotonic())
            return is_so()

        wait_until(looked, seconds)

    def pids(self) -> list[int]:
        return [part.pid for part in self.parts.all]


@contextmanager
def tended(folder: Path, count: int) -> Iterator[Group]:
    """Web processes that all answer, killed at the end of the block."""
    doors: list[int] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def start(name: str) -> Process:
            started = start_web(name, APPLICATION, listening, environment(DATA_DIR=str(folder)))
            assert isinstance(started.sign, Asking)
            doors.append(started.sign.door)
            return started

        names = [f"web {number}" for number in range(count)]
        group = Group(Parts([Part(name, partial(start, name)) for name in names]), doors)
        try:
            group.tend_until(group.parts.all_answered)
            yield group
        finally:
            group.parts.end()


def hang_all_threads(door: int) -> None:
    """Send a web process requests that take every thread it has, for good."""
    for _ in range(THREADS):
        with socket.create_connection(("127.0.0.1", door)) as asking:
            asking.sendall(b"GET /hang HTTP/1.1\r\nHost: line\r\n\r\n")


def test_what_hangs_is_replaced_stopped_deadlocked_and_out_of_descriptors(tmp_path: Path) -> None:
    with tended(tmp_path, 4) as group:
        stopped, deadlocked, without_descriptors, whole = group.pids()
        assert [who(door)["pid"] for door in group.doors] == group.pids()
        os.kill(stopped, signal.SIGSTOP)
        hang_all_threads(group.doors[1])
        resource.prlimit(without_descriptors, resource.RLIMIT_NOFILE, (3, 3))
        group.tend_until(lambda: not set(group.pids()) & {0, stopped, deadlocked, without_descriptors})
        assert group.pids()[3] == whole
        group.tend_until(group.parts.all_answered)


def test_killed_it_leaves_no_process_behind(tmp_path: Path) -> None:
    port = free_port()
    with web(tmp_path, port, 2) as pid:
        wait_until(lambda: answers(port))
        below = [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        assert len(below) == 2
    wait_until(lambda: not any(map(is_running, below)))
    assert not answers(port)


def test_a_socket_that_is_handed_over_loses_no_request_between_two_lines(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening, ExitStack() as lines:
        port = listening.getsockname()[1]
        old = lines.enter_context(web(tmp_path, 1, 1, listening))
        assert who(port)["server"] == old
        new = lines.enter_context(web(tmp_path, 1, 1, listening))
        found = []
        while new not in found[-20:]:
            found.append(who(port)["server"])
        os.kill(old, signal.SIGTERM)
        while old in found[-20:]:
            found.append(who(port)["server"])
        assert set(found) == {old, new}


def test_an_application_that_cannot_start_ends_it_with_its_reason(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    environ = environment(DATA_DIR=str(tmp_path), STAND_IN="broken")
    command = web_command("127.0.0.1", free_port(), 2, APPLICATION)
    assert subprocess.run(command, env=environ, timeout=120, check=False).returncode == 1
    said = capfd.readouterr().err
    assert "a made-up reason" in said
    assert "Traceback" not in said


def test_what_nobody_foresaw_at_the_start_ends_it_with_its_reason_in_the_log() -> None:
    command = [sys.executable, "-m", "serve.process", "tests.wiring.stand_in_app:fails"]
    found = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    (line,) = found.stdout.splitlines()
    assert (found.returncode, json.loads(line)["error"]) == (1, ["PermissionError"])
    assert (found.stderr, NUMBER in line) == ("", False)
