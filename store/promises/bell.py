"""Counts new call-backs and messages until staff are told of them, which is every ten minutes at most."""

from dataclasses import dataclass

from store.keys import PREFIX
from store.link import Link, Script

BELL = f"{PREFIX}bell"
RINGING = f"{PREFIX}bell:ringing"
QUIET = f"{PREFIX}bell:quiet"
QUIET_SECONDS = 10 * 60
AGAIN_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Bell:
    """The counts of new call-backs and messages of which staff are not told yet. Raises `Unreachable`."""

    link: Link
    ring_script: Script

    def ring(self) -> dict[str, int]:
        """Give how many new "callbacks" and "messages" staff are to be told of now.

        Empty if there are none, or if the last time was less than ten minutes ago. Until `note_told`, a later
        call gives these again.
        """
        flat = self.ring_script(bell=BELL, ringing=RINGING, quiet=QUIET, quiet_seconds=QUIET_SECONDS)
        pairs = zip(flat[::2], flat[1::2], strict=True)
        return {name.decode(): int(count) for name, count in pairs if int(count) > 0}

    def note_told(self) -> None:
        """Store that somebody has been told of what `ring` gave, so that it is not given again."""
        self.link.ask(lambda store: store.delete(RINGING))

    def ring_again(self) -> None:
        """Let `ring` give the same again in a minute, because nobody could be told."""
        self.link.ask(lambda store: store.expire(QUIET, AGAIN_SECONDS))


def bell(link: Link) -> Bell:
    """The part of the store that counts what staff have not been told, on the connection `link`."""
    return Bell(link, link.script("ring_bell"))
