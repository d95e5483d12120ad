"""`flask bench webhooks`: the webhooks answered a second, compared with a route that does nothing."""

import json
import os
import shutil
import socket
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bench.signed_webhooks import (
    HOST,
    LINE,
    TOKEN,
    bare_request,
    connections,
    keyword_requests,
    place_request,
    rate,
)
from serve.web import web_command
from settings import Settings, read
from store.server.embedded import start

if TYPE_CHECKING:
    from menus.model import Pack

START_SECONDS = 30
BARE, PLACE, KEYWORD = "bare route", "/voice place", "/sms keyword"
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Rated:
    """How many requests of one kind (`what`) the web process answers a second, compared with a bare route.

    The bare route only checks the signature. `a_second` is the rate, `of_bare` its share of the bare route's
    rate; both are medians of all rounds. `lowest` and `highest` are the smallest and largest share.
    """

    what: str
    a_second: int
    of_bare: float
    lowest: float
    highest: float


def application() -> Wsgi:
    """The line's WSGI application, with a bare route added for comparison of speed.

    The path /bare leads to the bare route, which only checks the signature. Every other path leads to the
    line.
    """
    from app import create_app  # here: every `flask` command imports this file

    line, route = create_app(), _bare_application()

    def either(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        return (route if environ["PATH_INFO"] == "/bare" else line)(environ, start_response)

    return either


def _bare_application() -> Wsgi:
    """An application with the least that a safe webhook needs: a signature check and a fixed answer."""
    from flask import Flask, Response, request
    from twilio.request_validator import RequestValidator

    app, validator = Flask("bare"), RequestValidator(TOKEN)

    @app.post("/bare")
    def answer() -> Response:
        given = request.headers.get("X-Twilio-Signature", "")
        if not validator.validate(f"https://{HOST}/bare", request.form, given):
            return Response(status=403)
        return Response("<Response><Say>Hello</Say></Response>", content_type="text/xml")

    return app


@click.command()
@click.option("--rounds", default=21, show_default=True, help="How often each kind has its turn.")
@click.option("--requests", "size", default=400, show_default=True, help="Requests in a turn.")
@click.option("--json", "as_json", is_flag=True, help="A list, for a program.")
def webhooks(rounds: int, size: int, as_json: bool) -> None:
    """Measure how many webhooks a second one web process answers, over connections that stay open.

    A bare route, which only checks the signature, is measured in every round for comparison. Each figure is
    also given as a share of the bare route's.
    """
    rated = _measure(rounds, size)
    if as_json:
        click.echo(json.dumps([{name: getattr(row, name) for name in Rated.__slots__} for row in rated]))
        return
    click.echo(f"{'':14} {'a second':>9} {'of bare':>8} {'lowest':>8} {'highest':>8}")
    for row in rated:
        click.echo(f"{row.what:14} {row.a_second:9} {row.of_bare:8} {row.lowest:8} {row.highest:8}")


def _measure(rounds: int, size: int) -> list[Rated]:
    """Measure all kinds of requests in turns, so that a busy machine slows all of them alike."""
    with serve_line() as (_, port, pack):
        kinds = {BARE: [bare_request()] * size, PLACE: [place_request(pack)] * size}
        rates: dict[str, list[float]] = {BARE: [], PLACE: [], KEYWORD: []}
        with connections(port) as sockets:
            for turn in range(rounds + 1):
                kinds[KEYWORD] = keyword_requests(pack, size, turn)
                for what, requests in kinds.items():
                    rates[what].append(rate(sockets, requests))
    # the first turn warms up
    return [_rate_kind(what, each[1:], rates[BARE][1:]) for what, each in rates.items()]


def _rate_kind(what: str, each: Sequence[float], against: Sequence[float]) -> Rated:
    """The result for one kind of request: its answers a second, and its share of the bare route's.

    The bare route only checks the signature. `each` has the answers a second for this kind of request, one
    figure a round. `against` has the bare route's figures for the same rounds.
    """
    shares = sorted(round(one / other, 2) for one, other in zip(each, against, strict=True))
    return Rated(what, round(statistics.median(each)), statistics.median(shares), shares[0], shares[-1])


@contextmanager
def serve_line(processes: int = 1) -> Iterator[tuple[int, int, "Pack"]]:
    """Run a web server on this machine for measuring, until the end of the block.

    Gives the id of the server's main process, the server's port, and the pack. The server has the whole line
    and also /bare, a page that only checks a request's signature.
    """
    from menus.loading.pack import load

    folder = Path(tempfile.mkdtemp(prefix="line-"))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    ours = {"DATA_DIR": str(folder), "TWILIO_AUTH_TOKEN": TOKEN, "PUBLIC_URL": f"https://{HOST}"}
    environ = {**ours, "TWILIO_NUMBER": LINE, "PORT": str(port)}
    settings = read(environ, make=True)
    store = start(folder)
    try:
        ours = {**os.environ, **environ}
        with (folder / "log").open("wb") as log, _serve_web(settings, ours, log, processes) as line:
            yield line, port, load(settings.pack)
    finally:
        store.stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _serve_web(settings: Settings, environ: Mapping[str, str], log: Any, processes: int) -> Iterator[int]:
    """Run web processes as `flask serve` does, but with the bench's application; give the id of their parent.

    Raises ClickException if they do not start.
    """
    command = web_command("127.0.0.1", settings.port, processes, "bench.webhooks:application")
    process = subprocess.Popen(command, env=dict(environ), stdout=log, stderr=log)  # noqa: S603, ours
    try:
        ending = time.monotonic() + START_SECONDS
        while not _answers(settings.port):
            if process.poll() is not None or time.monotonic() > ending:
                raise click.ClickException("the web server did not start")
            time.sleep(0.05)
        yield process.pid
    finally:
        process.terminate()
        process.wait()


def _answers(port: int) -> bool:
    """Whether a server answers at this port of this machine, whatever the status."""
    asking = HTTPConnection("127.0.0.1", port, timeout=1)
    try:
        asking.request("GET", "/health/live")
        asking.getresponse()
    except (OSError, HTTPException):
        return False
    finally:
        asking.close()
    return True
