"""Keeps the parts of the line running until a signal asks for the end."""

import math
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import click

from serve.children import Level, say
from serve.heeded import heed
from serve.part import ASKED, Part
from serve.patience import demand_hope, room
from serve.signs import tell_systemd

TICK_SECONDS = 0.05
TELL_SECONDS = 1.0
JUST_NOW_SECONDS = 3.0
# A longer time between two looks counts as this: we were stopped, or the machine slept or was too busy.
LONGEST_LOOK = 0.25
TERMINAL = "/dev/tty"


class Attention:
    """A clock that stands still while this process is stopped, asleep or too busy to look.

    A watched process therefore does not count as silent for that time.
    """

    def __init__(self, now: float) -> None:
        self._last, self._seconds = now, 0.0

    def look(self, now: float) -> float:
        """Read this clock: seconds since its start, without the time in which this process was stopped.

        `now` is the time by a monotonic clock of the machine. Call this often: a longer time between two
        calls counts as only `LONGEST_LOOK` seconds.
        """
        self._seconds += min(max(now - self._last, 0.0), LONGEST_LOOK)
        self._last = now
        return self._seconds


class Terminal:
    """The terminal in which the line was started; when it is closed, the line is to end.

    This does not apply to a line that was started by `nohup`, or without a terminal.
    """

    def __init__(self) -> None:
        self._follows = signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN  # else nohup started us
        self._seen = -math.inf
        self.look()

    def look(self) -> bool:
        """Whether the terminal can be opened. If it can, note the time.

        Call this every second, so that `was_closed` knows whether the terminal was open a moment ago.
        """
        try:
            os.close(os.open(TERMINAL, os.O_RDONLY | os.O_NOCTTY))
        except OSError:
            return False
        self._seen = time.monotonic()
        return True

    def was_closed(self) -> bool:
        """Whether the terminal was closed a few seconds ago at most; always False under `nohup`."""
        return self._follows and not self.look() and time.monotonic() - self._seen < JUST_NOW_SECONDS


@dataclass(slots=True)
class Signals:
    """The requests that signals made: `stopped` to end the line (`why` in words), `renewed` to renew it.

    `terminal` is the one in which the line was started.
    """

    stopped: threading.Event = field(default_factory=threading.Event)
    renewed: threading.Event = field(default_factory=threading.Event)
    terminal: Terminal = field(default_factory=Terminal)
    why: str = ""

    def end(self, why: str) -> None:
        """Ask the line to end, for the reason `why`; of several reasons the first is kept."""
        self.why = self.why or why
        self.stopped.set()


def heed_signals() -> Signals:
    """Listen from now on for signals that end or renew the line, and note them in the returned `Signals`.

    SIGHUP asks for the end if the terminal was closed just now, otherwise for new processes.
    """
    signals = Signals()

    def hang_up() -> None:
        if signals.terminal.was_closed():
            signals.end("its terminal was closed")
        else:
            signals.renewed.set()

    heed(
        {
            signal.SIGINT: lambda: signals.end("Ctrl-C (SIGINT)"),
            signal.SIGTERM: lambda: signals.end("it was told to (SIGTERM)"),
            signal.SIGHUP: hang_up,
        }
    )
    return signals


