"""Whether the worker is alive: it writes the time to the store every few seconds, and the desk reads it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from store.keys import PREFIX
from store.link import Link
from store.moments import DAY, moment, seconds

PULSE = f"{PREFIX}pulse:worker"
# Older than this, and it is not working.
ALIVE_SECONDS = 15


@dataclass(frozen=True, slots=True)
class Pulse:
    """The worker's sign of life in the store, from which others see that it runs.

    All methods raise `Unreachable`.
    """

    link: Link

    def beat(self, now: datetime) -> None:
        """Store that the worker is alive at `now`. Raises `Unreachable`."""
        self.link.ask(lambda store: store.set(PULSE, seconds(now), ex=DAY))

    def last(self) -> datetime | None:
        """The moment (UTC) of the worker's last sign of life; None if there was none for a day.

        Raises `Unreachable`.
        """
        found: Any = self.link.ask(lambda store: store.get(PULSE))
        return moment(found)
