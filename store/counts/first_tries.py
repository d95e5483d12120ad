"""Whether call-backs are rung in time: noted once for each, when staff first try the person."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from counted.names import Count, first_try
from store.link import Link, Script, Unreachable
from store.moments import moment, seconds


@dataclass(frozen=True, slots=True)
class FirstTries:
    """For each call-back, notes whether staff's first try to ring came by the promised moment (R38).

    A try is whichever comes first: staff press 1 to be put through, or they ring from a phone of their own
    and then say how it ended. A call-back that the caller cancels before any try is not counted. `record`
    gives the store's key of a call-back's record.
    """

    record: Callable[[str], str]
    first_try_script: Script

    def note(self, callback_id: str, now: datetime) -> tuple[Count, ...]:
        """Note that staff tried to ring a call-back; return the counts to add.

        They are empty if staff had tried before, or if the store is away.
        """
        return self._note(self.record(callback_id), now, closing=False)

    def note_closing(self, record: str, now: datetime) -> tuple[Count, ...]:
        """Note that staff closed a call-back or a message, and return the counts to add.

        Closing a call-back counts as a try to ring it. If staff had tried before, or the store is away, the
        counts are empty. If the closing is undone, the try no longer counts. `record` is the store's key of
        the record.
        """
        return self._note(record, now, closing=True)

    def _note(self, record: str, now: datetime, closing: bool) -> tuple[Count, ...]:
        with suppress(Unreachable):
            due = self.first_try_script(record=record, now=seconds(now), closing=int(closing))
            if promised := moment(due.decode() if due else None):
                return (came(now, promised),)
        return ()


def came(tried: datetime, due: datetime) -> Count:
    """The name of the count of a first try at `tried`, for a call-back promised by `due`."""
    return first_try("in_time" if tried <= due else "late")


def first_tries(link: Link, record: Callable[[str], str]) -> FirstTries:
    """The part of the store for first tries, on the connection `link`.

    `record` gives the store's key of a call-back's record by the call-back's id.
    """
    return FirstTries(record, link.script("first_try"))
