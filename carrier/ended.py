"""The result of a request to the carrier: done, failed for now, or failed for good."""

from collections.abc import Callable
from dataclasses import dataclass

from requests import RequestException
from twilio.base.exceptions import TwilioException, TwilioRestException, TwilioServiceException

SERVER_ERROR = 500
TOO_MANY = 429
REQUEST_TIMEOUT = 408
# The account, not the text, is at fault: a mended token or a paid bill lets it through.
ACCOUNT = (401, 402, 403)


@dataclass(frozen=True, slots=True)
class Done:
    """The result of a request to the carrier that it has carried out, or accepted."""


@dataclass(frozen=True, slots=True)
class Later:
    """The request failed for now and may be tried again.

    `why` is for the log: "429", "500", "ReadTimeout".
    """

    why: str


@dataclass(frozen=True, slots=True)
class Never:
    """The result of a request to the carrier that failed for good, so that it is not tried again.

    `why` is the carrier's error code, such as "21211".
    """

    why: str


Ended = Done | Later | Never


def attempt(ask: Callable[[], object]) -> Ended:
    """Send a request to the carrier by calling `ask`, and give the result.

    The messages of its errors are dropped, because they may contain a phone number.
    """
    try:
        ask()
    except (TwilioRestException, TwilioServiceException) as error:
        return _judge(error.status, error.code or error.status)
    except (RequestException, TwilioException, ValueError) as error:
        return Later(type(error).__name__)
    return Done()


def _judge(status: int, code: int) -> Ended:
    """The result for a request that the carrier refused: for now or for good, by the HTTP status."""
    again = status >= SERVER_ERROR or status in (TOO_MANY, REQUEST_TIMEOUT, *ACCOUNT)
    return Later(str(code)) if again else Never(str(code))
