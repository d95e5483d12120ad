"""Counts new call-backs and messages until staff are told of them, every ten minutes at most."""

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
    """The counts of new call-backs and messages that staff do not know of. Methods raise `Unreachable`."""

    link: Link
    ring_script: Script

    def ring(self) -> dict[str, int]:
        """The numbers of new "callbacks" and "messages" to tell staff of now. A kind without any is left out.

        Items in another language than the pack's first are counted once more, under their kind and the
        language's code, such as "callbacks cy". After a call that gave counts, the result is {} for ten
        minutes. After that, newer items are counted. The items of that call are counted once more unless
        `note_told` was called. Raises `Unreachable`.
        """
        flat = self.ring_script(bell=BELL, ringing=RINGING, quiet=QUIET, quiet_seconds=QUIET_SECONDS)
        pairs = zip(flat[::2], flat[1::2], strict=True)
        return {name.decode(): int(count) for name, count in pairs if int(count) > 0}

    def note_told(self) -> None:
        """Store that staff were told of the counts from `ring`: the next `ring` gives only newer items.

        Raises `Unreachable`.
        """
        self.link.ask(lambda store: store.delete(RINGING))

    def ring_again(self) -> None:
        """Make `ring` give the same counts again in a minute, because staff could not be told of them.

        Raises `Unreachable`.
        """
        self.link.ask(lambda store: store.expire(QUIET, AGAIN_SECONDS))


def bell(link: Link) -> Bell:
    """The part of the store that counts new call-backs and messages, on the connection `link`."""
    return Bell(link, link.script("ring_bell"))
