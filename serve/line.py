"""`flask serve`: starts the store, the web server and the worker, keeps them running, and ends them all."""

import os
import signal
import socket
import sys
import threading
import time
from http.client import HTTPConnection, HTTPException

import click

from serve import first_link
from serve.children import Child, SupervisedChild, end, say
from serve.keeper import OwnStore
from settings import BadSetting, Settings, read
from store.server.embedded import StoreError

TICK_SECONDS = 0.05
READY_SECONDS = 30.0
MISUSED = 2
WORKER = (sys.executable, "-m", "serve.worker")


@click.command()
def serve() -> None:
    """Start the line: the store (unless REDIS_URL is set), web and worker, until Ctrl-C."""
    try:
        settings = read(os.environ)
    except BadSetting as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(MISUSED)
    if not _is_free(_host(settings), settings.port):
        raise click.ClickException(f"PORT: {settings.port} is in use: end what uses it, or set another")
    stopped = _make_stop_signal()
    try:
        store = None if settings.redis_url else OwnStore(settings.data_dir, time.monotonic())
    except StoreError as error:
        raise click.ClickException(str(error)) from error
    kept = [SupervisedChild(child, _environment(settings)) for child in _children(settings)]
    try:
        answers = _watch(settings, kept, store, stopped)
    finally:
        end(kept)
        if store is not None:
            store.stop()
    if not answers:
        raise click.ClickException("the line did not start: the reason stands above")


def _children(settings: Settings) -> tuple[Child, ...]:
    """The web server and the worker, in the order in which they are started."""
    return Child("web", web_command(settings)), Child("worker", WORKER)


def web_command(settings: Settings) -> tuple[str, ...]:
    """The command that starts the web server (ADR 2).

    It writes no log of URLs, because a URL tells where a caller is in the call (R41).
    """
    return (
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--factory", "--http", "1", "--no-ws"),
        *("--host", _host(settings), "--port", str(settings.port)),
        *("--workers", str(settings.web_concurrency)),
        *("--blocking-threads", "4", "--respawn-failed-workers", "--respawn-interval", "0.1"),
        *("--workers-kill-timeout", "5", "--no-access-log", "--log-level", "error"),
        "serve.web:application",
    )


def _host(settings: Settings) -> str:
    """The address to listen at: only this machine while the browser phone is on, else every address."""
    return "127.0.0.1" if settings.try_on else "0.0.0.0"  # noqa: S104, the carrier's requests come from outside


def _environment(settings: Settings) -> dict[str, str]:
    """The environment of the processes: that of this one, with DATA_DIR and PACK as full paths."""
    return {**os.environ, "DATA_DIR": str(settings.data_dir), "PACK": str(settings.pack)}


def _is_free(address: str, port: int) -> bool:
    """Whether nobody listens at a port; the web server itself would share a used port without complaint."""
    with socket.socket() as asking:
        asking.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            asking.bind((address, port))
        except OSError:
            return False
    return True


def _make_stop_signal() -> threading.Event:
    """An event that is set when this process gets a signal to end (Ctrl-C, SIGTERM or SIGHUP)."""
    stopped = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, lambda *_: stopped.set())
    return stopped


def _watch(
    settings: Settings, kept: list[SupervisedChild], store: OwnStore | None, stopped: threading.Event
) -> bool:
    """Keep all processes running until `stopped` is set.

    False if the web server does not answer within `READY_SECONDS`, or if a process ends before it answers.
    """
    began = time.monotonic()
    ready = False
    while not stopped.wait(TICK_SECONDS):
        now = time.monotonic()
        if not ready and (any(part.has_ended() for part in kept) or now - began > READY_SECONDS):
            return False
        for part in kept:
            part.tend(now)
        if store is not None:
            store.tend(now)
        if not ready and _answers(settings):
            ready = True
            _tell(settings, time.monotonic() - began)
    return True


def _answers(settings: Settings) -> bool:
    """Whether the web server answers with any HTTP status."""
    asking = HTTPConnection("127.0.0.1", settings.port, timeout=1)
    try:
        asking.request("GET", "/health/live")
        asking.getresponse().read()
    except (OSError, HTTPException):
        return False
    finally:
        asking.close()
    return True


def _tell(settings: Settings, seconds: float) -> None:
    """Print the addresses of the running line, and where the link for the desk's first account is."""
    here = f"http://127.0.0.1:{settings.port}"
    click.echo(f"The line answers after {seconds:.1f} s. Ctrl-C ends it.")
    click.echo(f"  calls   POST {settings.public_url or here}/voice")
    click.echo(f"  texts   POST {settings.public_url or here}/sms")
    click.echo(f"  health  {here}/health/ready")
    click.echo(f"  desk    {settings.public_url or here}/desk")
    if settings.try_on:
        click.echo(f"  phone   {here}/try")
    first_link.tell(settings)
    if not settings.auth_tokens:
        say("TWILIO_AUTH_TOKEN is not set: every webhook gets 403")
