"""Passwords as argon2id hashes, one at a time in a process, so that sign-ins never crowd out calls."""

import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# RFC 9106's second choice: 64 MiB, three passes, four lanes (argon2-cffi's default).
HASHER = PasswordHasher()
ONE = threading.Lock()
# Made with HASHER from random bytes that nobody kept: so an unknown name takes as long as a known one.
NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$pu/5TBQhBcB+4UMK7G2+9g$0WW0OmlfW77LPTfRMfGHEVN4SRPv6wYz5Co1kPuuBYw"


def hashed(password: str) -> str:
    """The hash, with its salt and its parameters."""
    with ONE:
        return HASHER.hash(password)


def fits(kept: str, password: str) -> bool:
    """Whether a password is the one that was hashed. With no hash it takes as long, and does not fit."""
    with ONE:
        try:
            return HASHER.verify(kept or NOBODY, password) and bool(kept)
        except (VerificationError, InvalidHashError):
            return False
