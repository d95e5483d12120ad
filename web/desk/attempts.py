"""How often a sign-in may fail: by address and by name, counted in the store, or here while that is away."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from store.keys import PREFIX, Keys
from store.link import Link, Unreachable

WINDOW_SECONDS = 15 * 60
BY_ADDRESS, BY_NAME = 20, 10


@dataclass(frozen=True, slots=True)
class Attempts:
    """`limiters` gives the store's limiter and this process's own. Kept are keyed hashes."""

    link: Link
    keys: Keys
    limiters: Callable[[], tuple[Any, Any]]

    def may_try(self, address: str, name: str) -> bool:
        """Whether another attempt is allowed."""
        return all(self._ask("test", rate, key) for rate, key in self._of(address, name))

    def count(self, address: str, name: str) -> None:
        """Count one that failed."""
        for rate, key in self._of(address, name):
            self._ask("hit", rate, key)

    def _of(self, address: str, name: str) -> tuple[tuple[int, str], ...]:
        hashed = self.keys.hashed
        return (BY_ADDRESS, hashed("address", address)), (BY_NAME, hashed("name", name))

    def _ask(self, what: str, most: int, key: str) -> bool:
        from limits import RateLimitItemPerSecond

        kept, here = self.limiters()
        rate = RateLimitItemPerSecond(most, WINDOW_SECONDS, namespace=f"{PREFIX}attempts")
        try:
            return bool(self.link.ask(lambda _: getattr(kept, what)(rate, key)))
        except Unreachable:
            return bool(getattr(here, what)(rate, key))


def attempts(link: Link, keys: Keys) -> Attempts:
    """Make the bounds, on this link. The library is imported at the first sign-in: no call waits for it."""
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
