"""Encrypts phone numbers for the store and for URLs; a value is bound to the purpose it is for (R40, R41)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from store.moments import seconds

URL_SECONDS = 10 * 60


class BrokenSeal(Exception):
    """The error raised when a value cannot be decrypted, or cannot be encrypted because there is no key.

    A value cannot be decrypted if its key is missing, if it is too old, or if it was not encrypted by this
    line for the same purpose.
    """


@dataclass(frozen=True, slots=True)
class Sealed:
    """Encryption with the keys of NUMBER_KEY: the first one encrypts, any of them decrypts.

    With no key (`fernets` is None), encrypting and decrypting raise BrokenSeal.
    """

    fernets: MultiFernet | None

    @property
    def fernet(self) -> MultiFernet:
        """The Fernet keys, combined into one object. Raises BrokenSeal if there are none."""
        if self.fernets is None:
            raise BrokenSeal("no NUMBER_KEY was given")
        return self.fernets

    def seal(self, purpose: str, value: str) -> str:
        """Encrypt `value` for a purpose, as text that fits in a URL; only the same purpose decrypts it.

        Raises BrokenSeal if there is no key.
        """
        return self.fernet.encrypt(f"{purpose}\0{value}".encode()).decode()

    def unseal(self, purpose: str, token: str | bytes) -> str:
        """Decrypt a value that `seal` encrypted for `purpose`.

        Raises BrokenSeal if no key decrypts it, or if it was encrypted for another purpose.
        """
        return _opened(purpose, lambda: self.fernet.decrypt(token))

    def opens(self, token: str | bytes) -> bool:
        """Whether a key decrypts an encrypted value, for whatever purpose it was encrypted."""
        try:
            self.fernet.decrypt(token)
        except (BrokenSeal, InvalidToken):
            return False
        return True

    def seal_for_url(self, purpose: str, value: str, now: datetime) -> str:
        """Encrypt a value that a URL carries, for this `purpose` alone; it works for a limited time (R41).

        That time begins at `now`. Raises BrokenSeal if there is no key.
        """
        return self.fernet.encrypt_at_time(f"url {purpose}\0{value}".encode(), seconds(now)).decode()

    def unseal_from_url(self, purpose: str, token: str, now: datetime, lasts: int = URL_SECONDS) -> str:
        """Decrypt a value that `seal_for_url` encrypted for `purpose`.

        Raises BrokenSeal if no key decrypts it, if it was encrypted for another purpose, or if it is older at
        `now` than `lasts` seconds (ten minutes unless told).
        """
        return _opened(f"url {purpose}", lambda: self.fernet.decrypt_at_time(token, lasts, seconds(now)))

    def rotate(self, token: str | bytes) -> str:
        """Encrypt an encrypted value anew with the newest key. Raises BrokenSeal if no key decrypts it."""
        try:
            return self.fernet.rotate(token).decode()
        except InvalidToken:
            raise BrokenSeal("no NUMBER_KEY opens it") from None


def open_seals(number_keys: Sequence[str]) -> Sealed:
    """The encryption with these Fernet keys, the newest first; with () every use raises BrokenSeal.

    Raises ValueError if a key is malformed.
    """
    return Sealed(MultiFernet([Fernet(key) for key in number_keys]) if number_keys else None)


def _opened(purpose: str, decrypt: Callable[[], bytes]) -> str:
    try:
        found, _, value = decrypt().decode().partition("\0")
    except (InvalidToken, ValueError):
        found, value = "", ""
    if found != purpose:
        raise BrokenSeal("it does not open")
    return value
