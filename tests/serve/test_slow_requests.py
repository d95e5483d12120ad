"""Calls on the real server while requests are held back, and while promises wait for a store that hangs.

The bounds are the promised ones (50 ms later; 250 ms), the second with something for a busy machine. A call
that is held up altogether ends in an error.
"""

import itertools
import os
import signal
import socket
import ssl
import statistics
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path

import pytest

from tests.conftest import NUMBER_KEYS
from tests.wiring.proxy import nginx
from tests.wiring.server import REAL, serving
from tests.wiring.started_line import free_port
from tests.wiring.stores import running, short_folder, wait_until
from tests.wiring.wire import HOST, TOKEN, Wire, connected, through

LATER_SECONDS, AWAY_SECONDS, SLACK_SECONDS = 0.05, 0.25, 0.35
CALLS, STRANGERS = 40, 200
HEAD = f"POST /voice HTTP/1.1\r\nHost: {HOST}\r\nX-Twilio-Signature: {'A' * 27}=\r\n"
FORM = "Content-Type: application/x-www-form-urlencoded\r\n"
HELD = {
    "half a head": HEAD[:60],
    "half a body": f"{HEAD}{FORM}Content-Length: 500\r\n\r\nDigits=",
    "half a chunk": f"{HEAD}{FORM}Transfer-Encoding: chunked\r\n\r\n50\r\nDigits=",
    "half a sign-in": f"POST /desk HTTP/1.1\r\nHost: {HOST}\r\n{FORM}Content-Length: 500\r\n\r\nname=",
}
_ids = itertools.count(1)


@contextmanager
def line() -> Iterator[tuple[int, int]]:
    """A line of one web process: its port, and the process id of its store."""
    account = {"TWILIO_AUTH_TOKEN": TOKEN, "TWILIO_NUMBER": "+441632960000", "PUBLIC_URL": f"https://{HOST}"}
    keys = {"NUMBER_KEY": NUMBER_KEYS[0], "HASH_KEY": NUMBER_KEYS[0], "SECRET_KEY": "0" * 32}
    with (
        short_folder() as folder,
        running(folder) as store,
        serving(REAL, folder, DATA_DIR=str(folder), TRUSTED_PROXIES="1", **account, **keys) as server,
    ):
        assert store.process is not None
        yield server.port, store.process.pid


@dataclass(frozen=True)
class Front:
    """What the carrier and strangers connect to: the line itself, or nginx before it, which speaks TLS."""

    port: int
    tls: ssl.SSLContext | None = None

    def connect(self) -> socket.socket:
        """A connection of a stranger's."""
        plain = socket.create_connection(("127.0.0.1", self.port), 5)
        return self.tls.wrap_socket(plain) if self.tls else plain

    def connection(self) -> HTTPConnection:
        """A connection of the carrier's."""
        if self.tls:
            return HTTPSConnection("127.0.0.1", self.port, timeout=100, context=self.tls)
        return HTTPConnection("127.0.0.1", self.port, timeout=100)


def behind_nginx(folder: Path, port: int, ending: ExitStack) -> Front:
    """An nginx before the line at `port`, by deploy/nginx.conf."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    listens = free_port()
    ending.enter_context(nginx(folder, listens, port))
    return Front(listens, context)


def call(front: Front) -> float:
    """The seconds that a key in the main menu takes on a new connection, which must be answered well."""
    began = time.perf_counter()
    with closing(front.connection()) as connection:
        place = f"/voice/en/menu.main/0/00?began={int(time.time() // 60):010}"
        form = {"CallSid": f"CA{next(_ids):032}", "From": "+447400123456", "Digits": "1"}
        answer = Wire(through(connection)).post(place, form)
    took = time.perf_counter() - began
    assert (answer.status, b"/voice/en/menu.steroids/" in answer.body) == (200, True)
    return took


def ask_for_a_callback(port: int) -> bytes:
    """What a caller is told who chooses a time for a call-back, which the store must keep first."""
    with connected(port) as send:
        number = next(_ids)
        form = {"CallSid": f"CA{number:032}", "From": f"+4474{number:08}", "Digits": "4"}
        return Wire(send).post(f"/voice/en/time/0/00?began={int(time.time() // 60):010}", form).body


@pytest.mark.parametrize("before", ["nothing", "nginx"])
def test_requests_that_are_held_back_hold_up_no_call(before: str) -> None:
    with line() as (port, _), short_folder() as folder, ExitStack() as ending:
        front = behind_nginx(folder, port, ending) if before == "nginx" else Front(port)
        for sent in HELD.values():
            quiet = statistics.median(call(front) for _ in range(CALLS))
            with ExitStack() as held:
                for _ in range(STRANGERS):
                    each = held.enter_context(front.connect())
                    each.sendall(sent.encode())
                assert statistics.median(call(front) for _ in range(CALLS)) - quiet < LATER_SECONDS


def test_promises_that_wait_for_a_store_that_hangs_hold_up_no_call() -> None:
    with line() as (port, store), ThreadPoolExecutor(64) as askers:
        wait_until(lambda: b"That is saved" in ask_for_a_callback(port))
        os.kill(store, signal.SIGSTOP)
        stopped = threading.Event()
        asking = askers.submit(_ask_20_a_second, askers, port, stopped)
        took = sorted(call(Front(port)) for _ in range(100) if not time.sleep(0.02))
        stopped.set()
        told = asking.result()
        os.kill(store, signal.SIGCONT)
    print(f"a place: median {took[50] * 1000:.0f} ms, p99 {took[98] * 1000:.0f} ms, {len(told)} promises")
    assert len(told) >= 20
    assert all(b"could not make sure" in each for each in told)
    assert took[-3] < AWAY_SECONDS + SLACK_SECONDS


def _ask_20_a_second(askers: ThreadPoolExecutor, port: int, stopped: threading.Event) -> list[bytes]:
    """What those were told who asked for a call-back, 20 a second until `stopped` is set."""
    asked = []
    while not stopped.wait(0.05):
        asked.append(askers.submit(ask_for_a_callback, port))
    return [each.result() for each in asked]
