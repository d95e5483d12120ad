"""Whether call-backs are rung in time: noted once of each, when staff first try to reach the person."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from counted.names import Count, first_try
from store.link import Link, Script, Unreachable
from store.moments import moment, seconds


@dataclass(frozen=True, slots=True)
class FirstTries:
    """Notes for each call-back whether its first try came by the moment that was promised (R38).

    A try is the first of two things: staff press 1 to be put through, or say what became of a call-back that
    they rang from a phone of their own. One that the caller took back before any try counts as neither.
    `record` gives the store's key of a call-back's record.
    """

    record: Callable[[str], str]
    first_try_script: Script

    def note(self, callback_id: str, now: datetime) -> tuple[Count, ...]:
        """Note a try; gives what is to be counted, nothing if it was not the first, or the store is away."""
        return self._note(self.record(callback_id), now, closing=False)

    def note_closing(self, record: str, now: datetime) -> tuple[Count, ...]:
        """Note that a closing is counted and, of a call-back, the try that it tells of; gives as `note` does.

        `record` is the store's key of the call-back's or message's record. Undone, neither counts any more.
        """
        return self._note(record, now, closing=True)

    def _note(self, record: str, now: datetime, closing: bool) -> tuple[Count, ...]:
        with suppress(Unreachable):
            due = self.first_try_script(record=record, now=seconds(now), closing=int(closing))
            if promised := moment(due.decode() if due else None):
                return (came(now, promised),)
        return ()


def came(tried: datetime, due: datetime) -> Count:
    """The name of the count of a first try at the moment `tried`."""
    return first_try("in_time" if tried <= due else "late")


def first_tries(link: Link, record: Callable[[str], str]) -> FirstTries:
    """The part of the store that notes first tries on the connection `link`; `record` as in `FirstTries`."""
    return FirstTries(record, link.script("first_try"))
