"""Limits on failed sign-ins: a count for each known browser; for others, for each address and name."""

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
# A provider gives one customer at least all IPv6 addresses with the same first bits, this many.
CUSTOMER_BITS = 64


@dataclass(frozen=True, slots=True)
class Try:
    """A try to sign in: the network address of the request, and the name of the account.

    `browser` identifies a browser in which this account has signed in before; otherwise it is "". `signed_in`
    is true if a signed-in person is asked for the password again; `browser` then identifies the session.
    """

    address: str
    name: str
    browser: str = ""
    signed_in: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """A try to sign in that was counted as failed; `give_back` takes it off the count.

    `budgets` are the counters that count the try, `mark` its random name in each counter.
    """

    mark: str
    budgets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attempts:
    """Counts failed sign-ins, by hashes of the browser, address and name (R55).

    A known browser has a counter of its own, which nobody else can use up. For an unknown browser, and for a
    known one whose counter is full, two shared counters apply: one of the address and one of the name. The
    store has the counters. Raises `Unreachable` if the store does not answer.
    """

    link: Link
    keys: Keys
    take_script: Script

    def take(self, one: Try, now: datetime) -> Taken | None:
        """Count a try to sign in as failed before its password is checked; None after too many failures.

        `give_back` takes the try off the count if the password turns out to be right.
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
        """Take a try off the count of failures, because its password or code was right."""

        def write(store: Client) -> None:
            pipeline = store.pipeline()
            for budget in taken.budgets:
                pipeline.zrem(budget, taken.mark)
            pipeline.execute()

        self.link.ask(write)


def customer(address: str) -> str:
    """The part of an IP address that failed sign-ins are counted by: half of IPv6, all of IPv4.

    The first half of an IPv6 address is what a provider gives to one customer. Any other text stays as it is.
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
