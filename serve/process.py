"""One web process, as `serve.web` starts it: `python -m serve.process MODULE:FACTORY DESCRIPTOR…`."""

import asyncio
import gc
import signal
import socket
import sys
from collections.abc import Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import redirect_stdout
from importlib import import_module
from typing import Any, cast

from uvicorn import Config, Server
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from serve.connections import Connections, bounds_here
from serve.front import Wsgi, front
from web.log_writer import LogWriter

# Some may wait for the store or the carrier, and calls still find a thread.
THREADS = 16
# A request that is being worked on when the process is told to end has this long.
END_SECONDS = 5
# Calls that come in one moment wait in a queue until a process takes them: a few each time, so that no
# process takes them all while others have nothing to do.
BACKLOG, AT_ONCE = 1024, 2
START_SECONDS = 0.01


def _run(application: Wsgi, sockets: Sequence[socket.socket]) -> None:
    """Serve an application at all of these listening sockets, until SIGTERM."""
    connections = Connections(HttpToolsProtocol, bounds_here())
    with ThreadPoolExecutor(THREADS, thread_name_prefix="web") as threads:
        server = make_server(application, threads, connections)
        # The server heeds the signal itself, and then raises it anew: by default that would end the process
        # before its counts are written.
        signal.signal(signal.SIGTERM, lambda *_: setattr(server, "should_exit", True))
        asyncio.run(serve(server, connections, sockets))


def make_server(application: Wsgi, threads: Executor, connections: Connections) -> Server:
    """The web server of one process: it answers each request with `application`, in one of `threads`."""
    return Server(
        Config(
            front(application, threads),
            http=cast(Any, connections.accept),
            ws="none",
            lifespan="off",
            interface="asgi3",
            backlog=AT_ONCE,
            log_config=None,
            log_level="error",
            access_log=False,  # a URL tells where a caller is (R41)
            proxy_headers=False,
            server_header=False,
            timeout_keep_alive=int(connections.bounds.rest) + 1,
            timeout_graceful_shutdown=END_SECONDS,
        )
    )


async def serve(server: Server, connections: Connections, sockets: Sequence[socket.socket]) -> None:
    """Run the server, and beside it the sweep of connections that wait too long."""
    serving = asyncio.create_task(server.serve(list(sockets)))
    while not server.started and not serving.done():
        await asyncio.sleep(START_SECONDS)
    for each in sockets:
        each.listen(BACKLOG)  # for the server, how many it takes at once and how long the queue is are one
    sweeping = asyncio.create_task(connections.sweep(lambda: server.should_exit))
    await serving
    sweeping.cancel()


def _main(factory: str, *descriptors: str) -> None:
    """Make the application that `factory` ("module:function") makes, and serve it at inherited sockets."""
    module, _, name = factory.partition(":")
    with LogWriter(sys.stdout) as out, redirect_stdout(cast(Any, out)):
        application: Wsgi = getattr(import_module(module), name)()
        gc.freeze()  # the pack and the code stay: to look through them for what may go would hold up a call
        _run(application, [socket.socket(fileno=int(descriptor)) for descriptor in descriptors])


if __name__ == "__main__":
    _main(*sys.argv[1:])
