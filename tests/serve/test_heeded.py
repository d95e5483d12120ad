"""A signal is heeded wherever the process is, also within a wait for the event that it sets."""

import subprocess
import sys

from settings import HERE

# The signal comes while the main thread holds the event's lock, as it does for a moment in each wait.
WITHIN_A_WAIT = """
import os, signal, threading
from serve.heeded import heed
stopped = threading.Event()
heed({signal.SIGTERM: stopped.set})
with stopped._cond:
    os.kill(os.getpid(), signal.SIGTERM)
stopped.wait()
print("stopped")
"""


def test_a_signal_that_comes_within_a_wait_stops_nothing_for_good() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", WITHIN_A_WAIT],
        cwd=HERE,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.stdout == "stopped\n"
