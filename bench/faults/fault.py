"""A fault: how it is made and mended on a running line, and the results measured meanwhile."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.faults.rig import Rig


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault to try on a line under load: `breaks` breaks something, and mends it when its block ends.

    `broken` says in words what is broken. The fault lasts for `seconds`. If `heals` is true, the line should
    recover by itself. Otherwise an operator mends the fault, and the time until the line is normal counts
    from the mending on.

    The flags choose what the line runs on. `own_redis`: a separate Redis server. `through`: a proxy before
    that server, which can delay data. `sentinels`: a Redis with replicas that take over. `disk`: a small disk
    for the line's data. `environ`: more environment variables.

    `first`: the fault begins before the line starts. `short`: the tests try this fault too.
    """

    name: str
    broken: str
    breaks: Callable[["Rig"], AbstractContextManager[None]]
    seconds: float = 4.0
    heals: bool = False
    own_redis: bool = False
    through: bool = False
    sentinels: bool = False
    disk: bool = False
    first: bool = False
    short: bool = False
    environ: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """The measured results of one fault; `name` and `broken` are the fault's own.

    `webhooks` counts all webhooks sent. `failed` counts those that got no good answer, even when they were
    sent again. `again` counts those that got a good answer only when they were sent again.

    `promised` counts the promises made, `refused` the requests for which we said that we could promise
    nothing. `lost` counts promises that were gone later, `twice` promises that were kept in two places.
    `health` is the sequence of answers of /health/ready.

    `normal` is the seconds until every webhook got a good and fast answer at the first try; None if that
    never came. `start` is the longest time, in seconds, that the line took from a start to its first answer.
    """

    name: str
    broken: str
    webhooks: int
    failed: int
    again: int
    promised: int
    refused: int
    lost: int
    twice: int
    health: str
    start: float
    normal: float | None
