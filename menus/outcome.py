"""The store's answers to a request, such as for a call-back; nothing is promised before such an answer."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """What was asked for is granted; for a call-back, `due` (aware) is by when it comes.

    `another`: it was for a number that is not the asker's own. Then it is the answer for any number, whatever
    we know of that one (R49): only what is true of all may be said of it. `promised` is the id of the
    call-back, by which a text can take it back, and `tail` the last digits of its number.
    """

    due: datetime | None = None
    another: bool = False
    promised: str = ""
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Already:
    """The answer that no call-back is added, since this number has an open one, which is kept.

    `due` (aware) is the time by which staff will ring back for that one.
    """

    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """The answer that a request is not granted, with the `reason`.

    It is "full", "others" (they have asked for as many other numbers as they may), "opted_out", "blocked",
    "too_many", "empty" or "none"; or "away", if the store cannot be reached.
    """

    reason: str


Outcome = Kept | Already | Refused
