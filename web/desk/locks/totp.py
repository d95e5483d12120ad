"""The codes of an authenticator app (RFC 6238): six digits, with a new code every 30 seconds."""

import base64
import hashlib
import hmac
import secrets
from datetime import datetime
from urllib.parse import quote, urlencode

STEP_SECONDS = 30
DIGITS = 6
# A phone's clock may be a step off either way.
AROUND = (0, -1, 1)


def new_secret() -> str:
    """A new secret: 160 random bits in base32, the form that authenticator apps read."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def address(secret: str, service: str, name: str) -> str:
    """The otpauth:// URL of the QR code, from which an authenticator app reads the secret.

    The app shows `service`, the name of the line, and `name`, the account's.
    """
    label, query = quote(f"{service}:{name}"), urlencode({"secret": secret, "issuer": service})
    return f"otpauth://totp/{label}?{query}"


def code(secret: str, step: int) -> str:
    """The second factor's code for one half-minute; `step` is the half-minute's number since 1970.

    `secret` is the account's secret, in base32.
    """
    digest = hmac.new(base64.b32decode(secret), step.to_bytes(8, "big"), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(int.from_bytes(digest[at : at + 4], 'big') & 0x7FFFFFFF) % 10**DIGITS:0{DIGITS}}"


def step_of(secret: str, given: str, now: datetime) -> int | None:
    """The number of the half-minute since 1970 that the code `given` is for; None if it does not fit now.

    A code fits in its own half-minute, in the one before and in the one after. Spaces in it are ignored.
    """
    digits = "".join(given.split())
    this = int(now.timestamp()) // STEP_SECONDS
    for step in (this + around for around in AROUND):
        if hmac.compare_digest(code(secret, step).encode(), digits.encode()):
            return step
    return None
