"""What became of our texts: each status of each counts once, in any order, however often it comes."""

from dataclasses import dataclass

from store.keys import PREFIX, Keys
from store.link import Link, Unreachable
from store.moments import DAY

KEPT_SECONDS = 2 * DAY


@dataclass(frozen=True, slots=True)
class Deliveries:
    """The statuses of texts and calls that the carrier has told. Never raises."""

    link: Link
    keys: Keys

    def first(self, carriers_id: str, status: str) -> bool:
        """Note a status of a message or call; true when it is told for the first time in two days.

        False while the store is away: a count may be lost, but is not doubled.
        """
        name = f"{PREFIX}status:{self.keys.digest('status', f'{carriers_id} {status}')}"
        try:
            return bool(self.link.ask(lambda store: store.set(name, 1, nx=True, ex=KEPT_SECONDS)))
        except Unreachable:
            return False
