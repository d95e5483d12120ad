"""Sends a text through the carrier (R31), and looks up earlier texts there."""

from dataclasses import replace
from datetime import datetime
from itertools import takewhile
from typing import Any
from urllib.parse import urlencode

from twilio.rest import Client

from carrier.account import Account
from carrier.ended import Done, Ended, Later, Never, attempt
from store.promises.outbox import Text

# The carrier's code for a number that opted out there.
OPTED_OUT = "21610"
# About as many as one number gets within the three days that a text may be held back (R32, ADR 32).
A_PAGE = 200


def send(client: Client, account: Account, text: Text, promised: str = "") -> Ended:
    """Hand one text to the carrier, and return the result: Done if the carrier has taken the text.

    If the carrier's answer is lost, the result is Later, but the text may have been sent. `promised` is a
    job's name, which the carrier repeats in its report on the text; "" if the report is to name no job.
    """
    url = account.status_url + (f"?{urlencode({'text': promised})}" if promised else "")
    extra = {"status_callback": url} if account.status_url else {}
    return attempt(lambda: client.messages.create(to=text.to, from_=account.number, body=text.words, **extra))


def earlier(client: Client, account: Account, text: Text, since: datetime, besides: str = "") -> Ended | None:
    """Look whether the carrier has sent `text` already: Done if it has, None if it has not.

    A text at the carrier counts if its number is the same, it holds the words of `text`, and it was made at
    `since` or later. The text with the id `besides` does not count. If the carrier does not answer, the
    result is Later. If it refuses the question for good, the result is None: a text that comes twice is
    better than none.
    """
    found: list[Any] = []

    def look() -> None:
        # What was sent last comes first; what waits there to be sent has no such moment yet, so that asking
        # for those sent since would leave out a text of two seconds ago.
        every = client.messages.stream(to=text.to, from_=account.number, page_size=A_PAGE)
        found.extend(takewhile(lambda one: one.date_sent is None or one.date_sent >= since, every))

    asked = attempt(look)
    if isinstance(asked, Never):
        return None
    same = (one for one in found if text.words in (one.body or "") and one.sid != besides)
    sent = any(one.date_created is not None and one.date_created >= since for one in same)
    return (Done() if sent else None) if asked == Done() else _looked(asked)


def fetch(client: Client, message: str) -> Text | Ended:
    """Fetch the sent text with the id `message`; if the carrier does not give it, return why: Later or Never.

    The result is Never("erased") if the carrier no longer has the text's words or number.
    """
    found: list[Any] = []
    asked = attempt(lambda: found.append(client.messages(message).fetch()))
    if asked != Done():
        return _looked(asked)
    (one,) = found
    return Text(one.to, one.body) if one.to and one.body else Never("erased")


def _looked(asked: Ended) -> Ended:
    """The result of a failed look-up of a text (`asked`), for the job that is to send the text.

    `Later.refused` becomes false. It would say that the job had no effect, but the text may have been sent.
    """
    return replace(asked, refused=False) if isinstance(asked, Later) else asked
