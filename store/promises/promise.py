"""The store's answers to a request to keep something that a person will rely on."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """What was asked for is on disk and may be promised; `due` (UTC) is by when, where that applies."""

    id: str
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Already:
    """The person has an open one already, which is given here; nothing new was kept."""

    id: str
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was kept; `reason` is a word for programs, such as "full" or "blocked"."""

    reason: str


Promise = Kept | Already | Refused
