"""Backup codes as hashes: each signs in to its account once, without the second factor's phone."""

import hashlib


def hash_code(name: str, code: str) -> str:
    """The hash, in hex, of one backup code of the account `name`."""
    # Not argon2: a code is made of 60 random bits, which nobody guesses from their hash.
    return hashlib.sha256(f"{name}\0{code}".encode()).hexdigest()
