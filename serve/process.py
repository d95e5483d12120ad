"""One web process, as `serve.web` starts it: `python -m serve.process MODULE:FACTORY DESCRIPTOR…`."""

import asyncio
import gc
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import ExitStack, redirect_stdout
from importlib import import_module
from types import TracebackType
from typing import Any, cast

from uvicorn import Config, Server
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from serve.children import say
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

Heed = Callable[[asyncio.AbstractEventLoop, Callable[[], None]], object]


def _run(application: Wsgi, sockets: Sequence[socket.socket]) -> None:
    """Serve an application at all of these listening sockets, until SIGTERM."""
    connections = Connections(HttpToolsProtocol, bounds_here())
    with ThreadPoolExecutor(THREADS, thread_name_prefix="web") as threads:
        server = make_server(application, threads, connections)
        asyncio.run(
            serve(
                server, connections, sockets, lambda loop, end: loop.add_signal_handler(signal.SIGTERM, end)
            )
        )


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


async def serve(
    server: Server, connections: Connections, sockets: Sequence[socket.socket], heed: Heed
) -> None:
    """Run the server until it is told to end, and the sweep of connections that wait too long.

    `heed` is called with the event loop and a function: whoever calls this function, in the loop, ends the
    server.
    """
    ending = asyncio.Event()
    loop = asyncio.get_running_loop()
    serving = asyncio.create_task(server.serve(list(sockets)))
    while not server.started and not serving.done():
        await asyncio.sleep(START_SECONDS)
    for each in sockets:
        each.listen(BACKLOG)  # for the server, how many it takes at once and how long the queue is are one
    # Not the server's own way, which closes connections at once, and ends the process before its counts are
    # written.
    heed(loop, ending.set)
    sweeping = asyncio.create_task(connections.sweep())
    await asyncio.wait([serving, asyncio.create_task(ending.wait())], return_when=asyncio.FIRST_COMPLETED)
    for each in sockets:
        loop.remove_reader(each.fileno())  # what waits there is for the other processes
    await connections.run_out()
    server.should_exit = True
    await serving
    sweeping.cancel()


def _main(factory: str, *descriptors: str) -> None:
    """Make the application with `factory` ("module:function"), and serve it at inherited sockets."""
    module, _, name = factory.partition(":")
    with LogWriter(sys.stdout) as out, redirect_stdout(cast(Any, out)), ExitStack() as failing:
        failing.push(_tell)
        try:
            application: Wsgi = getattr(import_module(module), name)()
            # The pack and the code stay: to look through them for what may go would hold up a call.
            gc.freeze()
            _run(application, [socket.socket(fileno=int(descriptor)) for descriptor in descriptors])
        except SystemExit as ended:  # its reason is for the log, too
            if not isinstance(ended.code, str):
                raise
            say(ended.code, "error")
            sys.exit(1)


def _tell(kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
    """Log the error that is stopping this process while the log is still open, then end the process."""
    if kind is not None and error is not None and issubclass(kind, Exception):
        sys.excepthook(kind, error, at)
        sys.exit(1)


if __name__ == "__main__":
    _main(*sys.argv[1:])
