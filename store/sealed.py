"""Numbers at rest and in a URL: encrypted, and opened only for what they were sealed for (R40, R41)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from store.moments import seconds

URL_SECONDS = 10 * 60


class BrokenSeal(Exception):
    """It was not sealed by us for this purpose, or too long ago, or its key is gone."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """The keys of NUMBER_KEY: the first one seals, any of them opens; with none, both raise BrokenSeal."""

    fernets: MultiFernet | None

    @property
    def fernet(self) -> MultiFernet:
        """The keys. Raises BrokenSeal where the process was given none: nothing sealed may be lost."""
        if self.fernets is None:
            raise BrokenSeal("no NUMBER_KEY was given")
        return self.fernets

    def seal(self, purpose: str, value: str) -> str:
        """Encrypt `value`, in letters that a URL takes; `purpose` must be given to open it."""
        return self.fernet.encrypt(f"{purpose}\0{value}".encode()).decode()

    def unseal(self, purpose: str, token: str | bytes) -> str:
        """Open what was sealed for `purpose`. Raises BrokenSeal."""
        return _opened(purpose, lambda: self.fernet.decrypt(token))

    def seal_for_url(self, value: str, now: datetime) -> str:
        """Encrypt a number that is being keyed, for the next URL: it opens for ten minutes (R41)."""
        return self.fernet.encrypt_at_time(f"url\0{value}".encode(), seconds(now)).decode()

    def unseal_from_url(self, token: str, now: datetime) -> str:
        """Open the number in a URL. Raises BrokenSeal, also when it is older than ten minutes."""
        return _opened("url", lambda: self.fernet.decrypt_at_time(token, URL_SECONDS, seconds(now)))

    def rotate(self, token: str | bytes) -> str:
        """Encrypt it anew under the first key. Raises BrokenSeal where no key opens it."""
        try:
            return self.fernet.rotate(token).decode()
        except InvalidToken:
            raise BrokenSeal("no NUMBER_KEY opens it") from None


def open_seals(number_keys: Sequence[str]) -> Sealed:
    """The seals made with these Fernet keys, the newest first."""
    return Sealed(MultiFernet([Fernet(key) for key in number_keys]) if number_keys else None)


def _opened(purpose: str, decrypt: Callable[[], bytes]) -> str:
    try:
        found, _, value = decrypt().decode().partition("\0")
    except (InvalidToken, ValueError):
        found, value = "", ""
    if found != purpose:
        raise BrokenSeal("it does not open")
    return value
