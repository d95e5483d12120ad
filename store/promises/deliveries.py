"""The carrier's reports on texts and calls; a status that is reported several times counts once."""

from dataclasses import dataclass

from store.keys import PREFIX, Keys
from store.link import Link, Unreachable
from store.moments import DAY

KEPT_SECONDS = 2 * DAY


@dataclass(frozen=True, slots=True)
class Deliveries:
    """The statuses of texts and calls that the carrier has reported ("delivered"), so as to count each once.

    No method raises an error while the store is away.
    """

    link: Link
    keys: Keys

    def name_of(self, carriers_id: str, status: str) -> str:
        """A hash for one status of one text or call, by which to tell if it was counted already."""
        return self.keys.digest("status", f"{carriers_id} {status}")

    def first(self, carriers_id: str, status: str) -> bool:
        """Store a status of a text or call; true if it is reported for the first time within two days.

        `carriers_id` is the carrier's id of the text or call, `status` the carrier's word. False while the
        store is away: then a status may stay uncounted, but none is counted twice.
        """
        name = f"{PREFIX}status:{self.name_of(carriers_id, status)}"
        try:
            return bool(self.link.ask(lambda store: store.set(name, 1, nx=True, ex=KEPT_SECONDS)))
        except Unreachable:
            return False
