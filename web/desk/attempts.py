"""Limits on failed sign-ins by address and by name, counted in the store, or in memory while it is away."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from store.keys import PREFIX, Keys
from store.link import Link, Unreachable

WINDOW_SECONDS = 15 * 60
BY_ADDRESS, BY_NAME = 20, 10


@dataclass(frozen=True, slots=True)
class Attempts:
    """Counts failed sign-ins, by hashes of the address and of the name.

    `limiters` gives two: one that counts in the store, and one in this process for when the store is away.
    """

    link: Link
    keys: Keys
    limiters: Callable[[], tuple[Any, Any]]

    def may_try(self, address: str, name: str) -> bool:
        """Whether this address and this name may try to sign in again."""
        return all(self._ask("test", rate, key) for rate, key in self._of(address, name))

    def count(self, address: str, name: str) -> None:
        """Count a failed sign-in from this address and with this name."""
        for rate, key in self._of(address, name):
            self._ask("hit", rate, key)

    def _of(self, address: str, name: str) -> tuple[tuple[int, str], ...]:
        digest = self.keys.digest
        return (BY_ADDRESS, digest("address", address)), (BY_NAME, digest("name", name))

    def _ask(self, what: str, most: int, key: str) -> bool:
        from limits import RateLimitItemPerSecond

        kept, here = self.limiters()
        rate = RateLimitItemPerSecond(most, WINDOW_SECONDS, namespace=f"{PREFIX}attempts")
        try:
            return bool(self.link.ask(lambda _: getattr(kept, what)(rate, key)))
        except Unreachable:
            return bool(getattr(here, what)(rate, key))


def attempts(link: Link, keys: Keys) -> Attempts:
    """Make the limits on failed sign-ins.

    Their library is imported only at the first sign-in, so that no call has to wait for it.
    """
    made: list[tuple[Any, Any]] = []

    def limiters() -> tuple[Any, Any]:
        from limits.storage import MemoryStorage, RedisStorage
        from limits.strategies import MovingWindowRateLimiter

        if not made:
            pool: Any = link.client.connection_pool
            kept = RedisStorage("redis://", connection_pool=pool)
            made.append((MovingWindowRateLimiter(kept), MovingWindowRateLimiter(MemoryStorage())))
        return made[0]

    return Attempts(link, keys, limiters)
