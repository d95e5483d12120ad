"""The processes that `flask serve` starts: each is restarted when it ends, and ends with `flask serve`."""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from store.server.tether import tie_command

SHORTEST_PAUSE = 0.1
LONGEST_PAUSE = 5.0
# Whoever has run this long did not fail at its start, which takes less than one.
SETTLED_SECONDS = 2.0
# A web process may be in the middle of a request, and writes its counts.
END_SECONDS = 8.0


@dataclass(frozen=True, slots=True)
class Child:
    """A process to keep running: its name in messages, the command to start it, the sockets it inherits."""

    name: str
    command: tuple[str, ...]
    descriptors: tuple[int, ...] = ()


class Pause:
    """How long to wait before a process that has ended is started again.

    There is no wait if it had run for two seconds or more. Otherwise the wait is 0.1 s, and twice as long
    each further time, up to 5 s.
    """

    def __init__(self) -> None:
        self._next = SHORTEST_PAUSE

    def after(self, lived: float) -> float:
        """The seconds to wait before the process is started again; it had run for `lived` seconds."""
        if lived >= SETTLED_SECONDS:
            self._next = SHORTEST_PAUSE
            return 0.0
        pause, self._next = self._next, min(self._next * 2, LONGEST_PAUSE)
        return pause


class SupervisedChild:
    """A process that is started again whenever it ends.

    Use it from the main thread: the process is killed when the thread that started it ends.
    """

    def __init__(self, child: Child, environ: Mapping[str, str]) -> None:
        self.child = child
        self._environ = dict(environ)
        self._pause = Pause()
        self._process: subprocess.Popen[bytes] | None = None
        self._started = self._due = 0.0

    @property
    def pid(self) -> int:
        """The process id; 0 while the process does not run."""
        return self._process.pid if self._process is not None and self._process.poll() is None else 0

    def has_ended(self) -> bool:
        """Whether the process was started and has ended since."""
        return self._process is not None and self._process.poll() is not None

    def tend(self, now: float) -> None:
        """Start the process if it does not run and the wait is over. Call this often.

        `now` is in seconds of a clock that only goes forward.
        """
        if self._process is None:
            if now >= self._due:
                self._start(now)
        elif self._process.poll() is not None:
            pause = self._pause.after(now - self._started)
            say(f"{self.child.name} ended ({self._process.returncode}): starting it again in {pause:.1f} s")
            self._process, self._due = None, now + pause

    def ask_to_end(self) -> None:
        """Ask the process to end once it has done what it is doing (SIGTERM)."""
        if self._process is not None:
            self._process.terminate()

    def wait_for_end(self, seconds: float) -> None:
        """Wait for the process to end; kill it if it has not after `seconds`."""
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
            tie_command(self.child.command),
            env=self._environ,
            stdin=subprocess.DEVNULL,
            process_group=0,
            pass_fds=self.child.descriptors,
        )
        self._started = now


def end(children: Sequence[SupervisedChild], seconds: float = END_SECONDS) -> None:
    """Ask all processes to end, and wait up to `seconds` for each before it is killed."""
    for kept in children:
        kept.ask_to_end()
    for kept in children:
        kept.wait_for_end(seconds)


def say(words: str) -> None:
    """Print a message to standard error, about what happens to the processes of the service."""
    print(f"line: {words}", file=sys.stderr, flush=True)
