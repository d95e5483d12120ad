"""The store's answers to a request, such as for a call-back; nothing is promised before such an answer."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """The store's answer that a request is granted.

    For a call-back, `due` (aware) is the time by which staff ring. `promised` is the call-back's id, by which
    a text can cancel it. `tail` is the last digits of the number to ring, and `pair` a hash of that number
    and the asker's. For any other request `due` is None.

    `another` is true if the number is not the asker's own. In that case the answer is the same whatever the
    store knows of the number (R49), so say only what is true of all numbers. `full` is true if the asker has
    now used up the call-backs to other people's numbers.
    """

    due: datetime | None = None
    another: bool = False
    promised: str = ""
    tail: str = ""
    pair: str = ""
    full: bool = False


@dataclass(frozen=True, slots=True)
class Already:
    """The store's answer that no call-back is added, because this number has an open one, which stays.

    `due` (aware) is the time by which staff will ring for the open call-back. `best` is the time of day that
    the person now wishes for it, "" if not told. `relay` is true if the call comes by Relay UK.
    """

    due: datetime | None = None
    best: str = ""
    relay: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """The store's answer that a request is not granted, with the `reason`.

    The reasons are:

    - "full": no day has room.
    - "others": the asker may name no further number.
    - "together": all callers who hide their numbers have asked for as many as they may together.
    - "opted_out": the number wants no texts.
    - "blocked": staff have blocked the number.
    - "too_many": the number has had as many as it may.
    - "empty": a recording holds nothing.
    - "none": there is nothing to take back.
    - "no_number": there is no number.
    - "away": no store can be reached.
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
    """The store's answer to a person who asks which call-backs are open.

    `due` is the time of the call-back to the person's own number, None if there is none. `relay` is true if
    that call comes by Relay UK. `best` is the time of day wished for it, "" if none was told. `others` are
    the call-backs that the person asked for to other people's numbers, the one with the latest time first.
    """

    due: datetime | None = None
    others: tuple[Another, ...] = ()
    relay: bool = False
    best: str = ""


Outcome = Kept | Already | Refused | Waiting
