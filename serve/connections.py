"""The limits of connections: the time and size of a request, and the number of connections."""

import asyncio
import resource
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

SWEEP_SECONDS = 0.25
RUN_OUT_SECONDS = 0.02
# What else a process opens: the store, files, the carrier.
OTHER_FILES = 256
# Where fewer files may be open than that, it gets along with fewer.
FEWEST = 64

Protocol = Callable[..., asyncio.Protocol]


@dataclass(frozen=True, slots=True)
class Bounds:
    """The limits that a web process sets to its connections: seconds, bytes, and the number open.

    - `read`: the seconds in which a request must arrive; for a first request, from the connection's opening.
    - `rest`: the seconds in which a client must take an answer and begin its next request.
    - `prompt`: a request that takes more seconds to arrive is slow. If too many connections are open, one
      with a slow request is cut before an idle one.
    - `end`: the seconds that replace `read` and `rest` once the process is ending.
    - `size`: the bytes of the largest request.
    - `connections`: how many connections may be open.
    """

    read: float = 10.0
    rest: float = 120.0
    prompt: float = 1.0
    end: float = 1.0
    size: int = 128 * 1024
    connections: int = 1000


class Connections:
    """The open connections of a web process, and how long each has waited for its client.

    While a request arrives, the time limit is `Bounds.read`. While the request is being worked on, there is
    none. While the answer is taken, and until the next request begins, it is `Bounds.rest`. `protocol` makes
    the web server's own asyncio protocol for a connection.
    """

    def __init__(self, protocol: Protocol, bounds: Bounds) -> None:
        self.bounds = bounds
        self.is_ending = False
        self._protocol = protocol
        self._open: set[Connection] = set()
        self._reading: dict[Connection, float] = {}
        self._resting: dict[Connection, float] = {}
        self._idle: dict[Connection, None] = {}
        self._unread: dict[Connection, None] = {}

    def accept(self, *, app_state: dict[str, Any], **given: Any) -> "Connection":
        """Make the asyncio protocol of a new connection; the web server calls this for each connection.

        `app_state` and `given` are what the web server gives to its own protocol.
        """
        return Connection(self, lambda state: self._protocol(app_state={**app_state, **state}, **given))

    def opened(self, connection: "Connection") -> None:
        """Note a new connection. If too many connections are open now, cut one of them.

        `_least_missed` says which one is cut.
        """
        self._open.add(connection)
        if len(self._open) > self.bounds.connections and (waits := next(self._least_missed(), None)):
            waits.cut()
        self.reads(connection)

    def _least_missed(self) -> Iterator["Connection"]:
        """The connections that may be cut to make room for a new one, in the order in which to cut them.

        The kinds come in this order, and within each kind the oldest first: (a) the client does not read its
        answer; (b) its request is slow to arrive; (c) the connection is idle; (d) any other whose request is
        still arriving; (e) any other whose answer is ready.
        """
        before = time.monotonic() - self.bounds.prompt
        slow = (each for each, since in self._reading.items() if since < before)
        return chain(self._unread, slow, self._idle, self._reading, self._resting)

    def closed(self, connection: "Connection") -> None:
        """Forget a connection that has ended."""
        self._open.discard(connection)
        self._unread.pop(connection, None)
        self.works(connection)

    def stops_taking(self, connection: "Connection") -> None:
        """Mark a connection as stalled: its client leaves an answer unread, so it is cut first if need be."""
        self._unread[connection] = None

    def takes_again(self, connection: "Connection") -> None:
        """Mark a connection as no longer stalled: the client has read the answer, or is cut off."""
        self._unread.pop(connection, None)

    def reads(self, connection: "Connection") -> None:
        """Begin the time (`Bounds.read`) within which the whole request of a connection must arrive.

        If that time is running already, it is not begun again.
        """
        if connection in self._open and connection not in self._reading:
            self.works(connection)
            self._reading[connection] = time.monotonic()

    def works(self, connection: "Connection") -> None:
        """Note that a connection's request is being worked on: it has no time limit until the answer."""
        self._reading.pop(connection, None)
        self._resting.pop(connection, None)
        self._idle.pop(connection, None)

    def rests(self, connection: "Connection") -> None:
        """Note that a connection's answer is ready: the time to take it and send a new request begins."""
        self.works(connection)
        if connection in self._open:  # the client may have gone meanwhile
            self._resting[connection] = time.monotonic()

    def idles(self, connection: "Connection") -> None:
        """Note that a connection has been sent its answer, and waits for its next request."""
        if connection in self._resting:
            self._idle[connection] = None

    def begins(self, connection: "Connection") -> None:
        """Note that bytes came on a connection: after an answer (`rests`), they begin a new request."""
        if connection in self._resting:
            self.reads(connection)

    async def run_out(self) -> None:
        """Let each connection end after its next answer, and wait for all: `Bounds.end` seconds at most."""
        self.is_ending = True
        ending = time.monotonic() + self.bounds.end
        while self._open and time.monotonic() < ending:
            await asyncio.sleep(RUN_OUT_SECONDS)

    async def sweep(self) -> None:
        """Cut the connections that have waited too long, again and again until this task is cancelled.

        Once the process ends, connections may only wait for the shorter time `Bounds.end`.
        """
        while True:
            await asyncio.sleep(SWEEP_SECONDS)
            for waiting, bound in ((self._reading, self.bounds.read), (self._resting, self.bounds.rest)):
                before = time.monotonic() - (self.bounds.end if self.is_ending else bound)
                for connection in [each for each, since in waiting.items() if since < before]:
                    connection.cut()


