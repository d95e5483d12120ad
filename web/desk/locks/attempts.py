"""How often somebody may fail to sign in: strangers by address and by name, a known browser by itself."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from ipaddress import IPv6Address, ip_address, ip_network

from store.client import Client
from store.keys import PREFIX, Keys
from store.link import Link, Script
from store.moments import seconds

ATTEMPTS = f"{PREFIX}attempt:"
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
class Taken:
    """A try to sign in that was counted as failed: give this to `give_back` if the password was right.

    `budgets` are the counters that it was added to, `mark` the random name that it has in each.
    """

    mark: str
    budgets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attempts:
    """Counts failed sign-ins, by hashes of the browser, address and name (R55). Raises `Unreachable`.

    A known browser has a budget of its own, so that nobody else can use it up; once it is empty, or where
    the browser is not known, those of its address and of the name count, which strangers share.
    """

    link: Link
    keys: Keys
    take_script: Script

    def take(self, one: Try, now: datetime) -> Taken | None:
        """Count a try to sign in as failed before its password is checked; None after too many failures.

        Give it back (`give_back`) if the password turns out to be right.
        """
        digest = self.keys.digest
        own = {digest("browser", one.browser): BY_BROWSER} if one.browser else {}
        shared = {digest("address", customer(one.address)): BY_ADDRESS, digest("name", one.name): BY_NAME}
        for budgets in (own, {} if one.signed_in else shared):
            if budgets and (taken := self._take(budgets, now)):
                return taken
        return None

    def _take(self, budgets: Mapping[str, int], now: datetime) -> Taken | None:
        taken = Taken(secrets.token_hex(8), tuple(f"{ATTEMPTS}{name}" for name in budgets))
        found = self.take_script(
            budgets=taken.budgets,
            one=taken.mark,
            now=seconds(now),
            lasts=WINDOW_SECONDS,
            mosts=tuple(budgets.values()),
        )
        return taken if found else None

    def give_back(self, taken: Taken) -> None:
        """Count a try no more, since its password or code was right."""

        def write(store: Client) -> None:
            pipeline = store.pipeline()
            for budget in taken.budgets:
                pipeline.zrem(budget, taken.mark)
            pipeline.execute()

        self.link.ask(write)


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
    """Make the limits on failed sign-ins, on the connection `link`."""
    return Attempts(link, keys, link.script("take_try"))
