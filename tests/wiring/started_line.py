"""The line as `flask serve` starts it, in a folder of its own, with a stand-in for the application."""

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

from menus.loading.folders import SHIPPED, Folders
from menus.loading.pack import load_from
from menus.loading.snapshots import keep, mark_passed
from settings import HERE, current_pack
from tests.wiring.stores import end, is_running, short_folder, wait_until

SERVE = "from serve.line import serve; serve()"


@dataclass(frozen=True)
class Line:
    """A line started with `flask serve`: its process, its port, its data folder, and its output's file."""

    process: subprocess.Popen[bytes]
    port: int
    data: Path
    said: Path

    def words(self) -> str:
        """All that the line has printed until now."""
        return self.said.read_text()

    def ends(self) -> int:
        """Wait for the line to end, and give its exit code."""
        return self.process.wait(20)

    def asks(self, path: str, method: str = "GET") -> dict[str, object]:
        """Ask the line for a path, and give its JSON answer. Raises OSError if none comes."""
        url = f"http://127.0.0.1:{self.port}{path}"
        with urlopen(Request(url, method=method), timeout=5) as answer:
            found: dict[str, object] = json.load(answer)
            return found

    def answers(self) -> bool:
        """Whether the line answers on its port."""
        try:
            self.asks("/who")
        except (URLError, OSError):
            return False
        return True

    def all_pids(self) -> list[int]:
        """The ids of all processes below the line's, at any depth."""
        found: list[int] = []
        below = [self.process.pid]
        while below:
            pid = below.pop()
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
            found += map(int, children)
            below += map(int, children)
        return found

    def store_pid(self) -> int:
        """The process id of the line's store."""
        return next(pid for pid in self.all_pids() if "server" in Path(f"/proc/{pid}/comm").read_text())


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


def environment(folder: Path, port: int, **more: str) -> dict[str, str]:
    """The environment for starting the line; it finds a stand-in app.py in `folder` before the real one."""
    shutil.copy(HERE / "tests" / "wiring" / "stand_in_app.py", folder / "app.py")
    kept = {"PATH": os.environ["PATH"], "PYTHONPATH": str(HERE), "TRY": "1"}
    environ = {**kept, "DATA_DIR": str(folder / "var"), "PORT": str(port), **more}
    keep_pack(Path(environ["DATA_DIR"]), live=more.get("LIVE") == "1")
    return environ


def keep_pack(data: Path, live: bool) -> Path:
    """Keep the shipped pack in a data folder as one that passed: the stand-in needs no look."""
    place = keep(current_pack(data), _read_once())
    mark_passed(place, live)
    return place


@cache
def _read_once() -> dict[str, bytes]:
    folders = Folders(SHIPPED)
    load_from(folders)
    return folders.read


def run(folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """The output and exit code of a line that refuses to start."""
    environ = environment(folder, free_port(), **more)
    return subprocess.run(
        [sys.executable, "-c", SERVE], cwd=folder, env=environ, capture_output=True, text=True, timeout=120
    )


@contextmanager
def started(**more: str) -> Iterator[Line]:
    """A running line that answers; all its processes are killed at the end of the block."""
    with short_folder() as folder, (folder / "said").open("wb") as said:
        port = free_port()
        process = subprocess.Popen(
            [sys.executable, "-c", SERVE],
            cwd=folder,
            env=environment(folder, port, **more),
            stdout=said,
            stderr=said,
            process_group=0,
        )
        line = Line(process, port, Path(more.get("DATA_DIR", folder / "var")), folder / "said")
        pids: list[int] = []
        try:
            wait_until(lambda: "health" in line.words() or process.poll() is not None)
            assert line.answers(), line.words()
            pids = line.all_pids()
            yield line
        finally:
            process.kill()
            process.wait()
            for pid in filter(is_running, pids):
                end(pid)