class Parts:
    """All parts of a line, in groups; the parts of a group do the same work and stand in for each other."""

    def __init__(self, *groups: Sequence[Part], side_by_side: Callable[[], int] = room) -> None:
        """Take the groups of parts; `side_by_side` gives how many new processes may start at once."""
        self._groups, self._side_by_side = groups, side_by_side
        self.all = [part for group in groups for part in group]
        self._to_renew: deque[Part] = deque()
        self._renewing: list[Part] = []
        self._failed = False
        self._awaited: Callable[[], bool] | None = None
        self._tell: Callable[[bool], None] = lambda _: None
        self._now = 0.0

    def tend(self, now: float) -> None:
        """Tend each part at `now` (monotonic seconds), and continue a renewal. Call this often."""
        self._now = now
        for group in self._groups:
            for part in group:
                others = [other for other in group if other is not part]
                answer = any(other.answers(now) for other in others)
                change = any(other.is_changing() for other in others)
                part.tend(now, answer, change, not self._is_changing())
        if self._awaited is not None and self._awaited():
            self._awaited, self._failed, self._to_renew = None, False, deque(self.all)
        self._see_renewed()
        self._renew_next(now)

    def renew(
        self, once: Callable[[], bool] = lambda: True, tell: Callable[[bool], None] = lambda _: None
    ) -> None:
        """Replace each process of the line by a new one, as soon as the function `once` returns True.

        Each old process ends only when its new one answers. If a new process does not come up, the renewal
        stops, and the remaining old processes stay. At the end `tell` is called: with True if all were
        replaced, else with False. If this is called again during a renewal, the renewal starts again.
        """
        self._awaited, self._tell = once, tell
        self._to_renew.clear()

    def _is_changing(self) -> bool:
        return any(part.is_changing() for part in self.all)

    def _see_renewed(self) -> None:
        done = [
            part for part in self._renewing if not part.is_changing() and (part.failed or part.has_answered())
        ]
        self._renewing = [part for part in self._renewing if part not in done]
        self._failed |= any(part.failed for part in done)
        if self._failed:
            self._to_renew.clear()
        if done and not (self._to_renew or self._renewing or self._awaited):
            if self._failed:
                say("not renewed: the rest stays as it is")
            else:
                say("renewed: all processes are new", "info")
            self._tell(not self._failed)

    def _renew_next(self, now: float) -> None:
        """Begin to renew as many parts in parallel as there is room for, unless others are changing."""
        if any(part.is_changing() for part in self.all if part not in self._renewing):
            return
        while self._to_renew and len(self._renewing) < self._side_by_side():
            if self._to_renew[0] in self._renewing:
                return  # asked again: its turn comes once the new one of before has
            part = self._to_renew.popleft()
            self._renewing.append(part)
            part.begin(ASKED, now)

    def all_answered(self) -> bool:
        """Whether the process of each part has answered since its start."""
        return all(part.has_answered() for part in self.all)

    def end(self) -> None:
        """Ask all processes to end, and wait until they have."""
        began = time.monotonic()
        left = self.all
        while left := [part for part in left if not part.end(self._now + time.monotonic() - began)]:
            time.sleep(TICK_SECONDS)


def keep_running(
    parts: Parts,
    signals: Signals,
    begun: Callable[[float], None] = lambda _: None,
    beside: Callable[[float], None] = lambda _: None,
    renew: Callable[[Parts], None] = Parts.renew,
) -> None:
    """Keep all parts running until a signal asks for the end.

    When all parts answer for the first time, `begun` is called with the seconds that this took. Before that,
    ClickException is raised as soon as a process ends or `READY_SECONDS` have passed. `beside` is called
    every `TICK_SECONDS`, with the seconds of this loop's clock. `renew` is called when a signal asks for new
    processes.
    """
    attention, ready, told = Attention(time.monotonic()), False, 0.0
    while not signals.stopped.wait(TICK_SECONDS):
        now = attention.look(time.monotonic())
        if not ready:
            demand_hope(parts.all, now)
        parts.tend(now)
        beside(now)
        if not ready and parts.all_answered():
            ready = True
            begun(now)
        if ready and signals.renewed.is_set():
            signals.renewed.clear()
            renew(parts)
        if now >= told:
            told = now + TELL_SECONDS
            signals.terminal.look()
            tell_systemd("READY=1\nWATCHDOG=1" if ready else "WATCHDOG=1")


@contextmanager
def telling_its_end(signals: Signals) -> Iterator[None]:
    """Run the block, then report that the line has ended, and why, as its last output.

    A ClickException in the block is reported by its message, and ends the process with its exit code.
    """
    why = "the line ended by an error of its own"
    level: Level = "error"
    try:
        yield
        why, level = f"the line ended: {signals.why}", "info"
    except click.ClickException as error:
        why = error.format_message()
        sys.exit(error.exit_code)
    finally:
        say(why, level)
