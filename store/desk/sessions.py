"""The sessions at the desk. The store keeps them, so that a session can be ended without the browser."""

import hashlib
import secrets
from dataclasses import dataclass
from typing import Any

from store.keys import PREFIX
from store.link import Link
from store.moments import HOUR

SESSION = f"{PREFIX}staff:session:"
ONCE = f"{PREFIX}staff:once:"
LONGEST_SECONDS = 12 * HOUR


@dataclass(frozen=True, slots=True)
class Sessions:
    """The sessions at the desk: each lasts until it is ended, and twelve hours at most (R55).

    All methods raise `Unreachable`.
    """

    link: Link

    def begin(self, name: str) -> str:
        """Begin a session of the account `name`, and give the secret that its cookie holds.

        Raises `Unreachable`.
        """
        secret = secrets.token_urlsafe(24)
        self.link.ask(lambda store: store.set(_key(secret), name, ex=LONGEST_SECONDS))
        return secret

    def is_on(self, secret: str, name: str) -> bool:
        """Whether `secret` belongs to a session of the account `name` that has not ended.

        Raises `Unreachable`.
        """
        found: Any = self.link.ask(lambda store: store.get(_key(secret)))
        return bool(found == name.encode())

    def end(self, secret: str) -> None:
        """End a session: its cookie, wherever it was copied to, signs nobody in any more.

        Raises `Unreachable`.
        """
        self.link.ask(lambda store: store.delete(_key(secret)))

    def allow_once(self, token: str, lasts: int) -> None:
        """Let `take_once` succeed once with this token within `lasts` seconds. Raises `Unreachable`."""
        self.link.ask(lambda store: store.set(_once(token), 1, ex=lasts))

    def take_once(self, token: str) -> bool:
        """Use up a token that `allow_once` stored; false if it was used before, is too old, or is unknown.

        Raises `Unreachable`.
        """
        return bool(self.link.ask(lambda store: store.delete(_once(token))))


def _once(token: str) -> str:
    return ONCE + hashlib.sha256(token.encode()).hexdigest()


def _key(secret: str) -> str:
    return SESSION + hashlib.sha256(secret.encode()).hexdigest()
