"""The result of a request to the carrier: done, failed for now, or failed for good."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field

from requests import RequestException, Response
from twilio.base.exceptions import TwilioException, TwilioRestException, TwilioServiceException
from twilio.http.response import Response as TwilioResponse

from counted.codes import passes

SERVER_ERROR = 500
UNAVAILABLE = 503
TOO_MANY = 429
REQUEST_TIMEOUT = 408
# The account, not the text, is at fault: a mended token or a paid bill lets it through.
ACCOUNT = (401, 402, 403)


@dataclass(frozen=True, slots=True)
class Done:
    """The result of a request that the carrier has carried out, or accepted."""


@dataclass(frozen=True, slots=True)
class Later:
    """The result of a request that failed for now and may be retried.

    `why` is for the log: "429", "500", "ReadTimeout". `wait` is how many seconds the carrier asks us to wait
    before the next request, 0 if it does not say. `refused` is true if the request surely had no effect. It
    is false if that is unknown, for example after an error of the carrier's server, or without an answer.
    """

    why: str
    wait: int = 0
    refused: bool = field(default=True, compare=False)


@dataclass(frozen=True, slots=True)
class Never:
    """The result of a request that failed for good, so that it is not retried.

    `why` is the carrier's error code, such as "21211". Where there is no code of the carrier, `why` is a
    word, such as "nobody" if there is nobody to tell.
    """

    why: str


Ended = Done | Later | Never


class AskedToWaitError(Exception):
    """Raised for an answer of the carrier that asks us to wait for `seconds` seconds."""

    def __init__(self, code: str, seconds: int, refused: bool) -> None:
        """Take the error code or HTTP status, the seconds to wait, and whether the request was refused.

        A request that was refused has had no effect; otherwise nobody knows.
        """
        super().__init__(code)
        self.code, self.seconds, self.refused = code, seconds, refused


def heed(answer: Response, *_: object, **__: object) -> None:
    """Raise AskedToWaitError if the carrier's answer is 429 or 503, and says how long (Retry-After)."""
    asked = answer.headers.get("Retry-After", "")
    if answer.status_code not in (TOO_MANY, UNAVAILABLE) or not asked.isascii() or not asked.isdigit():
        return
    code, did_nothing = str(_code(answer.text) or answer.status_code), answer.status_code < SERVER_ERROR
    raise AskedToWaitError(code, int(asked), did_nothing)


def attempt(ask: Callable[[], object]) -> Ended:
    """Send a request to the carrier by calling `ask`, and return the result, not the carrier's answer.

    The result is Done if `ask` raises nothing. An error of the carrier or of the network becomes Later or
    Never; the error's message is dropped, because it may contain a phone number.
    """
    try:
        ask()
    except AskedToWaitError as error:
        return Later(error.code, error.seconds, error.refused)
    except (TwilioRestException, TwilioServiceException) as error:
        return _judge(error.status, error.code or error.status)
    except TwilioException as error:
        match error.args:
            case (_, TwilioResponse() as answer):  # so its client tells of a list that was refused
                return _judge(answer.status_code, _code(answer.text) or answer.status_code)
        return Later(type(error).__name__, refused=False)
    except (RequestException, ValueError) as error:
        return Later(type(error).__name__, refused=False)
    return Done()


def _code(body: str) -> int | None:
    """The carrier's error code in the body of an answer; None if there is none."""
    try:
        found = json.loads(body).get("code")
    except (ValueError, AttributeError):
        return None
    return found if isinstance(found, int) else None


def _judge(status: int, code: int) -> Ended:
    """The result for a refused request, by the carrier's error code (`code`), else by the HTTP `status`."""
    for_now = status >= SERVER_ERROR or status in (TOO_MANY, REQUEST_TIMEOUT, *ACCOUNT)
    if passes(str(code), for_now):
        return Later(str(code), refused=status < SERVER_ERROR)
    return Never(str(code))
