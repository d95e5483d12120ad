"""What the store answers when a call or a text asks for something; only after that is it promised."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """What was asked for is granted; for a call-back, `due` (aware) is by when it comes.

    `another`: it was for a number that is not the asker's own. Then it is the answer for any number, whatever
    we know of that one (R49): only what is true of all may be said of it.
    """

    due: datetime | None = None
    another: bool = False


@dataclass(frozen=True, slots=True)
class Already:
    """A call-back for this number was open already and keeps its place; `due` (aware) is by when it comes."""

    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """What was asked for is not granted; `reason` is one word.

    It is "full", "others" (they have asked for as many other numbers as they may), "opted_out", "blocked",
    "too_many", "empty" or "none"; or "away", if the store cannot be reached.
    """

    reason: str


Outcome = Kept | Already | Refused
