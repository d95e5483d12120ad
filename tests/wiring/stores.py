"""Stores for tests: the embedded server and a real redis-server, in short folders, ended by process id."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from store.server.embedded import Embedded, address, answer, start
from store.server.folder import socket_path
from store.server.tether import tied


@contextmanager
def short_folder() -> Iterator[Path]:
    """A folder with a path short enough for a socket in it, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="line-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def running(data: Path) -> Iterator[Embedded]:
    """An embedded store in `data`, ended afterwards even if it is stopped."""
    store = start(data)
    try:
        yield store
    finally:
        if store.process is not None:
            store.process.kill()
            store.process.wait()


@contextmanager
def redis_server() -> Iterator[str]:
    """The address of a `redis-server` of this machine. Skips where there is none."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("no redis-server on PATH")
    with short_folder() as folder:
        listens = socket_path(folder)
        options = ["--port", "0", "--unixsocket", str(listens), "--dir", str(folder), "--save", ""]
        server = subprocess.Popen(tied([program, *options]), stdout=subprocess.DEVNULL)
        try:
            wait_until(lambda: answer(folder) == "+PONG")
            yield address(folder)
        finally:
            server.kill()
            server.wait()


def patient(url: str) -> str:
    """The same store, asked by somebody who waits: a busy machine is no reason for a scene to fail."""
    return f"{url}?socket_timeout=5&socket_connect_timeout=5"


def wait_until(is_so: Callable[[], bool], seconds: float = 10.0) -> float:
    """Waits until `is_so`, and gives the seconds that took; fails after `seconds`."""
    began = time.monotonic()
    while not is_so():
        assert time.monotonic() - began < seconds, f"not so after {seconds} s"
        time.sleep(0.01)
    return time.monotonic() - began


def is_running(pid: int) -> bool:
    """Whether a process is there and not just waiting to be buried."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def end(pid: int) -> None:
    """Kills a process that may be gone already."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return
