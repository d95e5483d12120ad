"""An application on the real web server, in processes of its own that are ended by their ids."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from serve.web import APPLICATION, web_command
from settings import HERE
from tests.wiring.started_line import free_port
from tests.wiring.stores import wait_until
from tests.wiring.wire import connected

FROZEN = "tests.wiring.frozen_line:application"
FAULTY = "tests.wiring.frozen_line:faulty"
REAL = APPLICATION


@dataclass(frozen=True)
class Server:
    """A running web server: its process, its port, and the file of what it printed."""

    process: subprocess.Popen[bytes]
    port: int
    said: Path

    def answers(self) -> bool:
        """Whether the server answers on its port; fails if it has ended."""
        assert self.process.poll() is None, self.said.read_text()
        with suppress(OSError), connected(self.port) as send:
            send("GET", "/health/live", {}, b"")
            return True
        return False


@contextmanager
def serving(application: str, folder: Path, *, in_order: bool = False, **environ: str) -> Iterator[Server]:
    """Serve `application` ("module:name") with one web process, until the end of the block.

    `environ` is its environment, and nothing else of ours. What it prints goes to a file in `folder`. With
    `in_order` it is asked to end, and so writes its counts; otherwise it is killed.
    """
    port = free_port()
    command = web_command("127.0.0.1", port, 1, application)
    with (folder / "said").open("ab") as said:
        process = subprocess.Popen(command, env=environment(**environ), stdout=said, stderr=said, cwd=folder)
        server = Server(process, port, folder / "said")
        try:
            wait_until(server.answers)
            yield server
        finally:
            if in_order:
                process.terminate()
                with suppress(subprocess.TimeoutExpired):
                    process.wait(10)
            process.kill()  # its web process is tied to it
            process.wait()


def environment(**environ: str) -> dict[str, str]:
    """The environment for a Python process of ours: what it needs to start, and `environ`."""
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(HERE), **environ}


def python(*words: str) -> list[str]:
    """A command line that runs the Python of this process with these arguments."""
    return [sys.executable, *words]
