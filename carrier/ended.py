"""What became of one piece of work at the carrier."""

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
    """The carrier has accepted the work."""


@dataclass(frozen=True, slots=True)
class Later:
    """The work failed for now and may be tried again. `why` is for the log: "429", "500", "ReadTimeout"."""

    why: str


@dataclass(frozen=True, slots=True)
class Never:
    """The carrier will never accept the work. `why` is its error code, such as "21211"."""

    why: str


Ended = Done | Later | Never


def attempt(ask: Callable[[], object]) -> Ended:
    """Ask the carrier, and tell what became of it; its error messages are dropped: they may hold a number."""
    try:
        ask()
    except (TwilioRestException, TwilioServiceException) as error:
        return _judge(error.status, error.code or error.status)
    except (RequestException, TwilioException, ValueError) as error:
        return Later(type(error).__name__)
    return Done()


def _judge(status: int, code: int) -> Ended:
    """Tell by its HTTP status whether a refusal is for now or for good; the result holds the code."""
    again = status >= SERVER_ERROR or status in (TOO_MANY, REQUEST_TIMEOUT, *ACCOUNT)
    return Later(str(code)) if again else Never(str(code))
