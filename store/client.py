"""The client of the store: how it connects, and how long it waits."""

from redis import Redis
from redis.backoff import NoBackoff
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
    """Whether a store that answers with `error` accepts no writes, or none of ours."""
    return isinstance(error, KINDS) or str(error).startswith(KEEPS_NOTHING)


def make_client(url: str, wait: float = WAIT_SECONDS, connect: float = CONNECT_SECONDS) -> Client:
    """The client for the store at `url` (redis://, rediss://, unix://); it connects at the first use.

    It waits `wait` seconds for an answer and `connect` for a connection, unless the URL says otherwise.
    """
    return Redis.from_url(
        url,
        socket_timeout=wait,
        socket_connect_timeout=connect,
        retry=Retry(NoBackoff(), 0),
        protocol=2,
        driver_info=None,
        max_connections=CONNECTIONS,
    )
