"""The words that the line or the carrier acts on, whatever topics there are (R27, R28)."""

import re

WORDS = frozenset({"menu", "more", "back", "about", "helpline", "callme", "nocall", "yes", "no", "privacy"})
CARRIER = frozenset(
    {
        "stop",
        "stopall",
        "unsubscribe",
        "cancel",
        "end",
        "quit",
        "revoke",
        "optout",
        "start",
        "unstop",
        "help",
        "info",
    }
)
COMMANDS = WORDS | CARRIER


def same(word: str) -> str:
    """A keyword or synonym as it is compared: small letters and digits ("Steroid card" is steroidcard)."""
    return re.sub(r"[\W_]", "", word.casefold())


def one_edit(one: str, other: str) -> bool:
    """Whether at most one letter is put in, left out, changed, or swapped with its neighbour."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    a, b = one[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
