"""The carrier's reports on texts and calls: each status counts once, in any order, however often it comes."""

from dataclasses import dataclass

from store.keys import PREFIX, Keys
from store.link import Link, Unreachable
from store.moments import DAY

KEPT_SECONDS = 2 * DAY


@dataclass(frozen=True, slots=True)
class Deliveries:
    """The statuses of texts and calls that the carrier has reported. Never raises."""

    link: Link
    keys: Keys

    def first(self, carriers_id: str, status: str) -> bool:
        """Note a status of a text or call; true where it is reported for the first time in two days.

        False while the store is away: a count may be lost then, but is never doubled.
        """
        name = f"{PREFIX}status:{self.keys.digest('status', f'{carriers_id} {status}')}"
        try:
            return bool(self.link.ask(lambda store: store.set(name, 1, nx=True, ex=KEPT_SECONDS)))
        except Unreachable:
            return False
