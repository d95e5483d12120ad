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
        with suppress(Unreachable):
            due = self.first_try_script(record=self.record(callback_id), now=seconds(now))
            if promised := moment(due.decode() if due else None):
                return (first_try("in_time" if now <= promised else "late"),)
        return ()


def first_tries(link: Link, record: Callable[[str], str]) -> FirstTries:
    """The part of the store that notes first tries on the connection `link`; `record` as in `FirstTries`."""
    return FirstTries(record, link.script("first_try"))
