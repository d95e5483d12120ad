"""A road to a store over TCP that can be cut the nasty way: nothing arrives, and nobody says so."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PIECE = 65536


class Road:
    """Carries bytes between a TCP port of this machine and the unix socket `listens`, until it is cut."""

    def __init__(self, listens: Path) -> None:
        self._listens = str(listens)
        self._whole = threading.Event()
        self._whole.set()
        self._door = socket.create_server(("127.0.0.1", 0), backlog=0)
        self._ends: list[socket.socket] = []
        self.url = f"redis://127.0.0.1:{self._door.getsockname()[1]}"
        threading.Thread(target=self._let_in, daemon=True).start()

    def cut(self) -> None:
        """From now on established connections are silent, and new ones get no answer at all."""
        self._whole.clear()
        for _ in range(4):  # the kernel takes in some by itself; then it drops what knocks
            knocking = socket.socket()
            knocking.setblocking(False)
            knocking.connect_ex(("127.0.0.1", int(self.url.rsplit(":", 1)[1])))
            self._ends.append(knocking)

    def mend(self) -> None:
        """Everything arrives again, what was on the way too."""
        self._whole.set()

    def close(self) -> None:
        """Ends every connection."""
        self._whole.set()
        for end in (self._door, *self._ends):
            end.close()

    def _let_in(self) -> None:
        while True:
            self._whole.wait()
            try:
                near, _ = self._door.accept()
                far = socket.socket(socket.AF_UNIX)
                far.connect(self._listens)
            except OSError:
                return
            self._ends += near, far
            for source, target in ((near, far), (far, near)):
                threading.Thread(target=self._carry, args=(source, target), daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        try:
            while piece := source.recv(PIECE):
                self._whole.wait()
                target.sendall(piece)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            return


@contextmanager
def road(listens: Path) -> Iterator[Road]:
    """A whole road, closed afterwards."""
    built = Road(listens)
    try:
        yield built
    finally:
        built.close()
