"""The bell: what is new since staff were last told, at most once in ten minutes."""

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
    """What is new since staff were last told. All raise `Unreachable`."""

    link: Link
    ring_script: Script

    def ring(self) -> dict[str, int]:
        """Take what staff are to be told now: how many "callbacks", "messages"; nothing if it is too soon."""
        flat = self.ring_script(bell=BELL, ringing=RINGING, quiet=QUIET, quiet_seconds=QUIET_SECONDS)
        pairs = zip(flat[::2], flat[1::2], strict=True)
        return {name.decode(): int(count) for name, count in pairs if int(count) > 0}

    def note_told(self) -> None:
        """Note that somebody was told: it is new no longer."""
        self.link.ask(lambda store: store.delete(RINGING))

    def ring_again(self) -> None:
        """Have it ring again in a minute: nobody could be told."""
        self.link.ask(lambda store: store.expire(QUIET, AGAIN_SECONDS))


def bell(link: Link) -> Bell:
    """The bell, on this link."""
    return Bell(link, link.script("ring_bell"))
