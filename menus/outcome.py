"""The store's answers to a request, such as for a call-back; nothing is promised before such an answer."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """What was asked for is granted; for a call-back, `due` (aware) is by when it comes.

    `another`: it was for a number that is not the asker's own. Then it is the answer for any number, whatever
    we know of that one (R49): only what is true of all may be said of it. `promised` is the id of the
    call-back, by which a text can take it back, `tail` the last digits of its number, and `pair` what stands
    for both people, and leads to neither. `full`: now they have asked for as many others as they may.
    """

    due: datetime | None = None
    another: bool = False
    promised: str = ""
    tail: str = ""
    pair: str = ""
    full: bool = False


@dataclass(frozen=True, slots=True)
class Already:
    """The answer that no call-back is added, since this number has an open one, which is kept.

    `due` (aware) is the time by which staff will ring back for that one, `best` the time of day that is
    wished for it now ("" where that is not told), and `relay` is true if it comes by Relay UK.
    """

    due: datetime | None = None
    best: str = ""
    relay: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """The answer that a request is not granted, with the `reason`.

    It is "full", "others" (they have asked for as many other numbers as they may), "together" (all callers
    without a number have), "opted_out", "blocked", "too_many", "empty" or "none"; or "away", if the store
    cannot be reached.
    """

    reason: str


@dataclass(frozen=True, slots=True)
class Another:
    """A call-back that a caller asked for another's number, as they hear of it.

    `code` stands for it in a call, `tail` is the last digits of that number, `due` (aware) is what the caller
    was promised.
    """

    code: int
    tail: str
    due: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """The answer to who asks what waits: `due` of the call-back to their own number, and `others`.

    `due` is None if none waits for their own number; `relay`: it is to come by Relay UK. `others`
    are those that they asked for other people's numbers, the last due first.
    """

    due: datetime | None = None
    others: tuple[Another, ...] = ()
    relay: bool = False


Outcome = Kept | Already | Refused | Waiting
