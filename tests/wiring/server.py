"""An application of ours on the real web server, in processes of its own, ended by their ids."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from serve.line import web_command
from settings import HERE, Settings
from tests.wiring.started_line import free_port
from tests.wiring.stores import wait_until

FROZEN = "tests.wiring.frozen_line:application"
FAULTY = "tests.wiring.frozen_line:faulty"
REAL = "serve.web:application"


@dataclass(frozen=True)
class Server:
    """A running server: its process, its port, and what it printed."""

    process: subprocess.Popen[bytes]
    port: int
    said: Path

    def answers(self) -> bool:
        """Whether anybody listens on its port. Fails where the server has ended."""
        assert self.process.poll() is None, self.said.read_text()
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
            return True
        return False


@contextmanager
def serving(application: str, folder: Path, *, in_order: bool = False, **environ: str) -> Iterator[Server]:
    """`application` on one web process; its environment holds `environ` and nothing else of ours.

    It writes to a file in `folder`. `in_order` lets it write what it counted before it ends.
    """
    port = free_port()
    # As the line is served, but for one process, and on this machine alone.
    *command, _ = web_command(replace(Settings(), port=port, web_concurrency=1, try_on=True))
    with (folder / "said").open("ab") as said:
        process = subprocess.Popen(
            [*command, application], env=environment(**environ), stdout=said, stderr=said, cwd=folder
        )
        server = Server(process, port, folder / "said")
        try:
            wait_until(server.answers, 30)
            yield server
        finally:
            if in_order:
                process.terminate()
                with suppress(subprocess.TimeoutExpired):
                    process.wait(10)
            process.kill()  # its web process is tied to it
            process.wait()


def environment(**environ: str) -> dict[str, str]:
    """`environ`, and what a Python of ours needs to start; nothing else of this process."""
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(HERE), **environ}


def python(*words: str) -> list[str]:
    """A command of this Python."""
    return [sys.executable, *words]
