"""The web processes: all listen at one shared socket, and each at a port of its own (ADR 22, 24).

`python -m serve.web` keeps them running without the rest of the line, as the Procfile does.
"""

import os
import socket
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial

import click

from serve.asking import LOOPBACK, Asking
from serve.children import Child, Process, is_handed_over
from serve.first import first_start
from serve.packs.choice import Choice
from serve.part import Part
from serve.running import Parts, heed_signals, keep_running, telling_its_end
from settings import BadSetting, Settings, read

APPLICATION = "app:create_app"
MISUSED = 2
# Where a socket is that was handed over.
FIRST_HANDED_OVER = 3


@contextmanager
def web_parts(
    host: str, port: int, count: int, environ: Mapping[str, str], application: str = APPLICATION
) -> Iterator[tuple[Part, ...]]:
    """The `count` web processes of `application` ("module:function"), each a `Part` that is not started yet.

    All share one socket, which listens at `host` and `port` until the `with` block ends. So if one process
    hangs, the others still answer, and a process can be replaced without the loss of a waiting call. Raises
    ClickException if the port is in use.
    """
    with _listen(host, port) as listening:
        yield tuple(
            Part(name, partial(start_web, name, application, listening, environ))
            for name in (f"web {number}" for number in range(1, count + 1))
        )


def start_web(name: str, application: str, listening: socket.socket, environ: Mapping[str, str]) -> Process:
    """Start a web process that listens at the shared socket, and at a port of its own for checks.

    `application` is "module:function", which makes the application; `name` is for messages. Raises OSError if
    the process cannot be started.
    """
    with socket.create_server((LOOPBACK, 0)) as door:
        asking = Asking(door.getsockname()[1])
        descriptors = (listening.fileno(), door.fileno())
        command = (sys.executable, "-m", "serve.process", application, *map(str, descriptors))
        try:
            return Process(Child(name, command, descriptors), environ, asking)
        except OSError:
            asking.close()
            raise


def _listen(host: str, port: int) -> socket.socket:
    """The socket that was handed over (by systemd's rules), or else a new one that listens at this port."""
    if is_handed_over():
        return socket.socket(fileno=FIRST_HANDED_OVER)
    try:
        return socket.create_server((host, port))
    except OSError as error:
        mend = "end what uses it, or set another"
        why = os.strerror(error.errno or 0)  # its own words say the address once more
        raise click.ClickException(f"PORT: cannot listen at {port} ({why}): {mend}") from error


def web_command(host: str, port: int, count: int, application: str = APPLICATION) -> tuple[str, ...]:
    """The command that starts only the `count` web processes of `application` ("module:function")."""
    listens = ("--host", host, "--port", str(port), "--processes", str(count))
    return (sys.executable, "-m", "serve.web", *listens, application)


def _read_settings() -> Settings:
    """The settings from the environment; a wrong setting ends the process, with a line that names it."""
    try:
        return read(os.environ, make=True)
    except BadSetting as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(MISUSED)


@click.command()
@click.option("--host", default="0.0.0.0", show_default=True)  # noqa: S104, the carrier comes from outside
@click.option("--port", default=8000, show_default=True)
@click.option("--processes", default=2, show_default=True)
@click.argument("application", default=APPLICATION)
def web(host: str, port: int, processes: int, application: str) -> None:
    """Keep the web processes running, until Ctrl-C."""
    signals, choice = heed_signals(), None
    if application == APPLICATION:
        settings = _read_settings()
        first_start.begin(settings)
        choice = Choice(settings)
    with telling_its_end(signals), ExitStack() as stack:
        environ = choice.environ if choice else os.environ
        parts = Parts(stack.enter_context(web_parts(host, port, processes, environ, application)))
        if choice:
            stack.enter_context(choice.begun(signals.stopped))
        try:
            keep_running(parts, signals, renew=choice.renew if choice else Parts.renew)
        finally:
            parts.end()


if __name__ == "__main__":
    web()
