"""`flask serve`: starts store, web processes and worker, keeps them running, and ends them all."""

import os
import sys
from functools import partial

import click

from serve import first_link, first_start
from serve.children import Child, Process, say
from serve.keeper import OwnStore
from serve.packs.choice import Choice
from serve.part import Part
from serve.patience import WORKER_END_SECONDS
from serve.running import Parts, Signals, heed_signals, keep_running
from serve.signs import Pulse
from serve.web import web_parts
from settings import BadSetting, Settings, read

MISUSED = 2
WORKER = (sys.executable, "-m", "serve.worker")


@click.command()
def serve() -> None:
    """Start the line: the store (unless REDIS_URL is set), web and worker, until Ctrl-C. SIGHUP renews it."""
    try:
        settings = read(os.environ, make=True)
    except BadSetting as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(MISUSED)
    first_start.begin(settings)
    signals, choice = heed_signals(), Choice(settings)
    environ = choice.environ
    with (
        web_parts(_host(settings), settings.port, settings.web_concurrency, environ) as web,
        choice.begun(signals.stopped),
    ):
        worker = Part("worker", partial(_start_worker, environ), end_seconds=WORKER_END_SECONDS)
        if not _run(settings, Parts(web, [worker]), signals, choice):
            raise click.ClickException("the line did not start: the reason stands above")


def _run(settings: Settings, parts: Parts, signals: Signals, choice: Choice) -> bool:
    """Run all parts and, if no store is set, a store of our own until a signal asks for the end.

    Gives False if a web process or the worker ends before all answer, or if they take too long to answer. No
    fault of the store does that.
    """
    store = None if settings.redis_url else OwnStore(settings.data_dir, 0.0)
    try:
        return keep_running(
            parts,
            signals,
            begun=partial(_tell, settings),
            beside=store.tend if store is not None else lambda _: None,
            renew=choice.renew,
        )
    finally:
        parts.end()
        if store is not None:
            store.stop()


def _start_worker(environ: dict[str, str]) -> Process:
    """Start a worker that shows by a pipe that it works, as it could not by a store that is away."""
    reading, writing = os.pipe()
    pulse = Pulse(reading)
    try:
        return Process(Child("worker", (*WORKER, "--pulse", str(writing)), (writing,)), environ, pulse)
    except OSError:
        pulse.close()
        raise
    finally:
        os.close(writing)


def _host(settings: Settings) -> str:
    """The address to listen at: only this machine while the browser phone is on, else every address."""
    return "127.0.0.1" if settings.try_on else "0.0.0.0"  # noqa: S104, the carrier's requests come from outside


def _tell(settings: Settings, seconds: float) -> None:
    """Tell the addresses of the running line, and where the link for the desk's first account is."""
    here = f"http://127.0.0.1:{settings.port}"
    outside, answers = settings.public_url or here, f"The line answers after {seconds:.1f} s."
    found = {"calls": f"POST {outside}/voice", "texts": f"POST {outside}/sms"}
    found |= {"health": f"{here}/health/ready", "metrics": f"{here}/metrics", "desk": f"{outside}/desk"}
    if settings.try_on:
        found["phone"] = f"{here}/try"
    if sys.stdout.isatty():
        click.echo(f"{answers} Ctrl-C ends it.")
        for name, there in found.items():
            click.echo(f"  {name:7} {there}")
    else:
        say(answers, "info", **found)
    first_link.tell(settings)
    first_start.tell_store(settings)
    if not settings.auth_tokens:
        say("TWILIO_AUTH_TOKEN is not set: every webhook gets 403")
