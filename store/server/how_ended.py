"""How a process of ours ended, in words: its exit code, or the name of the signal that killed it."""

import signal


def how_ended(code: int) -> str:
    """The words for the exit code of a process: "1", or "killed by SIGKILL" for -9."""
    if code >= 0:
        return str(code)
    try:
        return f"killed by {signal.Signals(-code).name}"
    except ValueError:  # one of the many that have no name
        return f"killed by signal {-code}"
