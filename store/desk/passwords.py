"""Passwords as argon2id hashes. A process makes one hash at a time, because each takes time from calls."""

import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# One lane, 19 MiB: the library's four lanes of 64 MiB take every core from calls (docs/decisions/0009).
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
ONE = threading.Lock()
# Made with HASHER from random bytes that nobody kept: so an unknown name takes as long as a known one.
NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$OIV4LL2Y/NA0veZep+28Qg$/+zfyQWGRvxIMnZaAZoLIRccelauhP8q9AzOG+jZ0KY"


def hash_password(password: str) -> str:
    """The argon2id hash of a password, with its salt and its parameters."""
    with ONE:
        return HASHER.hash(password)


def fits(kept: str, password: str) -> bool:
    """Whether `password` is the one whose hash is `kept`.

    If `kept` is "" the answer is no, but takes as long, so that nobody learns which accounts exist.
    """
    with ONE:
        try:
            return HASHER.verify(kept or NOBODY, password) and bool(kept)
        except (VerificationError, InvalidHashError):
            return False
