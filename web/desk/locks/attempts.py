"""How often somebody may fail to sign in: strangers by address and by name, a known browser by itself."""

from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from store.keys import PREFIX, Keys
from store.link import Link

WINDOW_SECONDS = 15 * 60
BY_ADDRESS, BY_NAME, BY_BROWSER = 20, 10, 10
# What one customer is given of the newer kind of addresses, at the least.
CUSTOMER_BITS = 64


@dataclass(frozen=True, slots=True)
class Try:
    """A try to sign in: the network address it comes from, and the name of the account.

    `browser` identifies the browser if that account was signed in to from it before; otherwise it is "".
    With `signed_in` somebody who is signed in is asked for the password once more; `browser` then identifies
    their session.
    """

    address: str
    name: str
    browser: str = ""
    signed_in: bool = False


@dataclass(frozen=True, slots=True)
class Attempts:
    """Counts failed sign-ins, by hashes of the browser, address and name (R55). Raises `Unreachable`.

    A known browser has a budget of its own, so that nobody else can use it up; once it is empty, or where
    the browser is not known, those of its address and of the name count, which strangers share.
    """

    link: Link
    keys: Keys
    limiter: Callable[[], Any]

    def may_try(self, one: Try) -> bool:
        """Whether the password may be checked in this try to sign in: not after too many failures."""
        return all(self._ask("test", budget) for budget in self._budgets(one))

    def count(self, one: Try) -> None:
        """Count the try `one` to sign in as failed: after too many such failures `may_try` refuses."""
        for budget in self._budgets(one):
            self._ask("hit", budget)

    def _budgets(self, one: Try) -> tuple[tuple[int, str], ...]:
        """The budgets that a try is held to: how many failures in a quarter of an hour, and of whom."""
        digest = self.keys.digest
        own = (BY_BROWSER, digest("browser", one.browser))
        if one.signed_in or (one.browser and self._ask("test", own)):
            return (own,)
        return (BY_ADDRESS, digest("address", customer(one.address))), (BY_NAME, digest("name", one.name))

    def _ask(self, what: str, budget: tuple[int, str]) -> bool:
        from limits import RateLimitItemPerSecond

        most, key = budget
        rate = RateLimitItemPerSecond(most, WINDOW_SECONDS, namespace=f"{PREFIX}attempts")
        return bool(self.link.ask(lambda _: getattr(self.limiter(), what)(rate, key)))


def customer(address: str) -> str:
    """The part of an IP address by which failed sign-ins are counted: of IPv6 the first half, otherwise all.

    The first half is what a provider gives to one customer.
    """
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address) and not found.ipv4_mapped:
        return str(ip_network((found, CUSTOMER_BITS), strict=False))
    return str(getattr(found, "ipv4_mapped", None) or found)


def attempts(link: Link, keys: Keys) -> Attempts:
    """Make the limits on failed sign-ins.

    Their library is imported only at the first sign-in, so that no call has to wait for it.
    """
    made: list[Any] = []

    def limiter() -> Any:
        from limits.storage import RedisStorage
        from limits.strategies import MovingWindowRateLimiter

        if not made:
            pool: Any = link.client.connection_pool
            made.append(MovingWindowRateLimiter(RedisStorage("redis://", connection_pool=pool)))
        return made[0]

    return Attempts(link, keys, limiter)
