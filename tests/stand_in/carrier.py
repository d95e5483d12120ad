"""A stand-in for the carrier's REST server on loopback: answers as told, and remembers each request.

By hand: `python -m tests.stand_in.carrier 8765 TOKEN +441632960000 …` has an account with these numbers at
TWILIO_API_BASE=http://127.0.0.1:8765, and rings and texts whatever its numbers are set to.
"""

import base64
import json
import socket
import struct
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from tests.stand_in.account import SID, Account
from tests.stand_in.phone import Network

SOUND = b"ID3" + bytes(range(256)) * 40
HANGS = 120.0  # seconds, unless a test lets it go


@dataclass(frozen=True)
class Asked:
    """One request: its method, its path, its form or query, and its Authorization header."""

    method: str
    path: str
    form: dict[str, str]
    authorization: str


@dataclass
class FakeCarrier:
    """The stand-in carrier. With numbers in its `account` it is a whole one: see `tests/stand_in/account.py`.

    It refuses any token but `token`, where that is set; with it, it signs webhooks. It takes `delay` seconds
    for each answer.

    `says` holds its next answers, in order; when it is empty, all goes well.

    An answer is 201, another status, (400, code), "hang", "reset", or "lost": done, and reset before it is
    told. `asked` holds the requests that
    came, and `kept` the texts it has, by their ids, with "to" and "body". It hangs
    on the numbers `hangs_on`; what it refuses it asks to be tried again after `retry_after`.
    """

    url: str = ""
    says: list[Any] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    hangs_on: set[str] = field(default_factory=set)
    retry_after: str = ""
    token: str = ""
    delay: float = 0.0
    kept: dict[str, dict[str, str]] = field(default_factory=dict)
    lists: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    released: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)
    account: Account = field(default_factory=Account)
    network: Network = field(init=False)

    def __post_init__(self) -> None:
        self.network = Network(self.account)
        self.account.rings, self.account.texted = self.network.rings, self.network.texted

    def with_token(self, token: str) -> "FakeCarrier":
        """Know only this token from now on, and sign with it."""
        self.token = self.network.token = token
        return self

    def knows(self, authorization: str) -> bool:
        """Whether a request may be answered, by its Authorization header."""
        right = base64.b64encode(f"{SID}:{self.token}".encode()).decode()
        return not self.token or authorization == f"Basic {right}"

    @property
    def texts(self) -> list[dict[str, str]]:
        """The forms of all texts that it was asked to send."""
        return [
            one.form for one in self.asked if one.method == "POST" and one.path.endswith("/Messages.json")
        ]

    def next(self, one: Asked) -> Any:
        """Note a request, and give the answer meant for it; None if it is to go well."""
        with self.lock:
            self.asked.append(one)
            if one.form.get("To") in self.hangs_on:
                return "hang"
            return self.says.pop(0) if self.says else None


