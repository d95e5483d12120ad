"""The account at the carrier, and its REST client. Only the worker imports this (docs/decisions/0006)."""

import logging
from dataclasses import dataclass, field

from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

# The client would log what it asks for, numbers too.
SILENT = logging.getLogger("carrier.client")
SILENT.setLevel(logging.CRITICAL)
# Shorter than the lease of a job, so that a hanging carrier never has one sent by two workers.
ANSWER_SECONDS = 15


@dataclass(frozen=True, slots=True)
class Account:
    """Our account at the carrier: what the worker needs to send texts from it and to ring somebody.

    `number` is the line's own (E.164), shown to whoever is texted or rung. `api_base` is where the carrier's
    REST API listens, "" for its usual address. `status_url` is where the carrier reports what became of each
    text, "" for no reports.
    """

    sid: str
    token: str = field(repr=False)
    number: str = field(repr=False)
    api_base: str = ""
    status_url: str = ""


def client(account: Account) -> Client:
    """Make a REST client with a short timeout and a single try: the queue of jobs tries again."""
    # an empty environment: none of its settings may send us to another region than the account's
    made = Client(
        account.sid,
        account.token,
        environment={},
        http_client=TwilioHttpClient(timeout=ANSWER_SECONDS, max_retries=0, logger=SILENT),
    )
    if account.api_base:
        made.api.base_url = account.api_base.rstrip("/")
    return made
