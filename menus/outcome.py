"""The store's answers to a request, such as for a call-back; nothing is promised before such an answer."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """The answer that a request is granted; `due` (aware) is the time by which a call-back comes.

    `due` is None if the request was for something else than a call-back. `another` is true for a number that
    is not the asker's own. Then the answer is the same for any number, whatever the store knows of it (R49):
    say only what is true of all numbers. `promised` is the id of the call-back, for taking it back by text;
    `tail` is the last digits of the number to ring, `pair` a hash of that number and the asker's. `full` is
    true if the asker has now used up the call-backs for others.
    """

    due: datetime | None = None
    another: bool = False
    promised: str = ""
    tail: str = ""
    pair: str = ""
    full: bool = False


@dataclass(frozen=True, slots=True)
class Already:
    """The answer that no call-back is added, since this number has an open one, which stays.

    `due` (aware) is the time by which staff will ring for the open call-back, `best` the time of day now
    wished for it ("" if not told), and `relay` is true if it comes by Relay UK.
    """

    due: datetime | None = None
    best: str = ""
    relay: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """The answer that a request is not granted, with the `reason`.

    The reasons are "full" (no day has room), "others" (the asker may name no further number), "together" (all
    callers who hide their numbers have asked for as many as they may together), "opted_out" (the number wants
    no texts), "blocked" (staff have blocked it), "too_many" (the number has had as many as it may), "empty"
    (a recording of nothing), "none" (nothing to take back), "no_number", and "away" (no store can be
    reached).
    """

    reason: str


@dataclass(frozen=True, slots=True)
class Another:
    """A call-back that a caller asked for on another person's number, as the caller hears of it.

    `code` stands for the call-back in a call, `tail` is the last digits of the number, `due` (aware) is the
    promised time.
    """

    code: int
    tail: str
    due: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """The answer to a person who asks which call-backs are open: `due` and `others`.

    `due` is the time of the call-back to the person's own number, None if there is none; `relay` is true if
    it comes by Relay UK, `best` the time of day wished for it, "" if not told. `others` are the call-backs to
    other people's numbers that the person asked for, the last due first.
    """

    due: datetime | None = None
    others: tuple[Another, ...] = ()
    relay: bool = False
    best: str = ""


Outcome = Kept | Already | Refused | Waiting
