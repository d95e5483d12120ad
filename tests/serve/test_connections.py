"""A web process and what comes over its connections: slow, strange, too much, in pieces."""

import asyncio
import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from serve.connections import Bounds, Connections
from serve.process import make_server, serve
from tests.wiring.stores import wait_until
from web.auth import LARGEST_REQUEST

SIGNATURE = b"X-Twilio-Signature: AAAAAAAAAAAAAAAAAAAAAAAAAAA=\r\n"
SHORT = Bounds(read=0.3, rest=0.3)
LARGE = 8 * 1024 * 1024
Connect = Callable[[], socket.socket]


def mirror(environ: dict[str, Any], start: Callable[..., object]) -> Iterable[bytes]:
    """An application that tells what it was asked; /large is more than a socket holds, and /fails fails."""
    assert environ["PATH_INFO"] != "/fails"
    start("200 OK", [("Content-Type", "application/json")])
    if environ["PATH_INFO"] == "/large":
        return [b"x" * LARGE]
    told = {name: value for name, value in environ.items() if isinstance(value, str)}
    return [json.dumps({**told, "body": environ["wsgi.input"].read().decode()}).encode()]


@contextmanager
def served(bounds: Bounds, application: Callable[..., Any] = mirror) -> Iterator[Connect]:
    """A function that connects to a web process with one thread for its requests; it runs in this process."""
    listening = socket.create_server(("127.0.0.1", 0))
    address = listening.getsockname()
    connections = Connections(HttpToolsProtocol, bounds)
    with ThreadPoolExecutor(1) as threads:
        server = make_server(application, threads, connections)
        told: list[Callable[[], object]] = []

        def heed(loop: asyncio.AbstractEventLoop, end: Callable[[], None]) -> None:
            told.append(lambda: loop.call_soon_threadsafe(end))

        running = threading.Thread(target=asyncio.run, args=(serve(server, connections, [listening], heed),))
        running.start()
        wait_until(lambda: bool(told))
        try:
            yield lambda: socket.create_connection(address, 10)
        finally:
            told[0]()
            running.join()


def request(path: str = "/", *headers: bytes, body: bytes = b"", method: str = "POST") -> bytes:
    head = f"{method} {path} HTTP/1.1\r\nHost: line.example\r\nContent-Length: {len(body)}\r\n"
    return head.encode() + b"".join(headers) + b"\r\n" + body


def answer(connection: socket.socket) -> tuple[int, bytes]:
    """The next answer on a connection: status and body. (0, b"") if the other side has closed it."""
    with suppress(ConnectionResetError):
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            if not (byte := connection.recv(1)):
                return 0, b""
            head += byte
        length = int(head.lower().partition(b"content-length:")[2].split()[0])
        body = b""
        while len(body) < length:
            body += connection.recv(length - len(body))
        return int(head.split()[1]), body
    return 0, b""


def asked(connect: Connect, sent: bytes) -> dict[str, str]:
    """What the application was asked when these bytes came."""
    with connect() as connection:
        connection.sendall(sent)
        status, body = answer(connection)
    assert status == 200
    found: dict[str, str] = json.loads(body)
    return found


HELD = {
    "nothing": b"",
    "half a head": b"POST /sms HTTP/1.1\r\nHost:",
    "half a body": request("/sms", SIGNATURE, body=b"x" * 500)[:-100],
    "half a chunk": b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
    "no last chunk": b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n",
}


@pytest.mark.parametrize("held", HELD.values(), ids=HELD)
def test_a_request_that_is_held_back_takes_no_thread_and_is_cut(held: bytes) -> None:
    with served(SHORT) as connect:
        slow = [connect() for _ in range(16)]
        for each in slow:
            each.sendall(held)
        assert asked(connect, request())["PATH_INFO"] == "/"
        for each in slow:
            assert answer(each) == (0, b"")
            each.close()


def test_a_byte_now_and_then_buys_no_more_time() -> None:
    with served(SHORT) as connect, connect() as slow:
        slow.sendall(HELD["half a body"])
        stopped = threading.Event()
        sending = threading.Thread(target=_trickle, args=(slow, stopped))
        sending.start()
        assert answer(slow) == (0, b"")
        stopped.set()
        sending.join()


