"""A connection that fails says why, and never with what is secret."""

import socket
import ssl

import pytest
from redis import exceptions
from redis.sentinel import MasterNotFoundError

from store.fitness.reason import reason


def caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            caused(
                exceptions.ConnectionError("Error 111 connecting"),
                ConnectionRefusedError(111, "Connection refused"),
            ),
            "ConnectionError: Connection refused",
        ),
        (
            caused(exceptions.ConnectionError("hush"), socket.gaierror(-2, "x")),
            "ConnectionError: no such host",
        ),
        (exceptions.AuthenticationError("hush"), "AuthenticationError: user or password is wrong or missing"),
        (MasterNotFoundError("hush"), "MasterNotFoundError: no sentinel"),
        (exceptions.BusyLoadingError("hush"), "BusyLoadingError: it is still reading its data"),
        (exceptions.InvalidResponse("HTTP/1.1 400"), "InvalidResponse: what answers there is no Redis"),
        (exceptions.TimeoutError("hush"), "TimeoutError: no answer in time"),
        (caused(exceptions.ConnectionError("hush"), ssl.SSLError(1, "hush")), "ConnectionError: no TLS"),
        (exceptions.ConnectionError("Connection closed by server, hush"), "ConnectionError"),
    ],
)
def test_the_type_and_the_reason_are_said(error: Exception, said: str) -> None:
    assert reason(error).startswith(said)
    assert "hush" not in reason(error)
