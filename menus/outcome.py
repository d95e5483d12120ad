"""What became of a wish, as calls and texts hear of it: only then is anything promised."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """A wish came true; `due` (aware) is by when, for a call-back."""

    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Already:
    """A call-back for this number is open already, and keeps its place."""

    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Not granted: "full", "opted_out", "blocked", "too_many", "empty", "none"; "away" as the store is."""

    reason: str


Outcome = Kept | Already | Refused
