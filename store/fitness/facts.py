"""The state of a store's server, as INFO and CONFIG GET give it, in one round trip."""

from collections.abc import Mapping
from typing import Any

from redis.exceptions import ResponseError

from store.client import Client, in_one_trip

# By CONFIG alone is told when the file is synced, and when writes are refused.
ASKED = (
    "appendonly",
    "appendfsync",
    "no-appendfsync-on-rewrite",
    "maxmemory-policy",
    "min-replicas-to-write",
    "stop-writes-on-bgsave-error",
    "save",
)
FORBIDDEN = "forbidden"

Facts = Mapping[str, str]


def look(client: Client) -> Facts:
    """Ask the store's server for its state: each field of INFO, and each setting named in `ASKED`, by name.

    If the server refuses INFO, CONFIG or both, their facts are missing. The key `FORBIDDEN` then names the
    refused commands: "INFO", "CONFIG" or "INFO CONFIG". It is "" if none is refused. Raises what the client
    raises if the server does not answer.
    """
    pipeline = in_one_trip(client)
    pipeline.info()
    for name in ASKED:
        pipeline.config_get(name)
    info, *settings = pipeline.execute(raise_on_error=False)
    found: dict[str, str] = {}
    refused = [command for command, said in (("INFO", info), ("CONFIG", settings[0])) if _is_refused(said)]
    for said in (info, *settings):
        if not _is_refused(said):
            found |= {str(name): str(value) for name, value in said.items()}
    return {**found, FORBIDDEN: " ".join(refused)}


def _is_refused(said: Any) -> bool:
    """Whether `said`, the answer to a command, is a refusal by the server; any other error is raised."""
    if isinstance(said, Exception) and not isinstance(said, ResponseError):
        raise said
    return isinstance(said, ResponseError)
