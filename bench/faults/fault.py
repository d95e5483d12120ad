"""What a fault is: how it is made and mended on a running line, and what has been seen meanwhile."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.faults.rig import Rig


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. `breaks` breaks something of a line under load, and mends it at the end of its block.

    `seconds` is how long it stays broken. A fault that `heals` is the line's own to mend; the others are
    mended by an operator, and only what comes after that counts as the time until it is normal. With
    `own_redis` the line has a Redis of its own, `through` a proxy that can delay, or with `sentinels` one
    with replicas; with `disk` its data are on a small disk. `first` breaks before the line starts. A `short`
    one runs in the tests.
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
    """What a fault did. `failed` counts webhooks that no try of the carrier's got answered.

    `again` counts those that were answered when the carrier tried again. `promised`, `refused`, `lost` and
    `twice` count promises; `health` is what /health/ready said in turn; `normal` is the seconds until nothing
    failed or was refused any more, None if that did not come. `start` is the seconds until the line first
    answered, of its slowest start.
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
