"""The store's answers to a request for a promise, such as a call-back: kept, already there, or refused."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """The store's answer that a request is safe on disk, so that it may be promised to the caller.

    `due` (UTC) is the time by which it is promised; None for a request without such a time.
    """

    id: str
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Already:
    """The store's answer that the same was promised before; the promise stays, with the new wishes.

    `id` and `due` (by when it is promised) are those of the earlier promise. `best` (a time of day) and
    `relay` (to be rung by Relay UK) are those wishes.
    """

    id: str
    due: datetime | None = None
    best: str = ""
    relay: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """The store's answer that it stored nothing.

    `reason` is a fixed word, such as "full"; each method that refuses lists its words.
    """

    reason: str


Promise = Kept | Already | Refused
