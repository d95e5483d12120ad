"""Makes a process die with its parent. Run as a program, this file ties itself, then becomes a command."""

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

PR_SET_PDEATHSIG = 1


def _tie(parent: int) -> None:
    """Have the system kill this process when the thread that started it ends.

    `parent` is the id of the process with this thread. If that process has ended already, this one is killed
    at once. The signal is SIGKILL, because a stopped process reacts to no other. On systems other than Linux
    this does nothing.
    """
    if not sys.platform.startswith("linux"):
        return
    import ctypes  # not above: it costs as much as all the rest of a start

    if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl failed")
    if os.getppid() != parent:  # it ended before it could be heeded
        os.kill(os.getpid(), signal.SIGKILL)


def tie_command(command: Sequence[str | Path]) -> list[str]:
    """The command line that runs `command` so that it is killed when this process ends (on Linux only).

    Start it from a thread that lives as long as this process, because the end of that thread kills it, too.
    """
    return [sys.executable, "-I", "-S", __file__, str(os.getpid()), *map(str, command)]


if __name__ == "__main__":
    _tie(int(sys.argv[1]))
    os.execvp(sys.argv[2], sys.argv[2:])  # noqa: S606, a shell would stand between the two
