"""Keeps parts of the line running until a signal asks for their end."""

import signal
import threading
import time
from collections.abc import Callable, Sequence

from serve.children import SupervisedChild

TICK_SECONDS = 0.05
READY_SECONDS = 30.0


def make_stop_signal() -> threading.Event:
    """An event that is set when a signal asks the line to end (Ctrl-C, SIGTERM or SIGHUP)."""
    stopped = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, lambda *_: stopped.set())
    return stopped


def keep_running(
    kept: Sequence[SupervisedChild],
    stopped: threading.Event,
    answers: Callable[[], bool],
    begun: Callable[[float], None] = lambda _: None,
    beside: Callable[[float], None] = lambda _: None,
) -> bool:
    """Keep the processes `kept` running until `stopped` is set; then give True.

    When `answers` is first true, `begun` is called with the seconds that this took. Gives False at once if a
    process ends before that, or if it takes longer than `READY_SECONDS`. `beside` is called again and again,
    every `TICK_SECONDS`, with the reading of the monotonic clock.
    """
    began = time.monotonic()
    ready = False
    while not stopped.wait(TICK_SECONDS):
        now = time.monotonic()
        if not ready and (any(part.has_ended() for part in kept) or now - began > READY_SECONDS):
            return False
        for part in kept:
            part.tend(now)
        beside(now)
        if not ready and answers():
            ready = True
            begun(time.monotonic() - began)
    return True
