"""The threads of a process's connection to the store, and what a process must begin anew after a fork."""

import os
import threading
import time
from collections.abc import Callable

# How long `end` waits for all threads together: more than a question takes, less than a process may end.
END_SECONDS = 1.0


class Threads:
    """The daemon threads that this process has started. After a fork, the child begins without any.

    The constructor calls `anew`, and each child calls it before it uses the threads. `anew` must make new
    locks, because a lock that another thread held at the fork is never released in the child.
    """

    _running: list[threading.Thread]

    def __init__(self, anew: Callable[[], None]) -> None:
        self._anew = anew
        self._start_over()

    @property
    def lock(self) -> threading.Lock:
        """A lock for the threads of this process alone; after a fork the child gets a new one."""
        if self._pid != os.getpid():
            self._start_over()
        return self._lock

    def start(self, name: str, work: Callable[[threading.Event], None]) -> threading.Thread:
        """Start a thread that runs `work` with an event; once the event is set, `work` should end soon.

        The caller must hold `lock`.
        """
        thread = threading.Thread(target=work, args=(self.stopped,), name=name, daemon=True)
        thread.start()
        self._running = [*(other for other in self._running if other.is_alive()), thread]
        return thread

    def end(self) -> None:
        """Tell the threads to end, by their event, and wait until they have, for 1 s at most in all."""
        with self.lock:
            self.stopped.set()
            threads = tuple(self._running)
        end = time.monotonic() + END_SECONDS
        for thread in threads:
            thread.join(max(0.0, end - time.monotonic()))

    def _start_over(self) -> None:
        # The process is noted last: until then another thread of the child begins anew, too.
        self._lock = threading.Lock()
        self.stopped = threading.Event()
        self._running = []
        self._anew()
        self._pid = os.getpid()
