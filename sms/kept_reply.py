"""A reply as the store keeps it (R31, R40): its bytes, and beside them, sealed, the number they leave out."""

from dataclasses import dataclass

# Where the body leaves the number out. The braces never go to a texter: no other blank passes (R50).
BLANK = "{keyed}"
_BLANK, _BETWEEN = BLANK.encode(), b"\n"


@dataclass(frozen=True, slots=True)
class KeptReply:
    """The carrier's bytes, with BLANK where a number that was texted to us belongs, and that number, sealed.

    `number` is "" where the body has no BLANK.
    """

    body: bytes
    number: str = ""

    def filled(self, number: str) -> bytes:
        """The bytes that go out, with the number as it is written."""
        return self.body.replace(_BLANK, number.encode())


def keep(body: bytes, number: str) -> KeptReply:
    """The reply to keep; the sealed `number` only where the body speaks of it."""
    return KeptReply(body, number if _BLANK in body else "")


def write(reply: KeptReply) -> bytes:
    """The reply as one value of the store: the sealed number is its last line.

    The form stays as it is: what one version kept today, the next one sends.
    """
    return reply.body + _BETWEEN + reply.number.encode() if _BLANK in reply.body else reply.body


def read(stored: bytes) -> KeptReply:
    """What `write` gave, or a version before it."""
    if _BLANK not in stored:
        return KeptReply(stored)
    body, _, number = stored.rpartition(_BETWEEN)
    return KeptReply(body, number.decode())
