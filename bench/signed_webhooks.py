"""Makes the signed webhooks that `flask bench webhooks` sends, and sends them over open connections."""

import socket
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import click

if TYPE_CHECKING:
    from menus.model import Pack

TOKEN, HOST, LINE = "0" * 32, "line.example", "+441632960000"
CONNECTIONS = 4
# What the carrier sends along with every call; a text has as many.
FORM = {
    "AccountSid": f"AC{0:032}",
    "ApiVersion": "2010-04-01",
    "To": LINE,
    "Called": LINE,
    "Direction": "inbound",
    "CallSid": f"CA{0:032}",
    "CallStatus": "in-progress",
    "FinishedOnKey": "",
    "msg": "Gather End",
    **{
        f"{end}{part}": "GB" if part == "Country" else ""
        for end in ("From", "To", "Caller", "Called")
        for part in ("City", "Country", "State", "Zip")
    },
}


def signed_webhook(path: str, form: Mapping[str, str]) -> bytes:
    """The bytes of an HTTP request as the carrier sends it, signed with the bench's own token."""
    from twilio.request_validator import RequestValidator

    signature = RequestValidator(TOKEN).compute_signature(f"https://{HOST}{path}", dict(form))
    body = urlencode(form)
    return (
        f"POST {path} HTTP/1.1\r\nHost: {HOST}\r\nX-Twilio-Signature: {signature}\r\n"
        "Content-Type: application/x-www-form-urlencoded; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\n\r\n{body}"
    ).encode()


def bare_request() -> bytes:
    """The bytes of a signed webhook (a pressed key) to /bare, a route that only checks the signature."""
    return signed_webhook(
        "/bare", {**FORM, "From": "+447400000000", "Caller": "+447400000000", "Digits": "1"}
    )


def place_request(pack: "Pack") -> bytes:
    """The bytes of a signed webhook in which a caller presses the first key of the main menu."""
    language, key = next(iter(pack.languages)), pack.menus["main"].actions[0].key
    path = f"/voice/{language}/menu.main/0/00?began={int(time.time() // 60):010d}"
    return signed_webhook(path, {**FORM, "From": "+447400000000", "Caller": "+447400000000", "Digits": key})


def keyword_requests(pack: "Pack", count: int, turn: int) -> list[bytes]:
    """Webhooks of texts with a topic's keyword; each has its own sender and id.

    `turn` is the number of the round: no sender or id is used in two rounds.
    """
    topic = next(iter(next(iter(pack.languages.values())).topics.values()))
    asked = {"Body": topic.keyword, "NumMedia": "0", "NumSegments": "1"}
    first = turn * count
    return [
        signed_webhook("/sms", {**FORM, **asked, "MessageSid": f"SM{n:032}", "From": f"+4474{n:08}"})
        for n in range(first, first + count)
    ]


@contextmanager
def connections(port: int) -> Iterator[list[socket.socket]]:
    """A few connections to a port of this machine, which stay open until the end of the block."""
    sockets = [socket.create_connection(("127.0.0.1", port), 10) for _ in range(CONNECTIONS)]
    for each in sockets:
        each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        yield sockets
    finally:
        for each in sockets:
            each.close()


def rate(sockets: Sequence[socket.socket], requests: Sequence[bytes]) -> float:
    """Send the requests over the connections `sockets`; return the number of answers a second.

    The requests are shared out among the connections; on each connection they are sent in sequence. Raises
    ClickException if an answer is not a 200.
    """
    began = time.perf_counter()
    with ThreadPoolExecutor(len(sockets)) as askers:
        parts = [requests[n :: len(sockets)] for n in range(len(sockets))]
        list(askers.map(_ask, sockets, parts))
    return len(requests) / (time.perf_counter() - began)


def _more(connection: socket.socket) -> bytes:
    """The next bytes of an answer. Raises ClickException if the server has closed the connection."""
    if not (held := connection.recv(65536)):
        raise click.ClickException("the server closed the connection before it had answered")
    return held


def _ask(connection: socket.socket, requests: Iterable[bytes]) -> None:
    """Send each request and wait for its answer. Raises ClickException if an answer is cut off or no 200."""
    for request in requests:
        connection.sendall(request)
        answer = _more(connection)
        while b"\r\n\r\n" not in answer:
            answer += _more(connection)
        head, _, body = answer.partition(b"\r\n\r\n")
        length = int(head.lower().split(b"content-length:")[1].split()[0])
        while len(body) < length:
            body += _more(connection)
        if not head.startswith(b"HTTP/1.1 200"):
            raise click.ClickException(f"an answer was {head[:40]!r}")
