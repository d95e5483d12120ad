"""Asks each web process once a second, at that process's own port, whether it works: in a thread for each."""

import threading
from http.client import HTTPConnection, HTTPException

LOOPBACK = "127.0.0.1"
EVERY_SECONDS, AGAIN_SECONDS = 1.0, 0.1
# A process that starts lets the question wait, and so may one on a slow machine.
ANSWER_SECONDS = 10.0
PATH = "/health/works"
WORKS = 204


class Asking:
    """Checks one web process again and again, until `close`, and notes whether it answered."""

    def __init__(self, door: int) -> None:
        """Begin to check the web process at port `door` of this machine each second.

        Raises RuntimeError if no thread can be started.
        """
        self.door = door
        self._answered = threading.Event()
        self._closed = threading.Event()
        threading.Thread(target=self._go_on, name=f"asks {door}", daemon=True).start()

    def heard(self) -> bool:
        """Whether the process has answered since the last call of this method."""
        heard = self._answered.is_set()
        self._answered.clear()
        return heard

    def close(self) -> None:
        """End the thread that checks the web process."""
        self._closed.set()

    def _go_on(self) -> None:
        while not self._closed.is_set():
            if _works(self.door):
                self._answered.set()
                self._closed.wait(EVERY_SECONDS)
            else:
                self._closed.wait(AGAIN_SECONDS)


def _works(door: int) -> bool:
    """Whether the web process at port `door` of this machine answers in time that it works.

    False on a network error, too.
    """
    asking = HTTPConnection(LOOPBACK, door, timeout=ANSWER_SECONDS)
    try:
        asking.request("GET", PATH, headers={"Connection": "close"})
        return asking.getresponse().status == WORKS
    except (OSError, HTTPException):
        return False
    finally:
        asking.close()
