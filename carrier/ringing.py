"""Rings a member of staff, who is then put through to a caller (R38). Only the worker imports this."""

from twilio.rest import Client

from carrier.account import Account
from carrier.connecting import ask
from carrier.ended import Ended, attempt
from store.promises.rings import Ring

STAFF_RING_SECONDS = 25


def ring(client: Client, account: Account, wanted: Ring) -> Ended:
    """Ask the carrier to ring a member of staff, who is put through to the caller after pressing 1."""
    twiml = ask(wanted.service, wanted.url)
    return attempt(
        lambda: client.calls.create(
            to=wanted.phone, from_=account.number, twiml=twiml, timeout=STAFF_RING_SECONDS
        )
    )
