"""The store's answers to a request for a promise, such as a call-back: kept, already there, or refused."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """The store's answer that it has stored the request on the disk, so that the line may promise it.

    `id` is the request's id. `due` (UTC) is the time by which the promise is to be kept, None if the promise
    names no time.
    """

    id: str
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Already:
    """The store's answer that the same was promised before. The earlier promise stays in force.

    `id` is the earlier promise's id, and `due` the time by which it is to be kept. `best` (the time of day
    that suits the person) and `relay` (to be rung by Relay UK) are as the person asked last.
    """

    id: str
    due: datetime | None = None
    best: str = ""
    relay: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """The store's answer that it stored nothing, so that the line must promise nothing.

    `reason` is a fixed word, such as "full"; each method that refuses says which words it has.
    """

    reason: str


Promise = Kept | Already | Refused
