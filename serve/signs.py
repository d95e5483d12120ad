"""Signs of life: what the worker tells the process that started it, and what both tell systemd."""

import os
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress

BEAT_SECONDS = 0.5
READ = 65536


class Pulse:
    """The reading end of the pipe into which a worker writes a sign of life every half second."""

    def __init__(self, reading: int) -> None:
        """Read from the descriptor `reading`, the pipe's reading end; `close` closes it."""
        self._reading: int | None = reading
        os.set_blocking(reading, False)

    def heard(self) -> bool:
        """Whether the worker has given a sign of life since the last call of this method."""
        with suppress(BlockingIOError):
            return self._reading is not None and bool(os.read(self._reading, READ))
        return False

    def close(self) -> None:
        """Close the reading end of the pipe; after that `heard` is always False."""
        if self._reading is not None:
            os.close(self._reading)
            self._reading = None


class Rounds:
    """The times at which each of the worker's threads last began a round of its loop, to find a stuck one.

    Each wait of a thread has a limit of seconds, so a round of minutes means that the thread hangs.
    """

    LONGEST_SECONDS = 300.0

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._last: dict[str, float] = {}

    def note(self, thread: str) -> None:
        """Note that a thread begins a new round."""
        self._last[thread] = self._clock()

    def go_on(self) -> bool:
        """Whether every noted thread has begun a new round recently; if not, a thread is stuck."""
        return all(self._clock() - last < self.LONGEST_SECONDS for last in list(self._last.values()))


def beat_always(pulse: int | None, is_whole: Callable[[], bool]) -> None:
    """Start a thread that gives a sign of life each half second, except while `is_whole()` is false.

    `is_whole` tells whether this process works: it is false while a thread is stuck, for example. The sign
    goes to systemd, and into the pipe that has the descriptor `pulse` (None: there is no pipe).
    """

    def go_on() -> None:
        while True:
            # a thread and a descriptor for each: a process that gets no more of them does not work
            with suppress(RuntimeError):
                if is_whole():
                    threading.Thread(target=_beat, args=(pulse,), name="beat", daemon=True).start()
            time.sleep(BEAT_SECONDS)

    threading.Thread(target=go_on, name="pulse", daemon=True).start()


def _beat(pulse: int | None) -> None:
    with suppress(OSError):
        os.close(os.open(os.devnull, os.O_RDONLY))
        tell_systemd("READY=1\nWATCHDOG=1")
        if pulse is not None:
            os.write(pulse, b".")


def tell_systemd(words: str) -> None:
    """Send systemd our state ("READY=1", "WATCHDOG=1"), if it asks for states (`Type=notify`).

    If the state cannot be sent, nothing is raised or told.
    """
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as telling:
        telling.setblocking(False)
        telling.sendto(words.encode(), f"\0{address[1:]}" if address.startswith("@") else address)
