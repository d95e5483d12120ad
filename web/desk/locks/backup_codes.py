"""Backup codes: each signs in once in place of the code of the second factor."""

import secrets

# Without what looks alike, such as 1 and l: 31 signs, of which twelve are 59 bits.
SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"
MANY, FEW = 10, 3
GROUPS, GROUP = 3, 4


def new_codes() -> tuple[str, ...]:
    """Ten new codes of twelve random letters and digits, in groups: "7kqm-2hxt-9wpa"."""
    return tuple("-".join(_group() for _ in range(GROUPS)) for _ in range(MANY))


def _group() -> str:
    return "".join(secrets.choice(SIGNS) for _ in range(GROUP))


def plain(code: str) -> str:
    """A typed code as the store keeps it: in small letters, without spaces and hyphens."""
    return "".join(sign for sign in code.lower() if sign.isalnum())
