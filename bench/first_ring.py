"""Measures the time from `git clone` to the first ring: `make first-ring`, with a warm package cache.

The line is set up by `make run` in a folder of its own, and its browser phone is picked up.
"""

import os
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from settings import HERE

BOUND_SECONDS = 60.0
HOST, PORT = "127.0.0.1", 8390
LOOK_SECONDS = 0.1
PICK_UP, IN_A_CALL = {"do": "call"}, 'value="hangup"'


def _first_ring(folder: Path) -> dict[str, float]:
    """Clone the tree, set it up, start it, and ring it; give the seconds at which each step was done.

    The seconds count from the beginning. Ends the process with a message if nobody can be rung.
    """
    began, there = time.monotonic(), folder / "line"
    subprocess.run(["git", "clone", "--quiet", str(HERE), str(there)], check=True)  # noqa: S603, S607
    done = {"git clone": time.monotonic() - began}
    kept = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL")}
    environ = {**kept, "PORT": str(PORT), "DATA_DIR": str(folder / "var")}
    with (folder / "said").open("wb") as said:
        making = subprocess.Popen(  # as a newcomer types it
            ["make", "run"],  # noqa: S607
            cwd=there,
            env=environ,
            stdout=said,
            stderr=said,
        )
        try:
            while not _ring():
                if making.poll() is not None or time.monotonic() - began > 10 * BOUND_SECONDS:
                    sys.exit(f"make run: no ring\n{(folder / 'said').read_text()}")
                time.sleep(LOOK_SECONDS)
                if "installed" not in done and (there / ".venv" / ".installed").exists():
                    done["installed"] = time.monotonic() - began
            return {**done, "first ring": time.monotonic() - began}
        finally:
            making.terminate()
            making.wait(60)


def _ring() -> bool:
    """Pick up the browser phone, as a press of its button does; False if nobody answers yet."""
    with suppress(OSError):
        asking = HTTPConnection(HOST, PORT, timeout=20)
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        asking.request("POST", "/try", urlencode(PICK_UP), kind)
        return IN_A_CALL in asking.getresponse().read().decode()
    return False


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="ring") as made:
        seconds = _first_ring(Path(made))
    for what, at in seconds.items():
        print(f"{what:12}{at:6.1f} s")
    sys.exit(seconds["first ring"] > BOUND_SECONDS)
