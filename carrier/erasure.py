"""Erases a phone number at the carrier: the texts and calls in its records (R43)."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Protocol

from twilio.base.page import Page
from twilio.rest import Client

from carrier.ended import Done, Ended, Later, Never, attempt

GONE = ("20404", "404")


class Record(Protocol):
    """A text or a call in the carrier's records, as the carrier's REST client gives it."""

    def delete(self) -> bool:
        """Delete this text or call from the carrier's records; true if the carrier did.

        Raises the errors of the carrier's client.
        """


def erase(client: Client, number: str, goes_on: Callable[[], None]) -> Ended:
    """Delete every text and call to or from a number (E.164) at the carrier, and return the result.

    The result is Done if none is left, and Later("left") if some could not be deleted. If the carrier did not
    list them, the result is Later or Never. `goes_on` is called before each request, because there may be
    many: the worker then renews its lease of the job.
    """
    left: list[Ended] = []

    def work() -> None:
        for record in _records(client, number, goes_on):
            goes_on()
            outcome = attempt(record.delete)
            if outcome != Done() and not (isinstance(outcome, Never) and outcome.why in GONE):
                left.append(outcome)

    found = attempt(work)
    if found != Done():
        return found
    return Later("left") if left else Done()


def _records(client: Client, number: str, goes_on: Callable[[], None]) -> Iterator[Record]:
    """The texts and calls to or from a number in the carrier's records.

    `goes_on` is called before each request. Raises the errors of the carrier's client.
    """
    for kind in (client.messages, client.calls):
        for whose in ("to", "from_"):
            yield from _listed(partial(kind.page, **{whose: number}), goes_on)


def _listed(first: Callable[[], Page], goes_on: Callable[[], None]) -> list[Record]:
    """All records of one list, which the carrier sends page by page; `first` asks for the first page.

    `goes_on` is called before each request. Raises the errors of the carrier's client.
    """
    found: list[Record] = []
    goes_on()
    page: Page | None = first()
    while page is not None:
        found += page
        goes_on()
        page = page.next_page()
    return found