def _trickle(connection: socket.socket, stopped: threading.Event) -> None:
    with suppress(OSError):
        while not stopped.wait(0.05):
            connection.sendall(b"x")


def test_an_answer_that_is_not_read_takes_no_thread_and_is_dropped() -> None:
    with served(SHORT) as connect, connect() as slow:
        slow.sendall(request("/large"))
        assert asked(connect, request())["PATH_INFO"] == "/"
        with connect() as later:
            assert answer(later) == (0, b"")
        assert sum(len(part) for part in iter(lambda: slow.recv(65536), b"")) < LARGE


@pytest.mark.parametrize("path", ["/large", "/fails"])
def test_an_answer_behind_one_that_is_not_read_is_dropped_with_it(path: str) -> None:
    with served(SHORT) as connect, connect() as slow:
        slow.sendall(request("/large") + request(path) + request("/large"))
        assert asked(connect, request())["PATH_INFO"] == "/"
        with connect() as later:
            assert answer(later) == (0, b"")
        assert sum(len(part) for part in iter(lambda: slow.recv(65536), b"")) < LARGE


def test_a_process_that_ends_waits_for_nobody_who_reads_no_answers(caplog: pytest.LogCaptureFixture) -> None:
    with served(Bounds(end=0.2)) as connect:
        slow = connect()
        slow.sendall(request("/large") * 3)
        assert asked(connect, request())["PATH_INFO"] == "/"
    slow.close()
    assert not caplog.records, "nothing had to be cancelled"


def test_an_idle_connection_is_closed_after_its_rest() -> None:
    with served(SHORT) as connect, connect() as idle:
        idle.sendall(request())
        assert answer(idle)[0] == 200
        assert answer(idle) == (0, b"")


@pytest.mark.parametrize("sent", [b"POST / HTTP/1.1\r\nA: ", b"POST /"])
def test_a_head_without_an_end_is_cut(sent: bytes) -> None:
    with served(Bounds(size=20_000)) as connect, connect() as endless:
        with suppress(OSError):
            endless.sendall(sent + b"x" * 50_000)
        assert answer(endless)[0] in (0, 400)


def test_past_the_most_connections_the_one_that_has_waited_longest_makes_room() -> None:
    with served(Bounds(connections=3)) as connect:
        waiting = [connect() for _ in range(3)]
        for each in waiting:
            each.sendall(HELD["half a head"])
        assert asked(connect, request())["PATH_INFO"] == "/"
        assert answer(waiting[0]) == (0, b"")
        waiting[2].sendall(b" line.example\r\n\r\n")
        assert answer(waiting[2])[0] == 200
        for each in waiting:
            each.close()


def test_past_the_most_connections_whoever_does_not_read_answers_makes_room_first() -> None:
    with served(Bounds(connections=4)) as connect:
        strangers = [connect() for _ in range(3)]
        for each in strangers:
            each.sendall(request("/large"))
            assert each.recv(1)
        with connect() as caller, connect(), connect(), connect():
            _ask_for_a_body(caller)
            caller.sendall(b"x")
            assert answer(caller)[0] == 200
        for each in strangers:
            each.close()


def test_the_end_of_a_head_buys_no_more_time() -> None:
    with served(Bounds(connections=2)) as connect, connect() as first, connect() as second:
        second.sendall(HELD["half a head"])
        _ask_for_a_body(first)
        with connect():
            assert answer(first) == (0, b"")
            second.sendall(b" line.example\r\n\r\n")
            assert answer(second)[0] == 200


@pytest.mark.parametrize(("files", "most"), [(256, 64), (400, 144), (2000, 1000)])
def test_where_few_files_may_be_open_some_connections_still_may(files: int, most: int) -> None:
    limited = (
        f"import resource; resource.setrlimit(resource.RLIMIT_NOFILE, ({files}, {files}));"
        "from serve.connections import bounds_here; print(bounds_here().connections)"
    )
    told = subprocess.run([sys.executable, "-c", limited], capture_output=True, check=True, text=True)
    assert int(told.stdout) == most


