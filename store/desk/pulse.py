"""Whether the worker is alive: it notes the time every few seconds, and the desk reads that."""

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
    """The worker's sign of life. All methods raise `Unreachable`."""

    link: Link

    def beat(self, now: datetime) -> None:
        """Note that the worker is at work."""
        self.link.ask(lambda store: store.set(PULSE, seconds(now), ex=DAY))

    def last(self) -> datetime | None:
        """The moment (UTC) of the worker's last sign of life; None where it gave none for a day."""
        found: Any = self.link.ask(lambda store: store.get(PULSE))
        return moment(found)
