"""The frozen types of a call: where a caller is, what happens, and what is said and done next."""

from dataclasses import dataclass
from typing import Literal

from counted.names import Count
from ivr.spot import Spot
from menus.due import Best
from menus.outcome import Outcome

# Minutes after which the end of a call is announced (R14).
HOUR = 60
# Of one number; whoever calls more often is not put through (R32).
CALLS_AN_HOUR = 20


@dataclass(frozen=True, slots=True)
class Place:
    """Where a caller is; it lives in the URL.

    `spot` is a room and what it is about ("menu.main", "topic.steroids", "notice", "check.text.bones" …),
    `chunk` a number within it: for a topic 0 is its beginning with the notices, 1 to n what is heard (1 the
    first fact; with a safety sentence that is 2), n + 1 its end.
    `silences` and `misses` count those in a row (0 to 4). `slow` stops after each chunk (R9), `touched` says
    that a key was pressed in this call (R10), `told` that the caller heard that this is general information
    (R46), `drafted` that a topic is a draft (R22), `barred` that this number is not put through (R32, R39),
    `led` that stray keys or silence led to the helpline, not the caller's own 0 (R10): nothing is promised
    there.
    `late` is never in the URL: the call has lasted its hour (R14).
    """

    language: str
    spot: Spot
    chunk: int = 0
    silences: int = 0
    misses: int = 0
    slow: bool = False
    touched: bool = False
    told: bool = False
    drafted: bool = False
    barred: bool = False
    led: bool = False
    late: bool = False


@dataclass(frozen=True, slots=True)
class Caller:
    """What a call may know of who calls: the kind of number, nothing by which to tell them from others."""

    kind: Literal["mobile", "landline", "withheld", "abroad"] = "withheld"


@dataclass(frozen=True, slots=True)
class Arrived:
    """The call begins; `barred` where staff blocked the number, or it called too often (R32, R39)."""

    barred: bool = False


@dataclass(frozen=True, slots=True)
class Pressed:
    """Whatever the carrier gave as `Digits`: one of 0-9, * and #, or anything else, which no place knows."""

    key: str


@dataclass(frozen=True, slots=True)
class Spoke:
    """What the carrier understood, and how sure it was (0 to 1)."""

    words: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Silence:
    """The wait went by with no key and no word."""


@dataclass(frozen=True, slots=True)
class DialEnded:
    """The transfer is over: the carrier's `DialCallStatus`, and whether two people spoke (R37)."""

    status: str
    bridged: bool


@dataclass(frozen=True, slots=True)
class Keyed:
    """A phone number was keyed: we may text it, only ring it, or neither (R38); `None` for no digits."""

    kind: Literal["mobile", "landline", "abroad"] | None


@dataclass(frozen=True, slots=True)
class Recorded:
    """A message was spoken, so many seconds long; 0 where nothing was heard."""

    seconds: int


Event = Arrived | Pressed | Spoke | Silence | DialEnded | Keyed | Recorded | Outcome


@dataclass(frozen=True, slots=True)
class Tail:
    """The last digits of the number that calls, where a sentence says them."""


@dataclass(frozen=True, slots=True)
class NumberKeyed:
    """The phone number that was keyed."""


@dataclass(frozen=True, slots=True)
class LineNumber:
    """The line's own number."""


OfCall = Tail | NumberKeyed | LineNumber
"""What a call alone knows: a renderer puts it in, the flow never sees it."""


@dataclass(frozen=True, slots=True)
class Say:
    """Whole sentences to be spoken, every blank filled; what a call alone knows stands between the words."""

    pieces: tuple[str | OfCall, ...]


@dataclass(frozen=True, slots=True)
class Pause:
    """Quiet, in milliseconds."""

    ms: int


@dataclass(frozen=True, slots=True)
class Play:
    """The message that was just recorded."""


Heard = Say | Pause | Play


@dataclass(frozen=True, slots=True)
class Listen:
    """Say the prompt while listening, then wait `wait` seconds for a key, or words where `speech` is on."""

    prompt: tuple[Heard, ...]
    wait: int
    speech: bool = False


@dataclass(frozen=True, slots=True)
class KeyNumber:
    """Say the prompt and take a phone number: hash ends it, so do `wait` seconds of quiet (R5)."""

    prompt: tuple[Heard, ...]
    wait: int = 20


@dataclass(frozen=True, slots=True)
class Record:
    """Record what is said for at most `longest` seconds."""

    longest: int


@dataclass(frozen=True, slots=True)
class Connect:
    """Whoever answered takes the call: the two are put through."""


@dataclass(frozen=True, slots=True)
class Dial:
    """Ring a number (E.164) for `ring` seconds; `screen` asks whoever answers to press 1 first (R37)."""

    number: str
    ring: int
    screen: bool


@dataclass(frozen=True, slots=True)
class HangUp:
    """End the call."""


Next = Listen | KeyNumber | Dial | Record | Connect | HangUp


@dataclass(frozen=True, slots=True)
class KeepCallback:
    """Ring back the number that was keyed, else the caller's own, at the `best` time of day."""

    best: Best


@dataclass(frozen=True, slots=True)
class SendText:
    """Text a topic to the number that was keyed, else the caller's own."""

    topic: str


@dataclass(frozen=True, slots=True)
class KeepMessage:
    """Keep what was recorded for staff, `seconds` long."""

    seconds: int


@dataclass(frozen=True, slots=True)
class DropMessage:
    """The caller does not want what was recorded to be kept."""


Wish = KeepCallback | SendText | KeepMessage | DropMessage


@dataclass(frozen=True, slots=True)
class Turn:
    """What is said and done next.

    `before` is said first and takes no key (R7: a confirmation, or the words before a dial or an end). The
    next event is for `place`. `counts` names what this turn adds to the day's counts (R42). With a `wish`
    nothing is said yet: the store is asked first, and its answer is the next event (docs/decisions/0005).
    """

    place: Place
    before: tuple[Heard, ...]
    then: Next
    counts: tuple[Count, ...] = ()
    wish: Wish | None = None
