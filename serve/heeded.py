"""Calls a function for each signal in a thread of its own, because a signal handler must wait for no lock."""

import signal
import threading
from collections.abc import Callable, Mapping
from queue import SimpleQueue


def heed(acts: Mapping[signal.Signals, Callable[[], None]]) -> None:
    """Call, each time a signal comes from now on, the act that `acts` holds for this signal.

    A signal handler interrupts the main thread anywhere, even while that thread holds the lock of an event. A
    handler that set this event would then wait for ever. So the handler only puts the signal into a queue,
    which needs no wait. Another thread takes it from there and calls the acts, one after the other.
    """
    came = SimpleQueue[int]()

    def act() -> None:
        while True:
            acts[signal.Signals(came.get())]()

    threading.Thread(target=act, name="signals", daemon=True).start()
    for one in acts:
        signal.signal(one, lambda number, _: came.put(number))
