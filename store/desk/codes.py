"""Hashes of backup codes. Each code lets its owner sign in once, without the phone with the authenticator."""

import hashlib


def hash_code(name: str, code: str) -> str:
    """The hash, in hex, of one backup code of the account `name`."""
    # Not argon2: a code is made of 60 random bits, which nobody guesses from their hash.
    return hashlib.sha256(f"{name}\0{code}".encode()).hexdigest()
