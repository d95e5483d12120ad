"""Calls through nginx and its TLS, one after the other, while something is done to the line."""

import itertools
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPSConnection

from tests.wiring.wire import LINE, MOBILE, Answered, Wire, through

EVERY_SECONDS, LONGEST_SECONDS, AT_ONCE_SECONDS = 0.02, 90.0, 0.1
OK = 200


@dataclass(frozen=True)
class Front:
    """An nginx that passes on to the line: its port, and the host name that the line is called by."""

    port: int
    host: str

    def connection(self, address: str = "127.0.0.1") -> HTTPSConnection:
        """A connection to it, from an address of this network."""
        trusting = ssl._create_unverified_context()  # noqa: S323, the certificate is self-made
        there = ("127.0.0.1", self.port)
        return HTTPSConnection(*there, timeout=LONGEST_SECONDS, context=trusting, source_address=(address, 0))

    def asks(self, path: str, address: str = "127.0.0.1", method: str = "GET", body: bytes = b"") -> Answered:
        """What is answered to one request."""
        asking = self.connection(address)
        try:
            return through(asking)(method, path, {"Host": self.host}, body)
        finally:
            asking.close()

    def is_answered(self) -> bool:
        """Whether the line behind it answers."""
        try:
            return self.asks("/health/live").status == OK
        except (OSError, HTTPException):
            return False

    @contextmanager
    def wired(self) -> Iterator[Wire]:
        """The way of the carrier's webhooks, over one connection."""
        connection = self.connection()
        try:
            yield Wire(through(connection), base=f"https://{self.host}", headers={"Host": self.host})
        finally:
            connection.close()

    @contextmanager
    def load(self) -> Iterator["Load"]:
        """Ring the line on a connection that is kept and on new ones, until the end of the block."""
        made, ended = Load(self), threading.Event()
        ringing = [threading.Thread(target=made.ring_on, args=(ended, kept)) for kept in (True, False)]
        for each in ringing:
            each.start()
        try:
            yield made
        finally:
            ended.set()
            for each in ringing:
                each.join()
        print(f"\n{made.answered} answered, {len(made.refused)} not, the slowest after {made.slowest:.1f} s")
        print(f"{made.reopened} kept connections closed while nothing was asked")


@dataclass
class Load:
    """How many calls were answered, what became of the others, and the seconds of the slowest."""

    front: Front
    answered: int = 0
    refused: list[str] = field(default_factory=list)
    slowest: float = 0.0
    reopened: int = 0
    _ids: Iterator[int] = field(default_factory=itertools.count)

    def ring_on(self, ended: threading.Event, kept: bool) -> None:
        """Ring until `ended` is set, on one connection if it is to be `kept`."""
        while not ended.is_set():
            with self.front.wired() as wire:
                self._ring(wire)
                while kept and not ended.wait(EVERY_SECONDS):
                    self._ring(wire, again=True)
            ended.wait(EVERY_SECONDS)

    def _ring(self, wire: Wire, again: bool = False) -> None:
        """Ring once; `again` on a new connection where the kept one was closed while nothing was asked."""
        began, call = time.monotonic(), f"CA{next(self._ids):032x}"
        form = {"CallSid": call, "From": MOBILE, "To": LINE, "CallStatus": "ringing"}
        try:
            became = str(wire.post("/voice", form).status)
        except (OSError, HTTPException) as error:
            if again and time.monotonic() - began < AT_ONCE_SECONDS:
                self.reopened += 1
                return self._ring(wire)
            became = repr(error)
        spent = time.monotonic() - began
        self.slowest = max(self.slowest, spent)
        if became == str(OK):
            self.answered += 1
        else:
            self.refused.append(f"{became} after {spent:.1f} s")
        return None
