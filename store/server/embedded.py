"""Starts the embedded store of a data folder, or joins it if another process has started it."""

import fcntl
import os
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from store.server import engine, folder
from store.server.folder import StoreError, socket_path
from store.server.tether import tie_command

__all__ = ["Embedded", "StoreError", "address", "answer", "launch", "start"]

LOG = "log"
LOG_BYTES = 1_000_000
START_SECONDS = 30.0
POLL_SECONDS = 0.005
END_SECONDS = 3.0
# Of the server's files: a copy of them, such as a backup, is for nobody else to read either.
PRIVATE = 0o077


@dataclass(frozen=True, slots=True)
class Embedded:
    """A running store. `process` is None if another process started the server, and so has to end it."""

    data: Path
    process: subprocess.Popen[bytes] | None

    @property
    def url(self) -> str:
        """The server's address, for `open_store`."""
        return address(self.data)

    def stop(self) -> None:
        """End the server if this process started it. No data are lost, as all are on disk already."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def address(data: Path) -> str:
    """The address of the store of a data folder, whether it runs or not."""
    return f"unix://{quote(str(socket_path(data)))}"


def answer(data: Path, seconds: float = 0.1) -> str:
    """What the store of `data` answers to PING: "+PONG", or "-LOADING …" while it reads its data.

    "" if it does not answer within `seconds`.
    """
    try:
        with socket.socket(socket.AF_UNIX) as asking:
            asking.settimeout(seconds)
            asking.connect(str(socket_path(data)))
            asking.sendall(b"PING\r\n")
            return asking.recv(200).decode(errors="replace").strip()
    except OSError:
        return ""


def start(data: Path, seconds: float = START_SECONDS) -> Embedded:
    """Start the store of `data`, or join it if it runs already, and wait until it answers.

    Call it from the main thread: the server ends with the thread that started it. Raises StoreError, also if
    it does not answer within `seconds` (it may have much data to read).
    """
    end = time.monotonic() + seconds
    ours = launch(data)
    while answer(data) != "+PONG":
        if ours and ours.poll() is not None:
            raise StoreError(f"the store ended at once: {_last_words(data)}")
        if time.monotonic() > end:
            Embedded(data, ours).stop()
            raise StoreError(f"the store in {data} does not answer: {_last_words(data)}")
        # Whoever had the folder may have ended before it could be joined.
        ours = ours or launch(data)
        time.sleep(POLL_SECONDS)
    return Embedded(data, ours)


def launch(data: Path) -> subprocess.Popen[bytes] | None:
    """Start the store's server for the data folder `data`; give its process, without waiting for it.

    None if the server runs already. Raises StoreError.
    """
    own = folder.make(data)
    with folder.lock_file(own) as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return None
        folder.try_writing(own)
        server = engine.find()
        engine.stamp(own, server)
        return _run([server.program, *_options(own, socket_path(data))], own / LOG, lock.fileno())


def _run(command: list[str | Path], log_file: Path, lock: int) -> subprocess.Popen[bytes]:
    with log_file.open("ab") as log:
        if log.tell() > LOG_BYTES:
            log.truncate(0)
        # The server inherits the lock and is the only one to keep it: it lasts exactly as long as the server.
        # It has a group of its own: Ctrl-C in the terminal is for the line, which ends the server last.
        return subprocess.Popen(  # noqa: S603, a command of ours
            tie_command(command),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            pass_fds=(lock,),
            process_group=0,
            umask=PRIVATE,
        )


def _options(own: Path, listens: Path) -> list[str]:
    """The server's options: it confirms a write only once it is on disk, drops no data, and opens no port."""
    return [
        *("--port", "0", "--unixsocket", str(listens), "--unixsocketperm", "700"),
        *("--dir", str(own), "--appendonly", "yes", "--appendfsync", "always", "--save", ""),
        *("--maxmemory-policy", "noeviction", "--databases", "1", "--loglevel", "notice"),
    ]


def _last_words(data: Path) -> str:
    """The last line of the server's log; if there is none, a hint where the log is."""
    file = data.absolute() / "store" / LOG
    try:
        with file.open("rb") as log:
            log.seek(max(0, os.fstat(log.fileno()).st_size - 4096))
            lines = log.read().decode(errors="replace").split("\n")
    except OSError:
        lines = []
    return next((line.strip() for line in reversed(lines) if line.strip()), f"see {file}")
