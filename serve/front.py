"""Connects the web server to the application: a thread gets only complete requests (ADR 22)."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from concurrent.futures import Executor
from functools import lru_cache
from io import BytesIO
from typing import Any, NamedTuple
from urllib.parse import unquote_to_bytes

from serve.connections import Connection
from web.auth import LARGEST_REQUEST, is_hopeless

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Asgi = Callable[[Scope, Receive, Send], Awaitable[None]]
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

WITHOUT_BODY = (204, 304)


class Answer(NamedTuple):
    """The application's complete answer to a request, for the web server to send."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes


class Body(NamedTuple):
    """A request's body for the application.

    `is_unread` is true if the body was not read to its end, because it is too large or the request is refused
    anyway. Then `read` is empty or cut short, `length` may be the length announced in the request's header,
    and the rest of the body may still arrive.
    """

    read: bytes
    length: int
    is_unread: bool


def front(application: Wsgi, threads: Executor) -> Asgi:
    """An ASGI application that runs the WSGI `application` in the threads of `threads`.

    A thread gets a request only when all of it has arrived, and is free as soon as the answer is made. So a
    client that sends or reads slowly keeps no thread busy.
    """

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        connection: Connection = scope["state"]["connection"]
        connection.reads()
        environ = _environ(scope)
        body = await _body(environ, receive)
        if body is None:
            return
        connection.works()
        environ |= {"CONTENT_LENGTH": str(body.length), "wsgi.input": BytesIO(body.read)}
        try:
            answer = await asyncio.get_running_loop().run_in_executor(threads, _answer, application, environ)
        finally:
            connection.rests()  # before it is sent: sending waits for as long as earlier answers lie unread
        if body.is_unread or connection.is_last:
            # whatever comes of a body must not pass for a request, nor delay one that a proxy would send here
            answer.headers.append((b"connection", b"close"))
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        await send({"type": "http.response.body", "body": answer.body, "more_body": body.is_unread})
        if not body.is_unread:
            connection.idles()
            return
        connection.reads()
        await _drop_rest(receive)
        await send({"type": "http.response.body"})

    return serve


async def _body(environ: dict[str, Any], receive: Receive) -> Body | None:
    """Read a request's body; None if the client has gone. The announced length is taken out of `environ`.

    A body is left unread (`is_unread`) if it is too long, or if the headers show that the request cannot be
    the carrier's. The application refuses such a request.
    """
    told = int(environ.pop("HTTP_CONTENT_LENGTH", 0))
    if is_hopeless(environ):
        return Body(b"", 0, True)
    if told > LARGEST_REQUEST:
        return Body(b"", told, True)
    read = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        read += message.get("body", b"")
        is_unread = len(read) > LARGEST_REQUEST
        if is_unread or not message.get("more_body"):
            return Body(bytes(read), len(read), is_unread)


async def _drop_rest(receive: Receive) -> None:
    """Read the rest of a request's body, and discard it.

    If the connection were closed earlier, the client might never see the answer that refuses the request.
    """
    while (await receive()).get("more_body"):
        pass


def _environ(scope: Scope) -> dict[str, Any]:
    """The WSGI environ of a request whose body is still to be read."""
    # a client may have gone already, and neither end of a unix socket has an address
    name, port = scope["server"] or ("localhost", "")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": name,
        "SERVER_PORT": str(port or ""),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": (scope["client"] or [""])[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for field, value in scope["headers"]:
        key, text = _key(field), value.decode("latin-1")
        if key in environ:
            text = f"{environ[key]}{'; ' if key == 'HTTP_COOKIE' else ','}{text}"
        if key:
            environ[key] = text
    environ.pop("HTTP_TRANSFER_ENCODING", None)  # the server has decoded the body
    return environ


@lru_cache(maxsize=512)
def _key(field: bytes) -> str:
    """The WSGI name of a header; "" for a header that is dropped.

    WSGI writes dashes as underscores, so a header with underscores could pass for the carrier's or a proxy's.
    """
    if b"_" in field:
        return ""
    name = field.decode("latin-1").upper().replace("-", "_")
    return name if name == "CONTENT_TYPE" else f"HTTP_{name}"


def _answer(application: Wsgi, environ: dict[str, Any]) -> Answer:
    """Get the complete answer from the application, in the present thread."""
    told: list[Any] = []

    def start(status: str, headers: list[tuple[str, str]], _: Any = None) -> None:
        told[:] = [status, headers]

    parts = application(environ, start)
    try:
        body = b"".join(parts)
    finally:
        close = getattr(parts, "close", None)
        if close is not None:
            close()
    status = int(told[0][:3])
    headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in told[1]]
    if status not in WITHOUT_BODY and not any(name == b"content-length" for name, _ in headers):
        headers.append((b"content-length", b"%d" % len(body)))
    return Answer(status, headers, body)
