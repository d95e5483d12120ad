"""`flask serve`: starts store, web processes and worker, keeps them running, and ends them all."""

import os
import sys
import threading
import time
from collections.abc import Sequence

import click

from serve import first_link, first_start
from serve.children import Child, SupervisedChild, end, say
from serve.keeper import OwnStore
from serve.running import keep_running, make_stop_signal
from serve.web import WebProcess, web_processes
from settings import BadSetting, Settings, read

MISUSED = 2
WORKER = (sys.executable, "-m", "serve.worker")


@click.command()
def serve() -> None:
    """Start the line: the store (unless REDIS_URL is set), web and worker, until Ctrl-C."""
    try:
        settings = read(os.environ, make=True)
    except BadSetting as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(MISUSED)
    first_start.begin(settings)
    stopped = make_stop_signal()
    with web_processes(_host(settings), settings.port, settings.web_concurrency) as web:
        if not _run(settings, web, stopped):
            raise click.ClickException("the line did not start: the reason stands above")


def _run(settings: Settings, web: Sequence[WebProcess], stopped: threading.Event) -> bool:
    """Run the web processes, the worker and, if no store is set, one of our own until `stopped` is set.

    Gives False if a web process or the worker ends before all answer, or if they take too long to answer. No
    fault of the store does that.
    """
    store = None if settings.redis_url else OwnStore(settings.data_dir, time.monotonic())
    children = (*(each.child for each in web), Child("worker", WORKER))
    kept = [SupervisedChild(child, _environment(settings)) for child in children]
    try:
        return keep_running(
            kept,
            stopped,
            answers=lambda: all(each.answers() for each in web),
            begun=lambda seconds: _tell(settings, seconds),
            beside=store.tend if store is not None else lambda _: None,
        )
    finally:
        end(kept)
        if store is not None:
            store.stop()


def _host(settings: Settings) -> str:
    """The address to listen at: only this machine while the browser phone is on, else every address."""
    return "127.0.0.1" if settings.try_on else "0.0.0.0"  # noqa: S104, the carrier's requests come from outside


def _environment(settings: Settings) -> dict[str, str]:
    """The environment of the processes: that of this one, with DATA_DIR and PACK as full paths."""
    return {**os.environ, "DATA_DIR": str(settings.data_dir), "PACK": str(settings.pack)}


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
    first_start.tell_store(settings)
    if not settings.auth_tokens:
        say("TWILIO_AUTH_TOKEN is not set: every webhook gets 403")
