"""Why a store does not answer, in words without a secret: no password, no user, no address."""

import socket
import ssl
from collections.abc import Iterator

from redis.exceptions import AuthenticationError, BusyLoadingError, InvalidResponse, TimeoutError
from redis.sentinel import MasterNotFoundError

from store.condition import Condition

KNOWN = (
    (MasterNotFoundError, "no sentinel answers that knows a primary of that name"),
    (AuthenticationError, "user or password is wrong or missing"),
    (BusyLoadingError, "it is still reading its data"),
    (InvalidResponse, "what answers there is no Redis"),
    (TimeoutError, "no answer in time"),
    (socket.gaierror, "no such host"),
)


def away(error: BaseException) -> Condition:
    """The condition of a store that failed with `error`."""
    why = "what keeps an embedded one from it stands in the lines of `flask serve` (event: line)"
    line = f"The store does not answer ({reason(error)}). Nothing is promised until it does; {why}."
    return Condition("away", line)


def reason(error: BaseException) -> str:
    """The type and the cause of a client's error, such as "ConnectionError: no such host".

    Of the error's messages only the words of the system or of the TLS library are quoted.
    """
    said = next(filter(None, map(_words, _causes(error))), "")
    return f"{type(error).__name__}: {said}" if said else type(error).__name__


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _words(error: BaseException) -> str:
    match error:
        case ssl.SSLCertVerificationError():
            return f"its certificate is not trusted ({error.verify_message})"
        case ssl.SSLError():
            return f"no TLS ({getattr(error, 'reason', '')})"
    known = (words for kind, words in KNOWN if isinstance(error, kind))
    return next(known, (error.strerror or "") if isinstance(error, OSError) else "")
