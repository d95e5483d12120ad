"""The store's answers to a request, such as for a call-back; nothing is promised before such an answer."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """The answer that a request is granted; for a call-back, `due` (aware) is the time by which it comes."""

    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Already:
    """The answer that this number already has an open call-back, which stays.

    `due` (aware) is the time by which it comes.
    """

    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """The answer that a request is not granted, with the `reason`.

    That is "full", "opted_out", "blocked", "too_many", "empty", "no_number" or "none"; or "away" if the
    store cannot be reached.
    """

    reason: str


Outcome = Kept | Already | Refused
