"""The way of a webhook from the carrier: a signed form, posted to the app in this process or over HTTP."""

import http.client
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import urlencode

from flask import Flask
from twilio.request_validator import RequestValidator
from werkzeug.serving import WSGIRequestHandler, make_server

TOKEN = "0123456789abcdef0123456789abcdef"
HOST = "line.example"
# The line's own number, another of its own, by which it tests itself, and somebody's mobile.
LINE, OTHER, MOBILE = "+441632960000", "+447400999999", "+447400123456"


class Answered(NamedTuple):
    """The line's answer: status, body, content type."""

    status: int
    body: bytes
    kind: str


# (method, path with its query, headers, body) -> what came back
Send = Callable[[str, str, Mapping[str, str], bytes], Answered]


@dataclass
class Wire:
    """A sender of forms, as the carrier sends them: signed with `token` for the address `base`."""

    send: Send
    token: str = TOKEN
    base: str = f"https://{HOST}"
    headers: dict[str, str] = field(default_factory=dict)

    def post(self, path: str, form: Mapping[str, Any], *, method: str = "POST") -> Answered:
        """Send `form` to `path`, signed, and give the answer. With GET it stands in the query."""
        if method == "GET":
            path, form = f"{path}{'&' if '?' in path else '?'}{urlencode(form, doseq=True)}", {}
        signature = RequestValidator(self.token).compute_signature(self.base + path, dict(form))
        body = urlencode(form, doseq=True).encode()
        headers = {
            "X-Twilio-Signature": signature,
            "Content-Type": "application/x-www-form-urlencoded; charset=utf-8",
            **self.headers,
        }
        return self.send(method, path, headers, body)


def in_process(app: Flask) -> Send:
    """A function that sends a request to the app in this process, without a socket."""
    client = app.test_client()

    def send(method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answered:
        answer = client.open(
            path, method=method, headers=dict(headers), data=body, base_url=f"https://{HOST}"
        )
        return Answered(answer.status_code, answer.data, answer.content_type)

    return send


def over_http(port: int) -> Send:
    """A function that sends requests over one connection to a local server; the connection stays open."""
    return through(http.client.HTTPConnection("127.0.0.1", port, timeout=100))


@contextmanager
def connected(port: int) -> Iterator[Send]:
    """A function that sends requests over one connection to a local server, closed after the block."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=100)
    try:
        yield through(connection)
    finally:
        connection.close()


@contextmanager
def straight(port: int) -> Iterator[Send]:
    """A function that sends very many requests over one connection, closed after the block.

    It reads no more of an answer's head than it needs.
    """
    with (
        socket.create_connection(("127.0.0.1", port), 20) as connection,
        connection.makefile("rb") as answers,
    ):

        def send(method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answered:
            told = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
            head = f"{method} {path} HTTP/1.1\r\nHost: {HOST}\r\n{told}Content-Length: {len(body)}\r\n\r\n"
            connection.sendall(head.encode() + body)
            status = int(answers.readline().split()[1])
            said = dict(line.rstrip().lower().split(b": ", 1) for line in iter(answers.readline, b"\r\n"))
            kind = said.get(b"content-type", b"").decode()
            return Answered(status, answers.read(int(said.get(b"content-length", 0))), kind)

        yield send


def through(connection: http.client.HTTPConnection) -> Send:
    """A function that sends requests over this connection; after an error the next one opens it anew."""

    def send(method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answered:
        try:
            connection.request(method, path, body, dict(headers))
            answer = connection.getresponse()
            return Answered(answer.status, answer.read(), answer.getheader("Content-Type", ""))
        except (OSError, http.client.HTTPException):
            connection.close()  # the next request takes a new one
            raise

    return send


class KeptAlive(WSGIRequestHandler):
    """The handler of a local server that logs no requests, and keeps connections open."""

    protocol_version = "HTTP/1.1"

    def log_request(self, *_: Any) -> None:
        """Log nothing."""


class Served:
    """A local server of the app on a free port, for as long as the `with` lasts."""

    def __init__(self, app: Flask) -> None:
        self.server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=KeptAlive)
        self.server.daemon_threads = True
        self.thread = threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )

    def __enter__(self) -> int:
        self.thread.start()
        return int(self.server.server_port)

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()
