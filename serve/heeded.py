"""Calls an act when a signal comes, in a thread of its own: a handler itself must wait for no lock."""

import signal
import threading
from collections.abc import Callable, Mapping
from queue import SimpleQueue


def heed(acts: Mapping[signal.Signals, Callable[[], None]]) -> None:
    """Call, each time a signal comes from now on, the act that `acts` holds for this signal.

    A handler interrupts the main thread anywhere, also while that thread holds the lock of an event. To set
    the event there would stop the process for good. So the handler only puts the signal into a queue, which
    waits for nothing. A thread of its own calls the acts, one after the other.
    """
    came = SimpleQueue[int]()

    def act() -> None:
        while True:
            acts[signal.Signals(came.get())]()

    threading.Thread(target=act, name="signals", daemon=True).start()
    for one in acts:
        signal.signal(one, lambda number, _: came.put(number))