def test_a_client_that_left_before_its_answer_makes_no_room_later() -> None:
    begun, finish = threading.Event(), threading.Event()

    def slowly(environ: dict[str, Any], start: Callable[..., object]) -> Iterable[bytes]:
        begun.set()
        assert finish.wait(10)
        return mirror(environ, start)

    with served(Bounds(connections=2), slowly) as connect:
        gone = connect()
        gone.sendall(request())
        assert begun.wait(10)
        gone.close()
        with connect() as first, connect() as second:
            _ask_for_a_body(first)
            finish.set()
            first.sendall(b"x")
            assert answer(first)[0] == 200
            second.sendall(request())
            assert answer(second)[0] == 200
            with connect():
                assert answer(first) == (0, b"")


def _ask_for_a_body(connection: socket.socket) -> None:
    """Send a head, and wait until the process waits for its body of one byte."""
    connection.sendall(request("/", b"Expect: 100-continue\r\n", body=b"x")[:-1])
    assert connection.recv(100).startswith(b"HTTP/1.1 100")


CHUNKED = b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
CHUNK = b"8000\r\n" + b"x" * 0x8000 + b"\r\n"
UNREAD = {
    "a hopeless signature": (request("/voice", b"X-Twilio-Signature: no\r\n", body=b"x" * 500), 100),
    "a length that is too large": (request(body=b"x" * (LARGEST_REQUEST + 1)), LARGEST_REQUEST),
    "chunks that are too many": (CHUNKED + CHUNK * 3 + b"0\r\n\r\n", 10),
}


def answer_to_a_part(connection: socket.socket, sent: bytes) -> bytes:
    """The whole answer to a request of which this part was sent: head and body, the latter JSON."""
    connection.sendall(sent)
    said = b""
    while not said.endswith(b"}"):
        said += connection.recv(65536)
    return said


@pytest.mark.parametrize(("sent", "later"), UNREAD.values(), ids=UNREAD)
def test_after_a_body_that_was_left_unread_a_connection_is_not_used_again(sent: bytes, later: int) -> None:
    with served(Bounds()) as connect, connect() as stranger:
        said = answer_to_a_part(stranger, sent[:-later])
        assert said.startswith(b"HTTP/1.1 200") and b"\r\nconnection: close\r\n" in said
        stranger.sendall(sent[-later:])
        assert answer(stranger) == (0, b"")


@pytest.mark.parametrize(("sent", "later"), UNREAD.values(), ids=UNREAD)
def test_the_rest_of_a_body_that_is_left_unread_has_no_more_time(sent: bytes, later: int) -> None:
    with served(Bounds(read=0.3)) as connect, connect() as stranger:
        assert answer_to_a_part(stranger, sent[:-later])
        assert answer(stranger) == (0, b"")


def test_a_hopeless_signature_is_answered_before_the_body_has_come() -> None:
    with served(Bounds()) as connect, connect() as stranger:
        stranger.sendall(request("/voice", b"X-Twilio-Signature: no\r\n", body=b"x" * 500)[:-100])
        status, body = answer(stranger)
        assert (status, json.loads(body)["body"]) == (200, "")


def test_a_body_that_is_too_large_is_told_by_its_length_and_not_read() -> None:
    with served(Bounds()) as connect, connect() as stranger:
        stranger.sendall(request(body=b"x" * (LARGEST_REQUEST + 1))[:200])
        told = json.loads(answer(stranger)[1])
        assert (int(told["CONTENT_LENGTH"]), told["body"]) == (LARGEST_REQUEST + 1, "")


