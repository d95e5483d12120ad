"""A fault: how it is made and mended on a running line, and the results measured meanwhile."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.faults.rig import Rig


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault to try on a line under load: `breaks` breaks something, and mends it as its block ends.

    `broken` says in words what is broken. The fault lasts for `seconds`. With `heals` the line is expected to
    recover by itself; otherwise an operator mends the fault, and the time until the line is normal counts
    only from then. With `own_redis` the line uses a separate Redis server. With `through` the line reaches
    that server by a proxy that can delay data. With `sentinels` the line uses a Redis with replicas that take
    over. With `disk` the line's data are on a small disk. With `first` the fault begins before the line
    starts. With `short` the tests try this fault, too. `environ` are extra variables for the line.
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
    """The results of a fault; `name` and `broken` are those of the `Fault`.

    `webhooks` counts all webhooks sent, `failed` those that got no good answer at any try, and `again` those
    that got one at a retry. Of promises, `promised` counts those made, `refused` those we said we could not
    make, `lost` those made that were gone later, and `twice` those kept in two places; `health` is the
    sequence of answers of /health/ready. `normal` is the seconds until all webhooks got a good and fast
    answer at the first try, None if that did not come. `start` is the seconds until the line first answered,
    at its slowest start.
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
