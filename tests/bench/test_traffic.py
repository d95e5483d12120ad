"""What the bench of faults counts: an answer that is cut off anywhere is a webhook that failed."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException

import pytest

from bench.faults.traffic import exchange

WHOLE = b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nspoken"


@contextmanager
def answering(words: bytes) -> Iterator[int]:
    """A server on loopback that takes one request, answers these bytes and hangs up; gives its port."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(1000)
                connection.sendall(words)

        serving = threading.Thread(target=answer)
        serving.start()
        yield server.getsockname()[1]
        serving.join()


def test_a_whole_answer_is_taken() -> None:
    with answering(WHOLE) as port:
        assert exchange(port, b"asked") == (200, b"spoken")


@pytest.mark.timeout(20)
@pytest.mark.parametrize("length", [0, 4, 9, len(WHOLE) - 20, len(WHOLE) - 8, len(WHOLE) - 1])
def test_an_answer_that_is_cut_off_is_an_error_that_is_counted(length: int) -> None:
    with answering(WHOLE[:length]) as port, pytest.raises((OSError, HTTPException)):
        exchange(port, b"asked")
