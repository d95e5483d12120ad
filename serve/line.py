"""`flask serve`: starts store, web processes and worker, keeps them running, and ends them all."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import click

from serve import first_link, first_start
from serve.children import Child, Process, say
from serve.keeper import OwnStore
from serve.part import Part
from serve.running import Parts, Signals, heed_signals, keep_running
from serve.signs import Pulse
from serve.web import web_parts
from settings import BadSetting, Settings, read

MISUSED = 2
WORKER = (sys.executable, "-m", "serve.worker")
# In DATA_DIR: whom to send a signal, as `flask publish` does.
PID_FILE = "line.pid"


@click.command()
def serve() -> None:
    """Start the line: the store (unless REDIS_URL is set), web and worker, until Ctrl-C. SIGHUP renews it."""
    try:
        settings = read(os.environ, make=True)
    except BadSetting as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(MISUSED)
    first_start.begin(settings)
    signals, environ = heed_signals(), _environment(settings)
    with (
        web_parts(_host(settings), settings.port, settings.web_concurrency, environ) as web,
        _pid_file(settings.data_dir / PID_FILE),
    ):
        worker = Part("worker", partial(_start_worker, environ))
        if not _run(settings, Parts(web, [worker]), signals):
            raise click.ClickException("the line did not start: the reason stands above")


def _run(settings: Settings, parts: Parts, signals: Signals) -> bool:
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
        )
    finally:
        parts.end()
        if store is not None:
            store.stop()


def _start_worker(environ: dict[str, str]) -> Process:
    """Start a worker, which gives its pulse by a pipe: whether the store is there is no matter."""
    reading, writing = os.pipe()
    pulse = Pulse(reading)
    try:
        return Process(Child("worker", (*WORKER, "--pulse", str(writing)), (writing,)), environ, pulse)
    except OSError:
        pulse.close()
        raise
    finally:
        os.close(writing)


@contextmanager
def _pid_file(file: Path) -> Iterator[None]:
    """Keep the id of this process in a file that only its owner reads, until the end of the block.

    One that another line left is replaced; one that a newer line has written stays. Where the folder cannot
    be written the line runs without.
    """
    ours = f"{os.getpid()}\n"
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as kept:
            kept.write(ours)
        draft.replace(file)
    except OSError as error:
        say(f"{file}: {error.strerror}: not kept")
    try:
        yield
    finally:
        with suppress(OSError):
            if file.read_text(encoding="ascii") == ours:
                file.unlink()


def _host(settings: Settings) -> str:
    """The address to listen at: only this machine while the browser phone is on, else every address."""
    return "127.0.0.1" if settings.try_on else "0.0.0.0"  # noqa: S104, the carrier's requests come from outside


def _environment(settings: Settings) -> dict[str, str]:
    """The environment of the processes: that of this one, with DATA_DIR and PACK as full paths."""
    return {**os.environ, "DATA_DIR": str(settings.data_dir), "PACK": str(settings.pack)}


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
