"""What the store answers when something is asked of it that a person will rely on."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """It is on the disk: it may be promised. `due` (UTC) is by when, where that was asked."""

    id: str
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Already:
    """Another one of this person's is open and keeps its place; nothing new was kept."""

    id: str
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was kept, for a reason that a program may tell apart."""

    reason: str


Promise = Kept | Already | Refused
