"""The web processes by themselves: a door for each, a socket that is handed over, an end in order."""

import json
import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from serve.children import SupervisedChild
from serve.web import web_command, web_processes
from tests.wiring.server import environment, python
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


def test_each_process_answers_at_a_door_of_its_own(tmp_path: Path) -> None:
    with web_processes("127.0.0.1", free_port(), 2, APPLICATION) as (one, two), ExitStack() as ending:
        kept = [SupervisedChild(each.child, environment(DATA_DIR=str(tmp_path))) for each in (one, two)]
        for each in kept:
            each.tend(0)
            ending.callback(each.wait_for_end, 0.0)
        wait_until(lambda: one.answers() and two.answers(), 20)
        assert [who(each.door)["pid"] for each in (one, two)] == [each.pid for each in kept]
        os.kill(kept[0].pid, signal.SIGSTOP)
        assert (one.answers(), two.answers()) == (False, True)


def test_killed_it_leaves_no_process_behind(tmp_path: Path) -> None:
    port = free_port()
    with web(tmp_path, port, 2) as pid:
        wait_until(lambda: answers(port), 20)
        below = [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        assert len(below) == 2
    wait_until(lambda: not any(map(is_running, below)), 3)
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
    assert subprocess.run(command, env=environ, timeout=30, check=False).returncode == 1
    said = capfd.readouterr().err
    assert "a made-up reason" in said
    assert "Traceback" not in said
