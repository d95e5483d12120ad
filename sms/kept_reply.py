"""The stored form of a reply (R31, R40): a phone number that was texted to us is encrypted."""

from dataclasses import dataclass, field

# Where the body leaves the number out. The braces never go to a texter: no other blank passes (R50).
BLANK = "{keyed}"
_BLANK, _BETWEEN = BLANK.encode(), b"\n"


@dataclass(frozen=True, slots=True)
class KeptReply:
    """A stored reply: its bytes, with BLANK ("{keyed}") for a phone number, and that number, encrypted.

    `number` is "" if `body` has no BLANK.
    """

    body: bytes = field(repr=False)
    number: str = field(default="", repr=False)

    def filled(self, number: str) -> bytes:
        """The bytes to send: the reply with `number` put in, in clear and as people write it."""
        return self.body.replace(_BLANK, number.encode())


def keep(body: bytes, number: str) -> KeptReply:
    """The stored form of a reply: its bytes `body`, and the phone number to put in, already encrypted.

    `number` is "" if there is none. It is dropped if `body` has no blank ("{keyed}") for it.
    """
    return KeptReply(body, number if _BLANK in body else "")


def write(reply: KeptReply) -> bytes:
    """The bytes to store for a reply: its body, and on a last line the encrypted number if there is one.

    This format must not change: after an update, replies that the older version stored are still sent.
    """
    return reply.body + _BETWEEN + reply.number.encode() if _BLANK in reply.body else reply.body


def read(stored: bytes) -> KeptReply:
    """Turn bytes that `write` made, in this or an older version of the line, back into a `KeptReply`.

    Nothing is checked: bytes that `write` did not make may give any reply.
    """
    if _BLANK not in stored:
        return KeptReply(stored)
    body, _, number = stored.rpartition(_BETWEEN)
    return KeptReply(body, number.decode())
