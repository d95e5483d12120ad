"""The bell: tells staff how many call-backs and messages are new, at most once in ten minutes."""

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
    """What is new since staff were last told. All methods raise `Unreachable`."""

    link: Link
    ring_script: Script

    def ring(self) -> dict[str, int]:
        """Take what staff are to be told now: how many new "callbacks" and "messages".

        Empty where nothing is new, or where they were told less than ten minutes ago.
        """
        flat = self.ring_script(bell=BELL, ringing=RINGING, quiet=QUIET, quiet_seconds=QUIET_SECONDS)
        pairs = zip(flat[::2], flat[1::2], strict=True)
        return {name.decode(): int(count) for name, count in pairs if int(count) > 0}

    def note_told(self) -> None:
        """Note that somebody was told, so that it is not told again."""
        self.link.ask(lambda store: store.delete(RINGING))

    def ring_again(self) -> None:
        """Let the bell ring again in a minute, because nobody could be told."""
        self.link.ask(lambda store: store.expire(QUIET, AGAIN_SECONDS))


def bell(link: Link) -> Bell:
    """The bell, kept over this connection to the store."""
    return Bell(link, link.script("ring_bell"))
