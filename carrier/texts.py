"""Sends a text through the carrier (R31)."""

from twilio.rest import Client

from carrier.account import Account
from carrier.ended import Ended, attempt
from store.promises.outbox import Text

# The carrier's code for a number that opted out there.
OPTED_OUT = "21610"


def send(client: Client, account: Account, text: Text) -> Ended:
    """Hand one text to the carrier. If its answer is lost, the text may have been sent all the same."""
    extra = {"status_callback": account.status_url} if account.status_url else {}
    return attempt(lambda: client.messages.create(to=text.to, from_=account.number, body=text.words, **extra))
