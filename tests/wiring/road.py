"""A TCP connection to a store that can be cut so that nothing arrives and no error comes."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PIECE = 65536


class Road:
    """A TCP port of this machine that passes bytes on to the unix socket `listens`, until it is cut."""

    def __init__(self, listens: Path) -> None:
        self._listens = str(listens)
        self._whole = threading.Event()
        self._whole.set()
        self._door = socket.create_server(("127.0.0.1", 0), backlog=0)
        self._ends: list[socket.socket] = []
        self.url = f"redis://127.0.0.1:{self._door.getsockname()[1]}"
        self._letting_in = threading.Thread(target=self._let_in, daemon=True)
        self._letting_in.start()

    def cut(self) -> None:
        """Hold all bytes of open connections back, and answer no new connection at all."""
        self._whole.clear()
        for _ in range(4):  # the kernel takes in some by itself; then it drops what knocks
            knocking = socket.socket()
            knocking.setblocking(False)
            knocking.connect_ex(("127.0.0.1", int(self.url.rsplit(":", 1)[1])))
            self._ends.append(knocking)

    def mend(self) -> None:
        """Pass bytes on again, those that were held back too."""
        self._whole.set()

    def close(self) -> None:
        """End every connection."""
        self._whole.set()
        with suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)  # to close it would not wake who waits at it
        self._letting_in.join()
        for end in (self._door, *self._ends):
            end.close()

    def _let_in(self) -> None:
        while True:
            self._whole.wait()
            try:
                near, _ = self._door.accept()
            except OSError:
                return
            far = socket.socket(socket.AF_UNIX)
            self._ends += near, far
            try:
                far.connect(self._listens)
            except OSError:
                near.close()
                continue
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
    """A road to a store's unix socket, not cut at first, closed at the end of the block."""
    built = Road(listens)
    try:
        yield built
    finally:
        built.close()
