"""The store's answers to a request for a promise, such as a call-back: kept, already there, or refused."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """The request is on disk and may be promised; `due` (UTC) is by when, None if it has no date."""

    id: str
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Already:
    """The person has such a promise already: `id` and `due` are those of that one. Nothing new is stored."""

    id: str
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """The store's answer that it stored nothing; `reason` is a word for programs: "full", "blocked" …"""

    reason: str


Promise = Kept | Already | Refused
