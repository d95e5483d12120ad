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
from store.server.tether import tie_command


@contextmanager
def short_folder() -> Iterator[Path]:
    """A folder whose path is short enough for a unix socket in it, removed at the end of the block."""
    folder = Path(tempfile.mkdtemp(prefix="line-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def running(data: Path) -> Iterator[Embedded]:
    """An embedded store in the folder `data`, killed at the end of the block."""
    store = start(data)
    try:
        yield store
    finally:
        if store.process is not None:
            store.process.kill()
            store.process.wait()


@contextmanager
def redis_server(*given: str) -> Iterator[str]:
    """The address of a real `redis-server`, ended after the block. Skips the test if it is not installed.

    It keeps promises, unless the options `given` say otherwise.
    """
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("no redis-server on PATH")
    with short_folder() as folder:
        listens = socket_path(folder)
        keeps = ["--appendonly", "yes", "--appendfsync", "always"]
        options = [
            "--port",
            "0",
            "--unixsocket",
            str(listens),
            "--dir",
            str(folder),
            "--save",
            "",
            *keeps,
            *given,
        ]
        server = subprocess.Popen(tie_command([program, *options]), stdout=subprocess.DEVNULL)
        try:
            wait_until(lambda: answer(folder) == "+PONG")
            yield address(folder)
        finally:
            server.kill()
            server.wait()


def patient(url: str) -> str:
    """The address of a store with longer timeouts, so that a busy machine makes no test fail."""
    return f"{url}?socket_timeout=5&socket_connect_timeout=5"


def wait_until(is_so: Callable[[], bool], seconds: float = 100.0) -> float:
    """Wait until `is_so` is true, and give the seconds that took; fails after `seconds`."""
    began = time.monotonic()
    while not is_so():
        assert time.monotonic() - began < seconds, f"not so after {seconds} s"
        time.sleep(0.01)
    return time.monotonic() - began


def is_running(pid: int) -> bool:
    """Whether a process is there, and is no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def end(pid: int) -> None:
    """Kill a process, which may have ended already."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return
