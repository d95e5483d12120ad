"""Erases a phone number at the carrier: the texts and calls in its records (R43)."""

from collections.abc import Iterator
from typing import Protocol

from twilio.rest import Client

from carrier.ended import Done, Ended, Later, Never, attempt

GONE = ("20404", "404")


class Record(Protocol):
    """A text or a call in the carrier's records, as its REST client gives it: it can be deleted."""

    def delete(self) -> bool:
        """Delete this text or call from the carrier's records."""


def erase(client: Client, number: str) -> Ended:
    """Delete every text and call to or from a number; gives Later if some could not be deleted yet."""
    left: list[Ended] = []

    def work() -> None:
        for record in _records(client, number):
            outcome = attempt(record.delete)
            if outcome != Done() and not (isinstance(outcome, Never) and outcome.why in GONE):
                left.append(outcome)

    found = attempt(work)
    if found != Done():
        return found
    return Later("left") if left else Done()


def _records(client: Client, number: str) -> Iterator["Record"]:
    """The texts and calls to or from a number in the carrier's records."""
    yield from client.messages.list(to=number)
    yield from client.messages.list(from_=number)
    yield from client.calls.list(to=number)
    yield from client.calls.list(from_=number)
