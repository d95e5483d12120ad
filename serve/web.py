"""The web processes: one socket at which all of them listen, and for each a door of its own (ADR 22).

`python -m serve.web` keeps them running without the rest of the line, as the Procfile does.
"""

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException

import click

from serve import first_start
from serve.children import Child, SupervisedChild, end
from serve.running import keep_running, make_stop_signal
from settings import BadSetting, Settings, read

APPLICATION = "app:create_app"
# Where systemd, or the line before this one, hands over a socket that listens already.
FIRST_HANDED_OVER = 3
LOOPBACK = "127.0.0.1"
# A process that still starts lets whoever asks wait.
ASK_SECONDS = 0.25


@dataclass(frozen=True, slots=True)
class WebProcess:
    """One web process, and the port on loopback at which it alone answers."""

    child: Child
    door: int

    def answers(self) -> bool:
        """Whether this web process answers a request at its own port, whatever the status."""
        asking = HTTPConnection(LOOPBACK, self.door, timeout=ASK_SECONDS)
        try:
            asking.request("GET", "/health/live")
            asking.getresponse().read()
        except (OSError, HTTPException):
            return False
        finally:
            asking.close()
        return True


@contextmanager
def web_processes(
    host: str, port: int, count: int, application: str = APPLICATION
) -> Iterator[tuple[WebProcess, ...]]:
    """The processes that serve an application at one port, to be started; its socket is open meanwhile.

    The socket is theirs together: one that hangs takes no call from the others, and one that is replaced
    loses none that waits. Raises ClickException if the port is in use.
    """
    with ExitStack() as opened:
        listening = opened.enter_context(_listen(host, port))
        doors = [opened.enter_context(socket.create_server((LOOPBACK, 0))) for _ in range(count)]
        yield tuple(
            WebProcess(_child(f"web {number}", application, listening, door), door.getsockname()[1])
            for number, door in enumerate(doors, 1)
        )


def _child(name: str, application: str, *sockets: socket.socket) -> Child:
    descriptors = tuple(each.fileno() for each in sockets)
    command = (sys.executable, "-m", "serve.process", application, *map(str, descriptors))
    return Child(name, command, descriptors)


def _listen(host: str, port: int) -> socket.socket:
    """The socket that was handed over to us (by systemd's rules), else one that listens at this port."""
    if os.environ.get("LISTEN_PID") == str(os.getpid()) and os.environ.get("LISTEN_FDS") == "1":
        return socket.socket(fileno=FIRST_HANDED_OVER)
    try:
        return socket.create_server((host, port))
    except OSError as error:
        mend = "end what uses it, or set another"
        raise click.ClickException(f"PORT: cannot listen at {port} ({error.strerror}): {mend}") from error


def web_command(host: str, port: int, count: int, application: str = APPLICATION) -> tuple[str, ...]:
    """The command that starts the web processes alone."""
    listens = ("--host", host, "--port", str(port), "--processes", str(count))
    return (sys.executable, "-m", "serve.web", *listens, application)


def _read_settings() -> Settings:
    """The settings of the environment; a wrong one ends the process, with a line that names it."""
    try:
        return read(os.environ, make=True)
    except BadSetting as error:
        raise SystemExit(f"The line cannot start: {error}") from None


@click.command()
@click.option("--host", default="0.0.0.0", show_default=True)  # noqa: S104, the carrier comes from outside
@click.option("--port", default=8000, show_default=True)
@click.option("--processes", default=2, show_default=True)
@click.argument("application", default=APPLICATION)
def web(host: str, port: int, processes: int, application: str) -> None:
    """Keep the web processes running, until Ctrl-C."""
    if application == APPLICATION:
        first_start.begin(_read_settings())
    stopped = make_stop_signal()
    with web_processes(host, port, processes, application) as started:
        kept = [SupervisedChild(each.child, os.environ) for each in started]
        try:
            ready = keep_running(kept, stopped, lambda: all(each.answers() for each in started))
        finally:
            end(kept)
    sys.exit(0 if ready else 1)


if __name__ == "__main__":
    web()
