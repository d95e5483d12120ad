"""Wait until replicas confirm what is stored, if the store's address asks for it (`?replicas=1`, ADR 30).

Redis's command WAIT covers only the earlier writes of its own connection. But a promise that is asked for a
second time writes nothing. So a small write always precedes WAIT, in the same round trip and on the same
connection. WAIT then also covers a promise whose first confirmation came too late.
"""

from collections.abc import Callable
from typing import Any

from redis.exceptions import NoScriptError, RedisError, ResponseError

from store.client import Client, in_one_trip
from store.condition import Unreachable
from store.keys import PREFIX
from store.scripts import Value

MARK = f"{PREFIX}acknowledged"
SHORT = "too few replicas have confirmed what was written"

Step = Callable[[list[Value], list[Value]], Any]


def step(client: Client, lua: str, replicas: int) -> Step:
    """Make a function that runs the Lua script `lua`, given keys and arguments, and returns its answer.

    If `replicas` is above 0, the function raises Unreachable unless so many replicas confirm what the script
    wrote. The server may keep these writes all the same. If the function is called again, it asks the
    replicas again. It also raises what `client` raises.
    """
    registered: Callable[..., Any] = client.register_script(lua)
    if not replicas:
        return lambda keys, arguments: registered(keys=keys, args=arguments)
    return lambda keys, arguments: _run(client, lua, replicas, keys, arguments)


def confirm(client: Client, replicas: int) -> None:
    """Raise Unreachable unless `replicas` replicas have everything that the server holds now.

    Raises what `client` raises if the server does not answer.
    """
    _send(client, in_one_trip(client), replicas)


def _run(client: Client, lua: str, replicas: int, keys: list[Value], arguments: list[Value]) -> Any:
    sha = client.register_script(lua).sha
    for _ in range(2):
        pipeline = in_one_trip(client)
        pipeline.evalsha(sha, len(keys), *keys, *arguments)
        try:
            return _send(client, pipeline, replicas)
        except NoScriptError:  # a server that has just become the primary knows none
            client.script_load(lua)
    raise Unreachable("the store does not keep a script")


def _send(client: Client, pipeline: Any, replicas: int) -> Any:
    """Send the commands in `pipeline`, wait until `replicas` replicas have them, return the first answer.

    Raises `Unreachable` if too few replicas confirm in time, and the error of a command that failed.
    """
    pipeline.set(MARK, 1)
    pipeline.wait(replicas, _milliseconds(client))
    # Raised here, as the client would put the command before the error's words, by which it is known.
    *answers, had = pipeline.execute(raise_on_error=False)
    for answer in answers:
        if isinstance(answer, RedisError):
            raise answer
    # An error of WAIT: the server became a replica while it waited.
    if isinstance(had, ResponseError) or had < replicas:
        # It may be a primary of yesterday that does not know yet: the sentinels are asked anew.
        client.connection_pool.disconnect(inuse_connections=False)
        raise Unreachable(SHORT)
    return answers[0]


def _milliseconds(client: Client) -> int:
    """The time to wait for replicas: half of the client's timeout, so that the answer comes in time."""
    given = client.connection_pool.connection_kwargs.get("socket_timeout")
    return max(1, int(500 * float(given or 1)))
