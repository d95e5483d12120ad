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
    """Our account at the carrier: its id, its secret, and the number (E.164) that texts and calls come from.

    `api_base` is the address of its REST API, "" for the carrier's usual one. `status_url` is the address at
    which the carrier tells us what became of a text, "" to be told nothing.
    """

    sid: str
    token: str = field(repr=False)
    number: str = field(repr=False)
    api_base: str = ""
    status_url: str = ""


def client(account: Account) -> Client:
    """A REST client that waits 15 s at most and tries once: trying again is the queue's business."""
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
