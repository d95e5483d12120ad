"""The times that the line waits for a process: to start, to answer, to end (ADR 24)."""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

import click

SHORTEST_PAUSE, LONGEST_PAUSE = 0.1, 5.0
# Whoever has run this long did not fail at its start, which takes less than one.
SETTLED_SECONDS = 2.0
# It is asked every second. Together with a start, which takes a second or two, this is at most five.
SILENT_SECONDS, LONGEST_SILENCE = 3.0, 24.0
LATELY_SECONDS = 2.0
# Silent this soon after it began, and twice so: perhaps nothing hangs, and the machine is slow.
SOON_SECONDS = 30.0
# The whole line, at its start.
READY_SECONDS = 60.0
# On a quiet machine one; a slow one is not to be killed for being slow.
START_SECONDS, LONGEST_START = 60.0, 600.0
# A web process may be in the middle of a request, and writes its counts.
END_SECONDS = 8.0
# The worker may wait for the carrier, which is given 15, and enters then what became of it.
WORKER_END_SECONDS = 20.0
# A web process has some 90 MB; full of connections that all hold back a request it has 220.
LARGEST = 400 * 1024 * 1024
# So that one which needs more than that is not replaced without end.
GROWN_SECONDS = 600.0


class Pause:
    """The wait before a process that has ended is started again.

    There is no wait if the process had run for two seconds or more. Otherwise the wait is 0.1 s, and doubles
    each further time, up to 5 s.
    """

    def __init__(self) -> None:
        self._next = SHORTEST_PAUSE

    def after(self, lived: float) -> float:
        """The seconds to wait before the next start of a process that ran for `lived` seconds."""
        if lived >= SETTLED_SECONDS:
            self._next = SHORTEST_PAUSE
            return 0.0
        pause, self._next = self._next, min(self._next * 2, LONGEST_PAUSE)
        return pause


class Patience:
    """The seconds that a process may be silent, and may take to start: they grow with each failure.

    On a busy machine, where working processes seem to hang, processes are thus replaced less and less often.
    """

    def __init__(self) -> None:
        self.silent = SILENT_SECONDS
        self.start = START_SECONDS
        self._soon = 0

    def ended(self, first: float | None, now: float) -> None:
        """Note that a process is killed at `now` because it was silent; `first` is when it first answered.

        `first` is None if it never answered. Both times are in seconds of one clock. If two processes in a
        row fell silent soon after their first answer, a process may be silent for twice as long, up to
        `LONGEST_SILENCE`. If this process fell silent later, or never answered, the permitted silence is as
        short as at first.
        """
        soon = first is not None and now - first < self.silent + SOON_SECONDS
        self._soon = self._soon + 1 if soon else 0
        if self._soon > 1:
            self.was_short()
        elif not soon:
            self.silent = SILENT_SECONDS

    def was_short(self) -> None:
        """Double the seconds that a process may be silent, up to a limit: they were too few.

        For example, a process that seemed to hang has answered after all.
        """
        self.silent = min(self.silent * 2, LONGEST_SILENCE)

    def start_failed(self) -> None:
        """Double the time to start, up to a limit, because a process did not answer in that time."""
        self.start = min(self.start * 2, LONGEST_START)


def room() -> int:
    """The number of new processes, at least 1, that may start at once beside the old.

    Each needs a core and memory. The number is 1 if the system does not tell how much memory is free.
    """
    cores = len(os.sched_getaffinity(0))
    with suppress(OSError, ValueError, StopIteration):
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        free = next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))
        return max(1, min(cores, free // LARGEST))
    return 1


class Starting(Protocol):
    """A part of the line that is starting (`serve.part.Part`), as `demand_hope` sees it."""

    name: str

    def has_ended(self) -> bool:
        """Whether the part's process has ended, and no other has replaced it yet."""

    def has_answered(self) -> bool:
        """Whether the part's process has given a sign of life since its start."""


def demand_hope(parts: Sequence[Starting], seconds: float) -> None:
    """Raise ClickException if a line that began `seconds` ago cannot come up: the message says why.

    It cannot if the process of one of `parts` has ended, or has not answered within `READY_SECONDS`.
    """
    if ended := [part.name for part in parts if part.has_ended()]:
        said = f"{' and '.join(ended)} ended at once, for the reason that stands above"
    elif seconds > READY_SECONDS:
        silent = [part.name for part in parts if not part.has_answered()]
        said = f"{' and '.join(silent)} did not answer within {READY_SECONDS:.0f} s"
    else:
        return
    raise click.ClickException(f"the line did not start: {said}")
