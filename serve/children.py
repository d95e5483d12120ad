"""A process of the line: how it is started, asked to end or killed, and what is seen of it from outside."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, Protocol

from store.server.tether import tie_command

Level = Literal["info", "warning", "error"]
# What the system's own supervisor tells us is not for our processes.
OF_SYSTEMD = ("NOTIFY_SOCKET", "WATCHDOG_PID", "WATCHDOG_USEC", "LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES")


def is_handed_over() -> bool:
    """Whether systemd, or the line before this one, hands over a socket that listens already."""
    return os.environ.get("LISTEN_PID") == str(os.getpid()) and os.environ.get("LISTEN_FDS") == "1"


@dataclass(frozen=True, slots=True)
class Child:
    """A process to start: its name in messages, its command, the descriptors it inherits."""

    name: str
    command: tuple[str, ...]
    descriptors: tuple[int, ...] = ()


class Sign(Protocol):
    """A way to know that a process which was started still works, such as its answer to a question."""

    def heard(self) -> bool:
        """Whether the process has given a sign since the last time this was asked."""

    def close(self) -> None:
        """Stop looking for signs of life, and free what that took, as the process has ended."""


class NoSign:
    """The `Sign` of a process that gives no sign of life: it counts as working for as long as it runs."""

    def heard(self) -> bool:
        """Give True always, since nobody looks whether this process gives signs of life."""
        return True

    def close(self) -> None:
        """Do nothing, as nothing was opened to look for signs of life."""


class Process:
    """A running process. Start it from the main thread: it is killed when the thread that started it ends."""

    def __init__(self, child: Child, environ: Mapping[str, str], sign: Sign) -> None:
        """Start the process. Raises OSError, for example when the system has no room for another."""
        self.sign = sign
        # A group of its own: Ctrl-C in the terminal is for the line, which ends its parts in their order.
        self._process = subprocess.Popen(  # noqa: S603, a command of ours
            tie_command(child.command),
            env={name: value for name, value in environ.items() if name not in OF_SYSTEMD},
            stdin=subprocess.DEVNULL,
            process_group=0,
            pass_fds=child.descriptors,
        )

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    def ended(self) -> int | None:
        """How the process ended: its exit code, or below 0 the signal; None while it runs."""
        code = self._process.poll()
        if code is not None:
            self.sign.close()
        return code

    def heard(self) -> bool:
        """Whether the process has given a sign of life since the last time this was asked."""
        return self.sign.heard()

    def memory(self) -> int:
        """The bytes of memory that the process has in use; 0 where the system does not tell."""
        with suppress(OSError, ValueError, IndexError):
            pages = int(Path(f"/proc/{self.pid}/statm").read_text(encoding="ascii").split()[1])
            return pages * os.sysconf("SC_PAGE_SIZE")
        return 0

    def ask_to_end(self) -> None:
        """Ask the process to end once it has done what it is doing (SIGTERM)."""
        self._process.terminate()

    def kill(self) -> None:
        """End the process at once, whatever it is doing."""
        self._process.kill()


def say(words: str, level: Level = "warning", event: str = "line", **values: str | bool) -> None:
    """Say what happens to the processes of the service, on standard error: a line of JSON, as in the log.

    At a terminal somebody reads it: there it is the words alone.
    """
    if sys.stderr.isatty():
        print(f"line: {words}", file=sys.stderr, flush=True)
        return
    now = datetime.now(UTC).isoformat().replace("+00:00", "Z")
    line = {"said": words, **values, "event": event, "level": level, "time": now}
    print(json.dumps(line, ensure_ascii=False), file=sys.stderr, flush=True)
