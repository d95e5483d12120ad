"""The account at the carrier, and a client of its REST API. Never in a web process (docs/decisions/0006)."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response
from twilio.rest import Client

from carrier.ended import heed

# The client would log what it asks for, numbers too.
SILENT = logging.getLogger("carrier.client")
SILENT.setLevel(logging.CRITICAL)
# Shorter than the lease of a job, so that a hanging carrier never has one sent by two workers.
ANSWER_SECONDS = 15
REFUSED = 401


@dataclass(frozen=True, slots=True)
class Account:
    """Our account at the carrier, with all that the worker needs to send texts and to ring people.

    `sid` is the account's id, `token` its secret. `number` is the line's own phone number (E.164), which
    people see as the sender or caller. `api_base` is the address of the carrier's REST API, "" for the
    carrier's usual address. `status_url` is the address to which the carrier reports the status of each text,
    "" for no reports. `renew` is called if the carrier refuses `token`, and gives the present token. With
    None as `renew`, the refusal stands. `patience` is how many seconds the carrier may take to answer.
    """

    sid: str
    token: str = field(repr=False)
    number: str = field(repr=False)
    api_base: str = ""
    status_url: str = ""
    renew: Callable[[], str] | None = None
    patience: float = ANSWER_SECONDS


class Renewing:
    """An HTTP client for the carrier's library; if the account's token is refused, it looks up the newer one.

    The refused request is then sent once more, with the newer token.
    """

    is_async = False

    def __init__(self, account: Account) -> None:
        self._inner = TwilioHttpClient(
            timeout=account.patience, max_retries=0, logger=SILENT, request_hooks={"response": heed}
        )
        self._account, self._token = account, account.token

    def request(self, method: str, url: str, **more: Any) -> Response:
        """Send a request to the carrier, signed in to the account; return the carrier's answer.

        The carrier's own library calls this. If the carrier refuses the token and the account gives another
        token, the request is sent once more with that token. Otherwise the refusal is returned. `more` holds
        the other arguments of the library for its HTTP client, such as the form. Raises errors of the
        network. Raises AskedToWaitError if the answer asks us to wait.
        """
        asked = more | {"auth": (self._account.sid, self._token)}
        answer = self._inner.request(method, url, **asked)
        if answer.status_code != REFUSED or not self._account.renew:
            return answer
        token = self._account.renew()
        if token == self._token:
            return answer
        self._token = token
        return self._inner.request(method, url, **asked | {"auth": (self._account.sid, token)})


def client(account: Account) -> Client:
    """Make a client of the carrier's REST API, with a short timeout and without retries.

    The worker's queue of jobs does the retries.
    """
    # an empty environment: none of its settings may send us to another region than the account's
    made = Client(
        account.sid,
        account.token,
        environment={},
        http_client=Renewing(account),
    )
    if account.api_base:
        made.api.base_url = made.messaging.base_url = account.api_base.rstrip("/")
    return made
