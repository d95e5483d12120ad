"""The processes that the line consists of: each is started again when it ends, and ends with the line."""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from store.server.tether import tied

SHORTEST_PAUSE = 0.1
LONGEST_PAUSE = 5.0
# Whoever has run this long did not fail at its start, which takes less than one.
SETTLED_SECONDS = 2.0
# A web process may be in the middle of a request, and writes its counts.
END_SECONDS = 8.0


@dataclass(frozen=True, slots=True)
class Child:
    """A part of the line: its name in messages, and its command."""

    name: str
    command: tuple[str, ...]


class Pause:
    """How long to wait before the next start: nothing after a long life, else 0.1 s, doubled up to 5 s."""

    def __init__(self) -> None:
        self._next = SHORTEST_PAUSE

    def after(self, lived: float) -> float:
        """Seconds to wait after a process that lived `lived` seconds."""
        if lived >= SETTLED_SECONDS:
            self._next = SHORTEST_PAUSE
            return 0.0
        pause, self._next = self._next, min(self._next * 2, LONGEST_PAUSE)
        return pause


class SupervisedChild:
    """One child, kept running. Call it from the main thread: the child dies when that ends."""

    def __init__(self, child: Child, environ: Mapping[str, str]) -> None:
        self.child = child
        self._environ = dict(environ)
        self._pause = Pause()
        self._process: subprocess.Popen[bytes] | None = None
        self._started = self._due = 0.0

    @property
    def pid(self) -> int:
        """Its process id; 0 while it does not run."""
        return self._process.pid if self._process is not None and self._process.poll() is None else 0

    def has_ended(self) -> bool:
        """Whether it ran, and does not any more."""
        return self._process is not None and self._process.poll() is not None

    def tend(self, now: float) -> None:
        """Start the child when that is due; call this often. `now` is in seconds and only goes forward."""
        if self._process is None:
            if now >= self._due:
                self._start(now)
        elif self._process.poll() is not None:
            pause = self._pause.after(now - self._started)
            say(f"{self.child.name} ended ({self._process.returncode}): starting it again in {pause:.1f} s")
            self._process, self._due = None, now + pause

    def ask_to_end(self) -> None:
        """Ask the child to end once it has done what it is doing."""
        if self._process is not None:
            self._process.terminate()

    def wait_for_end(self, seconds: float) -> None:
        """Wait for the child to end, then kill it."""
        if self._process is None:
            return
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            say(f"{self.child.name} did not end in {seconds:.0f} s: killed")
            self._process.kill()
            self._process.wait()

    def _start(self, now: float) -> None:
        # A group of its own: Ctrl-C in the terminal is for the line, which ends its parts in their order.
        self._process = subprocess.Popen(  # noqa: S603, a command of ours
            tied(self.child.command), env=self._environ, stdin=subprocess.DEVNULL, process_group=0
        )
        self._started = now


def end(children: Sequence[SupervisedChild], seconds: float = END_SECONDS) -> None:
    """Ask all children to end, and wait until they have."""
    for kept in children:
        kept.ask_to_end()
    for kept in children:
        kept.wait_for_end(seconds)


def say(words: str) -> None:
    """Print one line about the line's own processes to standard error."""
    print(f"line: {words}", file=sys.stderr, flush=True)