class Connection:
    """An asyncio protocol in front of the web server's own: it passes each event on, and keeps the limits.

    Each connection has one such object, which reports each event to `all_of_them`. `make` makes the web
    server's protocol; it is given a dict that holds this object under the key "connection".
    """

    def __init__(self, all_of_them: Connections, make: Callable[[dict[str, Any]], asyncio.Protocol]) -> None:
        self._all = all_of_them
        self._own = make({"connection": self})
        self._transport: asyncio.Transport | None = None
        self._bytes = 0

    def connection_made(self, transport: asyncio.Transport) -> None:
        """Note a new connection, begin its time to send a request, and tell the server's protocol."""
        self._transport = transport
        self._all.opened(self)
        self._own.connection_made(transport)

    def connection_lost(self, reason: Exception | None) -> None:
        """Note that the connection has ended, and tell the server's protocol."""
        self._all.closed(self)
        self._own.connection_lost(reason)

    def data_received(self, data: bytes) -> None:
        """Pass arrived bytes on to the server's protocol; cut the connection if a request is too big."""
        self._bytes += len(data)
        if self._bytes > self._all.bounds.size:
            self.cut()
            return
        self._all.begins(self)
        self._own.data_received(data)

    def eof_received(self) -> None:
        """Tell the server's protocol that the client will send nothing more."""
        self._own.eof_received()

    def pause_writing(self) -> None:
        """Tell the server's protocol to stop writing, because the client reads too slowly."""
        self._all.stops_taking(self)
        self._own.pause_writing()

    def resume_writing(self) -> None:
        """Tell the server's protocol to write again, because the client has read what was sent."""
        self._all.takes_again(self)
        self._own.resume_writing()

    @property
    def is_last(self) -> bool:
        """Whether the answer to the present request is the connection's last, because the process ends."""
        return self._all.is_ending

    def reads(self) -> None:
        """Note that the body of a request is still to come.

        The request's time limit begins, unless it runs already.
        """
        self._all.reads(self)

    def works(self) -> None:
        """Note that the whole request has come and is being worked on: it has no time limit now."""
        self._bytes = 0
        self._all.works(self)

    def rests(self) -> None:
        """Note that the answer is ready: the time to take it and send the next request begins."""
        self._all.rests(self)

    def idles(self) -> None:
        """Note that the answer is sent: the connection is idle until its next request."""
        self._all.idles(self)

    def cut(self) -> None:
        """Close the connection at once, even if there are data still to be sent."""
        self._all.takes_again(self)
        self._all.works(self)
        if self._transport is not None:
            self._transport.abort()


def bounds_here() -> Bounds:
    """Raise this process's limit of open files as needed and allowed; return its connection limits.

    If the system allows too few open files, these `Bounds` allow fewer open connections.
    """
    bounds = Bounds()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = bounds.connections + OTHER_FILES
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return bounds
    raised = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (raised, hard))
    return replace(bounds, connections=max(raised - OTHER_FILES, FEWEST))
