"""A process of the line: its start, its end, and its state as seen from outside."""

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
    """Whether this process was given a listening socket, by systemd or by the old line in an upgrade."""
    return os.environ.get("LISTEN_PID") == str(os.getpid()) and os.environ.get("LISTEN_FDS") == "1"


@dataclass(frozen=True, slots=True)
class Child:
    """A process to start: its name in messages, its command, and the descriptors it inherits."""

    name: str
    command: tuple[str, ...]
    descriptors: tuple[int, ...] = ()


class Sign(Protocol):
    """A sign of life of a started process, such as its answer to a request."""

    def heard(self) -> bool:
        """Whether the process has given a sign of life since the last call of this method."""

    def close(self) -> None:
        """Stop looking for signs of life, and free the resources, because the process has ended."""


class NoSign:
    """The `Sign` of a process that gives no sign of life: it counts as working for as long as it runs."""

    def heard(self) -> bool:
        """Return True always, because this process is not checked for signs of life."""
        return True

    def close(self) -> None:
        """Do nothing, because nothing was opened to look for signs of life."""


class Process:
    """A running process. Start it from the main thread: it is killed when the thread that started it ends."""

    def __init__(self, child: Child, environ: Mapping[str, str], sign: Sign) -> None:
        """Start `child` with the variables `environ`, but not systemd's; `sign` is the child's sign of life.

        Raises OSError, for example if the system cannot run another process.
        """
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
        """The exit code of the ended process, or its signal as a negative number; None while it runs."""
        code = self._process.poll()
        if code is not None:
            self.sign.close()
        return code

    def heard(self) -> bool:
        """Whether the process has given a sign of life since the last call of this method."""
        return self.sign.heard()

    def memory(self) -> int:
        """The bytes of memory that the process uses; 0 if the system does not tell."""
        with suppress(OSError, ValueError, IndexError):
            pages = int(Path(f"/proc/{self.pid}/statm").read_text(encoding="ascii").split()[1])
            return pages * os.sysconf("SC_PAGE_SIZE")
        return 0

    def ask_to_end(self) -> None:
        """Ask the process to end after its present work (SIGTERM)."""
        self._process.terminate()

    def kill(self) -> None:
        """End the process at once, whatever it is doing."""
        self._process.kill()


def say(words: str, level: Level = "warning", event: str = "line", **values: str | bool) -> None:
    """Report `words` on standard error: at a terminal as they are, otherwise as JSON like a line of the log.

    `event` names the kind of report. `values` are further fields of the JSON. Each line of `words` becomes a
    report of its own.
    """
    if "\n" in words:
        for line in filter(str.strip, words.splitlines()):
            say(line, level, event, **values)
        return
    if sys.stderr.isatty():
        print(f"line: {words}", file=sys.stderr, flush=True)
        return
    now = datetime.now(UTC).isoformat().replace("+00:00", "Z")
    told = {"said": words, **values, "event": event, "level": level, "time": now}
    print(json.dumps(told, ensure_ascii=False), file=sys.stderr, flush=True)
