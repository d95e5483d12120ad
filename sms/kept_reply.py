"""A reply as the store keeps it (R31, R40): its bytes, with any texted phone number left out and sealed."""

from dataclasses import dataclass

# Where the body leaves the number out. The braces never go to a texter: no other blank passes (R50).
BLANK = "{keyed}"
_BLANK, _BETWEEN = BLANK.encode(), b"\n"


@dataclass(frozen=True, slots=True)
class KeptReply:
    """A reply's bytes, with BLANK in place of a phone number that was texted to us, and that number, sealed.

    `number` is "" where the body has no BLANK.
    """

    body: bytes
    number: str = ""

    def filled(self, number: str) -> bytes:
        """The bytes to send, with `number`, written as people read it, in place of BLANK."""
        return self.body.replace(_BLANK, number.encode())


def keep(body: bytes, number: str) -> KeptReply:
    """The reply in the form to keep; the sealed `number` goes with it only if the body has a BLANK."""
    return KeptReply(body, number if _BLANK in body else "")


def write(reply: KeptReply) -> bytes:
    """The reply as one value for the store: the body, and on its last line any sealed number.

    This format must not change: a new version has to send what an older one kept today.
    """
    return reply.body + _BETWEEN + reply.number.encode() if _BLANK in reply.body else reply.body


def read(stored: bytes) -> KeptReply:
    """Read a value that `write` made, in this version or an older one."""
    if _BLANK not in stored:
        return KeptReply(stored)
    body, _, number = stored.rpartition(_BETWEEN)
    return KeptReply(body, number.decode())