class Answers(BaseHTTPRequestHandler):
    """One connection to the stand-in carrier, as the standard library's HTTP server wants it."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body in one packet: two would wait for each other

    def __init__(self, carrier: FakeCarrier, *given: Any) -> None:
        self.carrier = carrier
        super().__init__(*given)

    def do_POST(self) -> None:
        """Answer a POST; the standard library calls this by its name."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        self.answer("POST", body)

    def do_GET(self) -> None:
        """Answer a GET; the standard library calls this by its name."""
        self.answer("GET", urlsplit(self.path).query)

    def do_DELETE(self) -> None:
        """Answer a DELETE; the standard library calls this by its name."""
        self.answer("DELETE", "")

    def answer(self, method: str, form: str) -> None:
        """Send the answer that the stand-in carrier was told to give, or hang, or reset the connection."""
        path = urlsplit(self.path).path
        values = {name: last for name, (*_, last) in parse_qs(form, keep_blank_values=True).items()}
        authorization = self.headers.get("Authorization", "")
        said = self.carrier.next(Asked(method, path, values, authorization))
        if self.carrier.delay:
            self.carrier.released.wait(self.carrier.delay)
        match said:
            case "hang":
                self.carrier.released.wait(HANGS)
                self.close_connection = True
            case "lost" | "reset":
                if said == "lost":
                    self.carrier.account.answer(method, path, values)
                linger = struct.pack("ii", 1, 0)  # closed with a reset instead of an end
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                self.connection.close()
                self.close_connection = True
            case (int(status), int(code)):
                to = values.get("To", "")
                self.send(status, {"code": code, "message": f"'{to}' will not do", "status": status})
            case int(status) if status >= 400:
                self.send(status, {"message": "no", "status": status})
            case _ if not self.carrier.knows(authorization):
                self.send(401, {"code": 20003, "message": "Authenticate", "status": 401})
            case _ if given := self.carrier.account.answer(method, path, values):
                self.send(*given)
            case _:
                self.well(method, path, values)

    def well(self, method: str, path: str, values: dict[str, str]) -> None:
        """Send what a carrier sends when all goes well."""
        if method == "DELETE":
            self.send(204, None)
        elif path.endswith(".mp3"):
            self.send_bytes(200, SOUND, "audio/mpeg")
        elif method == "POST":
            self.send(201, {"sid": "SM" + "0" * 32, "status": "queued", **values})
        elif "/Messages/" in path:
            message = path.rsplit("/", 1)[1].removesuffix(".json")
            self.send(200, {"sid": message, **self.carrier.kept.get(message, {})})
        else:
            kind = path.rsplit("/", 1)[1].removesuffix(".json").lower()
            key = f"{kind}:{'to' if 'To' in values else 'from'}"
            self.send(200, one_page(kind, self.carrier.lists.get(key, []), path, values))

    def send(self, status: int, body: dict[str, Any] | None) -> None:
        """Send a status with this body as JSON; None is an empty body."""
        self.send_bytes(status, json.dumps(body).encode() if body is not None else b"", "application/json")

    def send_bytes(self, status: int, body: bytes, kind: str) -> None:
        """Send a whole answer: status, content type and body."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if status >= 400 and self.carrier.retry_after:
            self.send_header("Retry-After", self.carrier.retry_after)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Print nothing about a request."""
        return


def one_page(kind: str, found: list[dict[str, Any]], path: str, values: dict[str, str]) -> dict[str, Any]:
    """The page of a list that was asked for, and where the next one is, if there is one."""
    page, size = int(values.get("Page", 0)), int(values.get("PageSize", 50))
    behind = f"{path}?{urlencode({**values, 'Page': page + 1})}" if found[(page + 1) * size :] else None
    return {kind: found[page * size :][:size], "page": page, "next_page_uri": behind}


@contextmanager
def fake_carrier(port: int = 0) -> Iterator[FakeCarrier]:
    """A stand-in carrier that answers until the end of the block, on this port or a free one."""
    carrier = FakeCarrier()
    server = ThreadingHTTPServer(("127.0.0.1", port), partial(Answers, carrier))
    server.socket.listen(256)  # the standard library lets five wait, and whoever is too many for a second
    server.daemon_threads = True
    server.block_on_close = False
    carrier.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield carrier
    finally:
        carrier.released.set()
        carrier.network.finish()
        server.shutdown()
        thread.join()
        server.server_close()


class Lines:
    """A log for the worker that keeps its lines for a test to read."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, dict[str, object]]] = []

    def info(self, event: str, **values: object) -> None:
        """Keep a line."""
        self.lines.append((event, values))

    def warning(self, event: str, **values: object) -> None:
        """Keep a line, in the same list as the others."""
        self.lines.append((event, values))


def main(port: str, token: str, *phones: str) -> None:
    """Be a carrier with an account that has these phone numbers, until Ctrl-C."""
    with fake_carrier(int(port)) as carrier:
        carrier.with_token(token)
        for phone in phones:
            carrier.account.buy(phone)
        print(f"TWILIO_API_BASE={carrier.url} TWILIO_ACCOUNT_SID={SID}", flush=True)
        while True:
            time.sleep(3600)


if __name__ == "__main__":
    main(*sys.argv[1:])
