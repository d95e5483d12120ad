"""The client of the store: how it connects, and how long it waits."""

import re
from typing import Any

from redis import Redis
from redis.backoff import NoBackoff
from redis.connection import parse_url
from redis.exceptions import (
    AskError,
    ClusterCrossSlotError,
    ClusterDownError,
    InvalidResponse,
    NoPermissionError,
    OutOfMemoryError,
    ReadOnlyError,
    ResponseError,
)
from redis.exceptions import ConnectionError as LostConnection
from redis.exceptions import TimeoutError as TookTooLong
from redis.retry import Retry
from redis.sentinel import Sentinel

from store.address import Sentinels, read_address

Client = Redis

# A webhook makes two round trips at most, and the first that fails opens the breaker: a dead store costs it
# 150 ms, or 250 when it dies just before the second. RESP2 without a driver name makes the first command of a
# connection one round trip, not five.
WAIT_SECONDS = 0.1
CONNECT_SECONDS = 0.05
# More than a web process has threads: a full pool would look like a lost store.
CONNECTIONS = 128
# What the client raises when the store does not answer.
LOST = (LostConnection, TookTooLong, InvalidResponse, OSError)
# What a store says that is there but keeps nothing: no memory, a full disk, a replica, too few replicas, a
# command that its user may not use, a cluster.
KEEPS_NOTHING = ("OOM", "MISCONF", "READONLY", "NOREPLICAS", "NOPERM", "MOVED", "CLUSTERDOWN", "CROSSSLOT")
IN_A_SCRIPT = re.compile(rf"-({'|'.join(KEEPS_NOTHING)}) ")
KINDS = (
    OutOfMemoryError,
    ReadOnlyError,
    NoPermissionError,
    AskError,
    ClusterDownError,
    InvalidResponse,
    ClusterCrossSlotError,
)


def keeps_nothing(error: ResponseError) -> bool:
    """Whether `error`, an answer of the store, says that it takes no writes, or none from us."""
    said = str(error)  # a script's refusal stands within another error before Redis 7
    return isinstance(error, KINDS) or said.startswith(KEEPS_NOTHING) or bool(IN_A_SCRIPT.search(said))


def in_one_trip(client: Client) -> Any:
    """A pipeline: its commands go to the store in one round trip; other clients may come between them."""
    return client.pipeline(transaction=False)


def make_client(url: str, wait: float = WAIT_SECONDS, connect: float = CONNECT_SECONDS) -> Client:
    """A client for the store at `url` (`store/address.py`); it connects at the first use.

    The client waits `wait` seconds for an answer, and `connect` seconds for a connection. A URL may set other
    times. If the URL names sentinels, each new connection first asks one sentinel after another for the
    server's address, with the same two limits for each sentinel. Raises ValueError if the URL is malformed.
    """
    address = read_address(url)
    given: dict[str, Any] = {
        "socket_timeout": wait,
        "socket_connect_timeout": connect,
        "retry": Retry(NoBackoff(), 0),
        "protocol": 2,
        "driver_info": None,
    }
    if address.sentinels is None:
        return Redis.from_url(address.url, **given, max_connections=CONNECTIONS)
    read: Any = parse_url  # it has no types
    told = read(address.url)
    given |= {name: value for name, value in told.items() if name not in ("host", "port", "connection_class")}
    return _by_sentinels(address.sentinels, {**given, "ssl": "connection_class" in told})


def _by_sentinels(sentinels: Sentinels, options: dict[str, Any]) -> Client:
    """A client for the store's server; each new connection asks the `sentinels` for its address.

    `options` are for the connections to the server. The connections to the sentinels use the same timeouts
    and TLS, but the user and password of `sentinels`.
    """
    own = {name: value for name, value in options.items() if name != "db"}
    user = {"username": sentinels.user or None, "password": sentinels.password or None}
    kind: Any = Sentinel  # it has no types
    asked = kind(sentinels.hosts, sentinel_kwargs={**own, **user})
    client: Client = asked.master_for(sentinels.name, **options, max_connections=CONNECTIONS)
    return client
