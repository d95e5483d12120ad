"""The store's answers to a request for a promise, such as a call-back: kept, already there, or refused."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """The store's answer that it has stored the request on the disk, so that the line may promise it.

    `id` is the request's. `due` (UTC) is the time by which it is promised, None if there is no such time.
    """

    id: str
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Already:
    """The store's answer that the same was promised before. That promise stays, but now has the new wishes.

    `id` is the promise's, and `due` is by when it is promised. `best` (a time of day) and `relay` (to be rung
    by Relay UK) are the wishes that now hold.
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
