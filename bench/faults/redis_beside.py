"""A separate Redis for the line, set up as docs/deploy.md says, and a proxy that can delay it."""

import asyncio
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import click
from redis import Redis
from redis.exceptions import RedisError

from bench.crash.crash import free_port

KEEPS = ("--appendonly", "yes", "--appendfsync", "always", "--maxmemory-policy", "noeviction", "--save", "")
START_SECONDS = 10.0


class RedisBeside:
    """A redis-server with its data in `folder`, at a free port of this machine; for the main thread only."""

    def __init__(self, folder: Path) -> None:
        self.port, self._folder = free_port(), folder
        self._process: subprocess.Popen[bytes] | None = None
        self.client: Any = Redis(port=self.port)

    @property
    def pid(self) -> int:
        """The id of the server's process; only for a server that was started."""
        assert self._process is not None
        return self._process.pid

    def start(self, *given: str, keeps: tuple[str, ...] = KEEPS) -> None:
        """Start redis-server with the command-line options `keeps` and `given`, and wait until it answers.

        With the default `keeps` the server writes to disk what the store promises. Raises ClickException if
        redis-server is not installed or does not start.
        """
        from store.server.tether import tie_command

        program = shutil.which("redis-server")
        if program is None:
            raise click.ClickException("no redis-server: apt-get install redis-server")
        place = ["--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self._folder)]
        command = tie_command([program, *place, *keeps, *given])
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603, ours
        until = time.monotonic() + START_SECONDS
        while not self._answers():
            if time.monotonic() > until:
                raise click.ClickException("redis-server does not start")
            time.sleep(0.02)

    def stop(self) -> None:
        """Kill the server, if it runs."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def _answers(self) -> bool:
        try:
            return bool(self.client.ping())
        except RedisError:
            return False


class Slow:
    """A proxy to the port `to` of this machine, which delays data both ways by `seconds`, 0 at first."""

    def __init__(self, to: int) -> None:
        self.port, self.seconds, self._to = free_port(), 0.0, to

    @contextmanager
    def running(self) -> Iterator[None]:
        """Run the proxy until the end of the block, passing on with the delay all data that arrive."""
        loop = asyncio.new_event_loop()
        begun = asyncio.run_coroutine_threadsafe
        thread = threading.Thread(target=loop.run_forever)
        thread.start()
        begun(asyncio.start_server(self._take, "127.0.0.1", self.port), loop).result(START_SECONDS)
        try:
            yield
        finally:
            loop.call_soon_threadsafe(loop.stop)
            thread.join()

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            there, back = await asyncio.open_connection("127.0.0.1", self._to)
            await asyncio.gather(self._pass(reader, back), self._pass(there, writer))

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while piece := await reader.read(65536):
                await asyncio.sleep(self.seconds)
                writer.write(piece)
        writer.close()
