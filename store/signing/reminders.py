"""The reminders to staff that a clinician's review ends soon or has ended; each goes out only once."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from store.keys import PREFIX
from store.link import Link
from store.moments import DAY

REMINDED = f"{PREFIX}review:reminded"
# Longer than any reminder is of use: a review ends within 90 days of the first.
KEPT_SECONDS = 120 * DAY


@dataclass(frozen=True, slots=True)
class Reminders:
    """The reminders that went out, each stored as a text of its own. Every method raises `Unreachable`."""

    link: Link

    def new(self, wanted: Iterable[str]) -> tuple[str, ...]:
        """The reminders in `wanted` that have not gone out, in their order. Raises `Unreachable`."""
        found: Any = self.link.ask(lambda store: store.smembers(REMINDED))
        return tuple(one for one in wanted if one.encode() not in found)

    def note(self, sent: Iterable[str]) -> None:
        """Store that the reminders in `sent`, one at least, have gone out. Raises `Unreachable`."""

        def write(store: Any) -> None:
            both = store.pipeline(transaction=True)
            both.sadd(REMINDED, *sent)
            both.expire(REMINDED, KEPT_SECONDS)
            both.execute()

        self.link.ask(write)
