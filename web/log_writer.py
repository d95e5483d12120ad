"""Writes the log in a thread, many lines in one write: no call waits for the log's reader."""

import json
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import TextIO

PAUSE_SECONDS = 0.02
# Some ten seconds of a process under full load; past that the oldest go, and a line says how many.
MOST = 10_000
# Of a pipe that processes share, a write of so many bytes is never mixed with another's (PIPE_BUF on Linux).
AT_ONCE = 4096
END_SECONDS = 1.0
# What making a line may raise: a value's own code gives its text, so anything.
NOT_TO_BE_MADE = Exception


class LogWriter:
    """A file for whole lines that nobody waits for: a thread writes the lines to `out`, in order.

    The lines of 20 ms are written together. If the process is killed, the lines of the last 20 ms are lost.
    If the reader of `out` is slow, only the thread waits; up to `most` lines are kept meanwhile, and the
    oldest are dropped first. If nobody can read `out` any more, lines are lost without an error.
    """

    def __init__(self, out: TextIO, most: int = MOST) -> None:
        self._out, self._most = out, most
        self._lines: deque[str | Callable[[], str]] = deque()
        self._dropped = 0
        self._lock, self._some, self._ending = threading.Lock(), threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._write_on, name="log", daemon=True)
        self._thread.start()

    def __enter__(self) -> "LogWriter":
        """Return the writer, which is closed at the end of the `with` block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the writer."""
        self.close()

    def write(self, line: str) -> int:
        """Take a whole line, with its line end, to be written soon; return its length, as files do."""
        self.write_made(line)
        return len(line)

    def write_made(self, line: str | Callable[[], str]) -> None:
        """Take a whole line, or a function by which the thread makes one later, to save time now."""
        with self._lock:
            if len(self._lines) >= self._most:
                self._lines.popleft()
                self._dropped += 1
            self._lines.append(line)
        if not self._some.is_set():
            self._some.set()

    def isatty(self) -> bool:
        """Whether somebody at a terminal reads the lines."""
        return self._out.isatty()

    def flush(self) -> None:
        """Do nothing: a thread of its own writes the lines, so that no code which logs has to wait."""

    def close(self) -> None:
        """Write the lines that are left; give up after a second if nobody reads them."""
        self._ending.set()
        self._some.set()
        self._thread.join(END_SECONDS)

    def _write_on(self) -> None:
        while self._lines or not self._ending.is_set():
            if not self._ending.is_set():
                self._some.wait()
            self._ending.wait(PAUSE_SECONDS)
            # before the lines are taken: one that comes in between finds its way in the next round
            self._some.clear()
            self._write_out(self._take())

    def _take(self) -> list[str]:
        """Take all waiting lines; if lines were dropped, a line before them says how many."""
        with self._lock:
            taken, dropped = list(self._lines), self._dropped
            self._lines.clear()
            self._dropped = 0
        lines = [line if isinstance(line, str) else _made(line) for line in taken]
        return [_told(lines=dropped, event="log lines dropped"), *lines] if dropped else lines

    def _write_out(self, lines: Iterable[str]) -> None:
        for piece in _pieces(lines):
            try:
                self._out.write(piece)
                self._out.flush()
            except (OSError, ValueError):
                return  # whoever read it is gone: the line goes on without a log


def _made(make: Callable[[], str]) -> str:
    """The line that `make` makes; if `make` fails, a line that names the error. So other lines can follow."""
    try:
        return make()
    except NOT_TO_BE_MADE as error:
        return _told(event="log line not made", error=type(error).__name__)


def _told(**values: object) -> str:
    now = datetime.now(UTC).isoformat().replace("+00:00", "Z")
    return f"{json.dumps({**values, 'level': 'warning', 'time': now})}\n"


def _pieces(lines: Iterable[str]) -> Iterator[str]:
    """The lines joined into pieces, to be written one by one, each of at most `AT_ONCE` characters.

    A line longer than that is a piece by itself.
    """
    piece: list[str] = []
    size = 0
    for line in lines:
        if piece and size + len(line) > AT_ONCE:
            yield "".join(piece)
            piece, size = [], 0
        piece.append(line)
        size += len(line)
    if piece:
        yield "".join(piece)
