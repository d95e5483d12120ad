"""`flask serve`: starts the store, web processes and worker, keeps them running, and ends them."""

import os
import sys
from functools import partial

import click

from environment.env_files import check_env_files, env_files
from environment.moved import demand_unmoved
from serve.children import Child, Process, say
from serve.first import first_link, first_start
from serve.keeper import OwnStore
from serve.packs.choice import Choice
from serve.part import Part
from serve.patience import WORKER_END_SECONDS
from serve.running import Parts, Signals, heed_signals, keep_running, telling_its_end
from serve.signs import Pulse
from serve.web import web_parts
from settings import BadSetting, Settings, read

MISUSED = 2
WORKER = (sys.executable, "-m", "serve.worker")


@click.command()
def serve() -> None:
    """Start the line: the store (unless REDIS_URL is set), web and worker, until Ctrl-C. SIGHUP renews it."""
    signals = heed_signals()  # first: whoever ends a line that is about to begin is told that it ended
    try:
        check_env_files(env_files(sys.argv))
        settings = read(os.environ, make=True)
        demand_unmoved(settings.data_dir, settings.redis_url)
    except BadSetting as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(MISUSED)
    first_start.begin(settings)
    choice = Choice(settings)
    with telling_its_end(signals):
        environ = choice.environ
        with (
            web_parts(_host(settings), settings.port, settings.web_concurrency, environ) as web,
            choice.begun(signals.stopped),
        ):
            worker = Part("worker", partial(_start_worker, environ), end_seconds=WORKER_END_SECONDS)
            _run(settings, Parts(web, [worker]), signals, choice)


def _run(settings: Settings, parts: Parts, signals: Signals, choice: Choice) -> None:
    """Run all parts and, if REDIS_URL is not set, an embedded store until a signal asks for the end.

    Raises ClickException if a web process or the worker ends before all answer, or if they take too long to
    answer. No fault of the store causes that.
    """
    store = None if settings.redis_url else OwnStore(settings.data_dir, 0.0)
    try:
        keep_running(
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
    """Start a worker that shows signs of life through a pipe, which works even while the store is away."""
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
    """Show the addresses of the running line, which took `seconds` to start, and the first account's link.

    Also report a missing token, and what is wrong with the store.
    """
    if not settings.auth_tokens:
        say("TWILIO_AUTH_TOKEN is not set: every webhook gets 403")
    first_start.tell_store(settings)
    answers, link = f"The line answers after {seconds:.1f} s.", first_link.tell(settings)
    if sys.stdout.isatty():
        click.echo(_framed(answers, _addresses(settings), link))
    else:
        say(answers, "info", **_addresses(settings))


def _addresses(settings: Settings) -> dict[str, str]:
    """The addresses of the line by purpose; the browser phone's only while it is on."""
    here = f"http://127.0.0.1:{settings.port}"
    outside = settings.public_url or here
    phone = {"phone": f"{here}/try"} if settings.try_on else {}
    asked = {"calls": f"POST {outside}/voice", "texts": f"POST {outside}/sms"}
    watched = {"health": f"{here}/health/ready", "metrics": f"{here}/metrics"}
    return {**phone, "desk": f"{outside}/desk", **asked, **watched}


def _framed(answers: str, addresses: dict[str, str], link: str) -> str:
    """The text for a person at a terminal, in a frame: the line's addresses and the sentence `answers`.

    `link` is the link that makes the desk's first account, and is shown in place of the desk's address. If it
    is "", the address is shown.
    """
    phone = [f"Open  {addresses['phone']}", ""] if "phone" in addresses else []
    desk = [f"Desk  {link or addresses['desk']}"]
    once = ["      (for an hour, once: it makes the first account)"] if link else []
    others = [f"{name:8}{there}" for name, there in addresses.items() if name not in ("phone", "desk")]
    rows = [*phone, *desk, *once, "", *others, "", f"{answers} Ctrl-C ends it."]
    width = max(map(len, rows))
    edge = f"+{'-' * (width + 4)}+"
    return "\n".join([edge, *(f"|  {row:{width}}  |" for row in rows), edge])