def test_a_body_in_chunks_arrives_whole_and_none_that_is_too_large() -> None:
    with served(Bounds()) as connect:
        told = asked(connect, CHUNKED + b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
        assert (told["body"], told["CONTENT_LENGTH"]) == ("abcde", "5")
        assert "HTTP_TRANSFER_ENCODING" not in told
        assert int(asked(connect, CHUNKED + CHUNK * 3)["CONTENT_LENGTH"]) > LARGEST_REQUEST


def test_requests_in_a_row_are_answered_in_their_order() -> None:
    with served(Bounds()) as connect, connect() as pipelined:
        pipelined.sendall(b"".join(request(f"/{n}", body=b"x" * n) for n in range(50)))
        assert [json.loads(answer(pipelined)[1])["PATH_INFO"] for _ in range(50)] == [
            f"/{n}" for n in range(50)
        ]


def test_a_header_with_underscores_is_nobodys() -> None:
    headers = (b"X_Twilio_Signature: no\r\n", b"X_Forwarded-For: 1.2.3.4\r\n", b"Content_Length: 9\r\n")
    with served(Bounds()) as connect:
        told = asked(connect, request("/", *headers, body=b"abc"))
    assert not {"HTTP_X_TWILIO_SIGNATURE", "HTTP_X_FORWARDED_FOR"} & set(told)
    assert told["body"] == "abc"


def test_a_header_that_comes_twice_is_one_list() -> None:
    headers = (SIGNATURE, SIGNATURE, b"Cookie: a=1\r\n", b"Cookie: b=2\r\n", b"Content-Type: text/plain\r\n")
    with served(Bounds()) as connect:
        told = asked(connect, request("/", *headers))
    assert told["HTTP_X_TWILIO_SIGNATURE"].count("=,A") == 1
    assert (told["HTTP_COOKIE"], told["CONTENT_TYPE"]) == ("a=1; b=2", "text/plain")


def test_path_and_query_come_as_they_were_sent() -> None:
    with served(Bounds()) as connect:
        told = asked(connect, request("/a%20b/%C3%A9?c=%20+d"))
    assert told["PATH_INFO"].encode("latin-1").decode() == "/a b/é"
    assert told["QUERY_STRING"] == "c=%20+d"


def test_a_connection_is_used_again_and_a_body_is_asked_for_when_it_is_wanted() -> None:
    with served(Bounds()) as connect, connect() as client:
        for body in (b"one", b"two"):
            client.sendall(request("/", b"Expect: 100-continue\r\n", body=body)[: -len(body)])
            assert client.recv(100).startswith(b"HTTP/1.1 100")
            client.sendall(body)
            assert json.loads(answer(client)[1])["body"] == body.decode()


@pytest.mark.parametrize(
    "sent", [b"\x00\xff\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET /\xff HTTP/1.1\r\n\r\n"]
)
def test_what_is_not_http_is_refused(sent: bytes) -> None:
    with served(Bounds()) as connect, connect() as strange:
        strange.sendall(sent)
        assert answer(strange)[0] == 400


@pytest.mark.parametrize("held", HELD.values(), ids=HELD)
def test_a_process_that_ends_finishes_what_it_works_on_and_waits_for_no_stranger(
    held: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    begun, finish = threading.Event(), threading.Event()

    def slowly(environ: dict[str, Any], start: Callable[..., object]) -> Iterable[bytes]:
        begun.set()
        assert finish.wait(10)
        return mirror(environ, start)

    with served(Bounds(end=0.2), slowly) as connect:
        caller, stranger = connect(), connect()
        stranger.sendall(held)
        caller.sendall(request())
        assert begun.wait(10)
        threading.Timer(0.3, finish.set).start()
    with caller, stranger:
        assert answer(caller)[0] == 200
        assert answer(stranger) == (0, b"")
    assert not caplog.records, "nothing had to be cancelled"


def test_past_the_most_connections_one_at_rest_makes_room_before_a_request_on_its_way() -> None:
    with served(Bounds(connections=4)) as connect:
        strangers = [connect() for _ in range(3)]
        for each in strangers:
            each.sendall(request())
            assert answer(each)[0] == 200
        with connect() as one, connect() as other, connect() as third:
            for caller in (one, other, third):
                caller.sendall(HELD["half a head"])
            assert answer(strangers[0]) == answer(strangers[1]) == (0, b"")
            for caller in (one, other, third):
                caller.sendall(b" line.example\r\n\r\n")
                assert answer(caller)[0] == 200
        for each in strangers:
            each.close()


def test_whoever_is_slow_to_ask_makes_room_before_a_connection_at_rest() -> None:
    with served(Bounds(connections=2, prompt=0.1)) as connect, connect() as kept, connect() as slow:
        kept.sendall(request())
        assert answer(kept)[0] == 200
        slow.sendall(HELD["half a head"])
        time.sleep(0.2)
        assert asked(connect, request())["PATH_INFO"] == "/"
        assert answer(slow) == (0, b"")
        kept.sendall(request())
        assert answer(kept)[0] == 200
