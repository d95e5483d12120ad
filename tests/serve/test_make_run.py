"""`make run` ends in one frame with all that a newcomer needs, and whatever ends make ends the line."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from settings import HERE
from tests.wiring.started_line import environment, free_port
from tests.wiring.stores import end as kill
from tests.wiring.stores import is_running, short_folder, wait_until

# A Ctrl-C reaches those whose terminal it is.
OF_ITS_OWN, CTRL_C = ("setsid", "--ctty"), b"\x03"
# `flask serve`, the store, the worker, two web processes.
ALL = 5


@dataclass
class Terminal:
    """A terminal in which `make run` was typed, and what it shows."""

    descriptor: int
    make: subprocess.Popen[bytes]
    port: int
    shown: bytearray = field(default_factory=bytearray)

    def shows(self) -> str:
        """All that the terminal has shown until now."""
        with suppress(OSError):
            while read := os.read(self.descriptor, 4096):
                self.shown += read
        return self.shown.decode().replace("\r\n", "\n")

    def has_ended(self) -> bool:
        """Whether make has ended."""
        return self.make.poll() is not None


@contextmanager
def make_run(*before: str) -> Iterator[Terminal]:
    """Type `make run` into a terminal, where all is set up; what is left at the end of the block is killed.

    `before` is the command that starts make, if one does.
    """
    with short_folder() as folder:
        (folder / ".installed").touch()
        screen, end = os.openpty()
        os.set_blocking(screen, False)
        port = free_port()
        typed = ("make", "run", f"VENV={folder}", f"BIN={Path(sys.executable).parent}")
        make = subprocess.Popen(
            [*before, *typed],
            cwd=HERE,
            env={**environment(folder, port), "PYTHONPATH": f"{folder}:{HERE}", "PYTHONSAFEPATH": "1"},
            **dict.fromkeys(("stdin", "stdout", "stderr"), end),
        )
        os.close(end)
        terminal = Terminal(screen, make, port)
        pids: list[int] = []
        try:
            wait_until(lambda: "Ctrl-C" in terminal.shows() or terminal.has_ended())
            pids = below(make.pid)
            yield terminal
        finally:
            make.kill()
            make.wait()
            for pid in pids:
                kill(pid)
            os.close(screen)


def below(pid: int) -> list[int]:
    """The ids of all processes below one, at any depth."""
    found = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return found + [each for child in found for each in below(child)]


def test_at_a_terminal_one_frame_comes_last_and_ctrl_c_ends_everything() -> None:
    with make_run(*OF_ITS_OWN) as terminal:
        address = f"http://127.0.0.1:{terminal.port}"
        *_, edge = shown = terminal.shows().splitlines()
        frame = shown[shown.index(edge) :]
        assert set(edge) == set("+-") and {len(row) for row in frame} == {len(edge)}, frame
        assert f"Open  {address}/try" in frame[1] and f"Desk  {address}/desk/start/" in frame[3]
        pids = below(terminal.make.pid)
        assert len(pids) >= ALL
        os.write(terminal.descriptor, CTRL_C)
        wait_until(lambda: not any(map(is_running, pids)))


@pytest.mark.parametrize("name", ["SIGTERM", "SIGKILL"])
def test_killing_make_ends_everything(name: str) -> None:
    with make_run() as terminal:
        pids = below(terminal.make.pid)
        assert len(pids) >= ALL
        terminal.make.send_signal(signal.Signals[name])
        wait_until(lambda: not any(map(is_running, pids)))
