"""`flask bench crash`: tests that promises are kept while processes of the line are killed at random."""

import base64
import os
import random
import shutil
import socket
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import click

from bench.crash.line import TICK_SECONDS, CrashLine, carrier
from bench.crash.verdict import PROMISED, REFUSED, SILENT, Heard, Verdict, judge, number_of, table

if TYPE_CHECKING:
    from store.store import Store

CALLERS = 32
ANSWER_SECONDS = 3.0
CALM_SECONDS = 60.0


@click.command()
@click.option("--wishes", default=5000, show_default=True, help="Call-backs, and as many texts.")
@click.option("--kills", default=100, show_default=True, help="How often something is killed.")
@click.option("--seconds", default=120.0, show_default=True, help="How long the killing lasts.")
@click.option("--seed", default=1, show_default=True, help="Which moments are chosen.")
def crash(wishes: int, kills: int, seconds: float, seed: int) -> None:
    """Kill parts of the line while callers ask for call-backs and texts; exit code 1 if a promise breaks."""
    found = crash_test(wishes, kills, seconds, seed)
    for what, calls, texts in table(found):
        click.echo(f"{what:<62}{calls:>12}{texts:>18}")
    sys.exit(0 if found.is_well else 1)


def crash_test(wishes: int, kills: int, seconds: float, seed: int) -> Verdict:
    """Kill parts of a line while callers ask for call-backs and texts; give which promises were kept.

    The line runs in a temporary folder, which is removed afterwards. Callers ask for `wishes` call-backs and
    as many texts. The `kills` come within `seconds`, at moments that `seed` chooses.
    """
    folder, port = Path(tempfile.mkdtemp(prefix="line-")), free_port()
    key = base64.urlsafe_b64encode(os.urandom(32)).decode()
    environ = {"NUMBER_KEY": key, "HASH_KEY": "bench" * 8}
    try:
        with carrier() as sent:
            line = CrashLine(folder, port, {**environ, "CARRIER_URL": sent.url})
            try:
                asked = [f"{kind}{n}" for n in range(wishes) for kind in ("callback", "text")]
                heard = _kill_under_load(line, port, asked, kills, seconds, seed)
                _ask_again(line, port, heard)
                store = line.open_store()
                _settle(line, store)
                found = judge(store, line.kills, heard, sent)
                store.close()
                return found
            finally:
                line.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _kill_under_load(
    line: CrashLine, port: int, asked: Sequence[str], kills: int, seconds: float, seed: int
) -> Heard:
    """Let callers ask for call-backs and texts while processes are killed; give the answers they got.

    `asked` are the ids of their requests; the requests and the `kills` are spread over `seconds`.
    """
    choose, heard = random.Random(seed), Heard()  # noqa: S311, nothing is kept secret by it
    _wait_for_answer(line, port)
    began = time.monotonic()
    moments = sorted(choose.uniform(0, seconds) for _ in range(kills))
    with ThreadPoolExecutor(CALLERS) as callers:
        waiting = [
            callers.submit(_ask_in_turn, port, asked[n::CALLERS], began, seconds, heard)
            for n in range(CALLERS)
        ]
        while not all(one.done() for one in waiting) or sum(line.kills.values()) < kills:
            line.tend()
            if moments and time.monotonic() - began > moments[0] and line.kill_one(choose):
                moments.pop(0)
            time.sleep(TICK_SECONDS)
        for one in waiting:
            one.result()
    return heard


def _ask_in_turn(port: int, wishes: Sequence[str], began: float, seconds: float, heard: Heard) -> None:
    """Send one request after the other, spread over `seconds`, and enter the answers in `heard`.

    `wishes` are the ids of the requests; `began` is when the run began, by the monotonic clock.
    """
    choose = random.Random(wishes[0])  # noqa: S311, nothing is kept secret by it
    for n, wish in enumerate(wishes):
        pause = began + seconds * (n + choose.random()) / len(wishes) - time.monotonic()
        if pause > 0:
            time.sleep(pause)
        heard.words[wish] = _ask(port, wish)
        heard.at[wish] = time.monotonic()


def _ask(port: int, wish: str) -> str:
    """Ask the line under test for one call-back or text, and give the line's answer.

    `wish` is the id of the request, such as "text7". The answer is the word from the store ("kept",
    "already", "refused"), "refused" after an HTTP error, or "silent" if no answer came.
    """
    kind = wish.rstrip("0123456789")
    asking = HTTPConnection("127.0.0.1", port, timeout=ANSWER_SECONDS)
    try:
        asking.request("POST", f"/{kind}?id={wish}&number={quote(number_of(wish))}", body=b"")
        answer = asking.getresponse()
        words = answer.read().decode()
        return words if answer.status == HTTPStatus.OK else REFUSED
    except (OSError, HTTPException):
        return SILENT
    finally:
        asking.close()


def _ask_again(line: CrashLine, port: int, heard: Heard) -> None:
    """Let every second caller who got no answer ask again, for a minute at most, until it is confirmed.

    The other callers do not ask again: they show whether the store kept a request that it did not answer.
    """
    silent = [wish for wish, words in heard.words.items() if words == SILENT]
    for wish in silent[::2]:
        heard.again.add(wish)
        until = time.monotonic() + CALM_SECONDS
        while heard.words[wish] not in PROMISED and time.monotonic() < until:
            line.tend()
            heard.words[wish] = _ask(port, wish)
            heard.at[wish] = time.monotonic()


def _settle(line: CrashLine, store: "Store") -> None:
    """Wait until the worker has no text left to send, for a minute at most."""
    from store.link import Unreachable

    until = time.monotonic() + CALM_SECONDS
    while time.monotonic() < until:
        line.tend()
        try:
            if store.jobs.waiting() == 0:
                return
        except Unreachable:
            pass  # its breaker knows of the last kill, and not yet of the new server
        time.sleep(TICK_SECONDS)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as asking:
        asking.bind(("127.0.0.1", 0))
        port: int = asking.getsockname()[1]
        return port


def _wait_for_answer(line: CrashLine, port: int) -> None:
    """Wait until the web processes answer. Raises ClickException after a minute."""
    until = time.monotonic() + CALM_SECONDS
    while _ask(port, "warm0") == SILENT:
        if time.monotonic() > until:
            raise click.ClickException("the line of the bench does not answer")
        line.tend()
        time.sleep(TICK_SECONDS)
