"""Starts the embedded store of a data folder, or joins it if another process has started it."""

import fcntl
import os
import socket
import subprocess
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from store.server import engine, files, folder
from store.server.folder import StoreError, socket_path
from store.server.mending import Cut, mend
from store.server.tether import tie_command

__all__ = [
    "LOG",
    "Embedded",
    "Ready",
    "StoreError",
    "address",
    "answer",
    "end_process",
    "last_words",
    "prepare",
    "run",
    "start",
]

LOG = "log"
LOG_BYTES = 1_000_000
START_SECONDS = 30.0
POLL_SECONDS = 0.005
END_SECONDS = 3.0
# Of the server's files: a copy of them, such as a backup, is for nobody else to read either.
PRIVATE = 0o077


@dataclass(frozen=True, slots=True)
class Embedded:
    """A running store. `process` is its server if this process started it.

    `process` is None if another process started the server. Then that process has to end the server.
    """

    data: Path
    process: subprocess.Popen[bytes] | None

    @property
    def url(self) -> str:
        """The server's address, for `open_store`."""
        return address(self.data)

    def stop(self) -> None:
        """End the server if this process started it. No data are lost, as all are on disk already."""
        if self.process is not None and self.process.poll() is None:
            end_process(self.process, END_SECONDS)


def end_process(process: "subprocess.Popen[bytes]", seconds: float) -> None:
    """Ask a process to end, and wait until it has; kill it if that takes more than `seconds`."""
    process.terminate()
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@dataclass(frozen=True, slots=True)
class Ready:
    """A data folder ready for its server: the command, the log, and the lock for the server to inherit.

    `cut` is the broken end that was cut off the data; None if nothing was cut off. A note in the folder says
    how much data there was. If the note is gone, nobody can tell whether data are lost, and `unjudged` is a
    line that says so. Otherwise `unjudged` is "".
    """

    command: list[str | Path]
    log: Path
    lock: BinaryIO
    cut: Cut | None
    unjudged: str = ""


def address(data: Path) -> str:
    """The URL of the embedded store of the data folder `data`, whether it runs or not."""
    return f"unix://{quote(str(socket_path(data)))}"


def answer(data: Path, seconds: float = 0.1) -> str:
    """The answer of the store of `data` to PING: "+PONG", or "-LOADING …" while it reads its data.

    "" if the store does not answer within `seconds`.
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

    Call it from the main thread: the server ends with the thread that started it. Raises StoreError if no
    server can be started on the folder, or if the server ends at once. Raises it, too, if there is no answer
    within `seconds`, as when the server has much data to read.
    """
    end = time.monotonic() + seconds
    ours, mends = _launch(data), False
    while answer(data) != "+PONG":
        if ours and ours.poll() is not None:
            if mends:
                raise StoreError(f"the store ended at once: {last_words(data)}")
            ours, mends = _launch(data, mends=True), True
        if time.monotonic() > end:
            Embedded(data, ours).stop()
            raise StoreError(f"the store in {data} does not answer: {last_words(data)}")
        # Whoever had the folder may have ended before it could be joined.
        ours = ours or _launch(data)
        time.sleep(POLL_SECONDS)
    return Embedded(data, ours)


def prepare(data: Path, mends: bool = False) -> Ready | None:
    """Prepare to run the store's server for the data folder `data`; on a slow disk this takes long.

    None if a server runs there already. `mends` is true if the last server ended while it read its data: a
    broken end of the data is then cut off. Raises StoreError if no server can be started on the folder.
    """
    files.look_for(data.absolute() / folder.OWN)
    own = folder.make(data)
    lock = folder.lock_file(own)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        folder.try_writing(own)
        server = engine.find()
        engine.stamp(own, server)
        unjudged = files.look(own)
        cut = mend(data, own, server, datetime.now(UTC)) if mends else None
        return Ready([server.program, *_options(own, socket_path(data))], own / LOG, lock, cut, unjudged)
    except BlockingIOError:
        lock.close()
        return None
    except OSError as error:
        lock.close()
        raise folder.refused(own, error) from error
    except StoreError:
        lock.close()
        raise


def run(ready: Ready) -> subprocess.Popen[bytes]:
    """Start the server that `prepare` has prepared. It ends with the thread that calls this.

    Only the server keeps the lock on its folder, so the lock lasts exactly as long as the server. Ctrl-C in
    the terminal does not reach the server: the line ends it last. Raises StoreError if its program or its log
    cannot be opened.
    """
    try:
        with ready.lock as lock, ready.log.open("ab") as log:
            if log.tell() > LOG_BYTES:
                log.truncate(0)
            return subprocess.Popen(  # noqa: S603, a command of ours
                tie_command(ready.command),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=(lock.fileno(),),
                process_group=0,
                umask=PRIVATE,
            )
    except OSError as error:
        raise folder.refused(ready.log, error) from error


def _launch(data: Path, mends: bool = False) -> subprocess.Popen[bytes] | None:
    ready = prepare(data, mends)
    return run(ready) if ready else None


def _options(own: Path, listens: Path) -> list[str]:
    """The server's options: it confirms a write only once it is on disk, drops no data, and opens no port."""
    return [
        *("--port", "0", "--unixsocket", str(listens), "--unixsocketperm", "700"),
        *("--dir", str(own), "--appendonly", "yes", "--appendfsync", "always", "--save", ""),
        # A file that ends in half a command is mended by us, which keeps a copy and tells (mending.py).
        *("--aof-load-truncated", "no"),
        *("--maxmemory-policy", "noeviction", "--databases", "1", "--loglevel", "notice"),
    ]


def last_words(data: Path) -> str:
    """The last line of the log of the server of `data`; if there is none, "see FILE" with the log's path."""
    file = data.absolute() / folder.OWN / LOG
    try:
        with file.open("rb") as log:
            log.seek(max(0, os.fstat(log.fileno()).st_size - 4096))
            lines = log.read().decode(errors="replace").split("\n")
    except OSError:
        lines = []
    return next((line.strip() for line in reversed(lines) if line.strip()), f"see {file}")
