"""Parses REDIS_URL: one server, or the sentinels that know which server is the primary now."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

SENTINEL_PORT = 26379
# With sentinels another server may take over at any moment, so it must have what was promised.
REPLICAS = 1
# What in the query is for us, not for the client.
OURS = ("replicas", "sentinel_username", "sentinel_password")


@dataclass(frozen=True, slots=True)
class Sentinels:
    """The sentinels at `hosts` (name or address, and port), which know the primary by `name`.

    `user` and `password` are those of the sentinels themselves; "" for none.
    """

    hosts: tuple[tuple[str, int], ...]
    name: str
    user: str = ""
    password: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """The address of the store. A promise is confirmed once `replicas` replicas have it, too.

    `url` (redis://, rediss://, unix://) is the server's. With `sentinels` the host in `url` is ignored,
    because the sentinels name the host; the rest of `url` applies. If `sentinels` is None, there are none,
    and `url` names the host.
    """

    url: str
    replicas: int = 0
    sentinels: Sentinels | None = None


def read_address(url: str) -> Address:
    """Parse the address of a store: redis://, rediss://, unix://, redis+sentinel://, …

    Raises ValueError if the number of replicas or the port of a sentinel is no number. The settings have
    checked the form of the address before.
    """
    scheme, _, rest = url.partition("://")
    place, _, query = rest.partition("?")
    options = dict(parse_qsl(query))
    ours = {name: options.pop(name, "") for name in OURS}
    if scheme.endswith("+sentinel"):
        return _by_sentinels(scheme.removesuffix("+sentinel"), place, urlencode(options), ours)
    if not any(ours.values()):
        return Address(url)
    return Address(f"{scheme}://{place}?{urlencode(options)}", int(ours["replicas"] or 0))


def _by_sentinels(scheme: str, place: str, query: str, ours: Mapping[str, str]) -> Address:
    netloc, _, path = place.partition("/")
    user, at, hosts = netloc.rpartition("@")
    name, _, database = path.partition("/")
    found = tuple(_host(each) for each in hosts.split(","))
    sentinels = Sentinels(found, name, ours["sentinel_username"], ours["sentinel_password"])
    server = f"{scheme}://{user}{at}sentinel/{database}?{query}"
    return Address(server, int(ours["replicas"] or REPLICAS), sentinels)


def _host(text: str) -> tuple[str, int]:
    parts = urlsplit(f"//{text}")
    return parts.hostname or "", parts.port or SENTINEL_PORT
