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
    """Where a caller is in a call; it travels in the URL of the next webhook.

    `spot` is a room and what it is about ("menu.main", "topic.steroids", "notice", "check.text.bones" …).
    `chunk` is a number within the spot. For a topic, 0 is its beginning with the notices, 1 to n its parts
    (1 is the first fact, 2 the safety sentence if there is one), and n + 1 its end.

    `silences` and `misses` (unused keys) count those in a row, 0 to 4. `slow`: the call stops after each
    part until a key is pressed (R9). `touched`: a key was pressed in this call (R10). `told`: the caller has
    heard that this is general information (R46). `drafted`: the caller has heard that a topic is a draft
    (R22). `barred`: this number is not put through to the helpline (R32, R39). `led`: stray keys or silence
    led to the helpline, not a 0 that the caller pressed (R10); then no call-back or message is offered.
    `late`: the call has lasted its hour (R14); this one is never in the URL.
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
    """What the flow may know of the caller: only what kind of number calls, never the number."""

    kind: Literal["mobile", "landline", "withheld", "abroad"] = "withheld"


@dataclass(frozen=True, slots=True)
class Arrived:
    """The call begins; `barred` where staff blocked the number, or it called too often (R32, R39)."""

    barred: bool = False


@dataclass(frozen=True, slots=True)
class Pressed:
    """A key was pressed: the carrier's `Digits`, one of 0-9, * and #; anything else is an unused key."""

    key: str


@dataclass(frozen=True, slots=True)
class Spoke:
    """The caller spoke: the words that the carrier understood, and how sure it was (0 to 1)."""

    words: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Silence:
    """The time to answer passed without a key or a word."""


@dataclass(frozen=True, slots=True)
class DialEnded:
    """The transfer is over: the carrier's `DialCallStatus`, and whether two people spoke (R37)."""

    status: str
    bridged: bool


@dataclass(frozen=True, slots=True)
class Keyed:
    """A phone number was keyed, of this kind; None means that no digits were keyed (R38).

    A "mobile" can be texted and rung, a "landline" only rung, and "abroad" neither.
    """

    kind: Literal["mobile", "landline", "abroad"] | None


@dataclass(frozen=True, slots=True)
class Recorded:
    """A message was recorded, `seconds` long; 0 where nothing was heard."""

    seconds: int


Event = Arrived | Pressed | Spoke | Silence | DialEnded | Keyed | Recorded | Outcome


@dataclass(frozen=True, slots=True)
class Tail:
    """Stands in a sentence for the last digits of the caller's number."""


@dataclass(frozen=True, slots=True)
class NumberKeyed:
    """Stands in a sentence for the phone number that was keyed."""


@dataclass(frozen=True, slots=True)
class LineNumber:
    """Stands in a sentence for the line's own number."""


OfCall = Tail | NumberKeyed | LineNumber
"""The phone numbers of a call: the renderer puts them in, the flow never sees them."""


@dataclass(frozen=True, slots=True)
class Say:
    """Whole sentences to be spoken.

    All blanks are filled but those for phone numbers, which the renderer fills.
    """

    pieces: tuple[str | OfCall, ...]


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause of `ms` milliseconds."""

    ms: int


@dataclass(frozen=True, slots=True)
class Play:
    """Plays the message that was just recorded."""


Heard = Say | Pause | Play


@dataclass(frozen=True, slots=True)
class Listen:
    """Say the prompt, then wait `wait` seconds for a key, or for spoken words too where `speech` is on.

    A key that is pressed during the prompt is taken at once.
    """

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
    """Connect the person who answered to the caller."""


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
    """A wish: keep a promise to ring back the number that was keyed, or else the caller's own.

    `best` is the time of day that suits the caller.
    """

    best: Best


@dataclass(frozen=True, slots=True)
class SendText:
    """A wish: text a topic to the number that was keyed, or else to the caller's own."""

    topic: str


@dataclass(frozen=True, slots=True)
class KeepMessage:
    """A wish: keep the recorded message, `seconds` long, for staff."""

    seconds: int


@dataclass(frozen=True, slots=True)
class DropMessage:
    """A wish: delete the recorded message, which the caller does not want to leave."""


Wish = KeepCallback | SendText | KeepMessage | DropMessage


@dataclass(frozen=True, slots=True)
class Turn:
    """What is said and done next in a call.

    `before` is said first and takes no key (R7): a confirmation, or the last words before dialling or
    hanging up. `then` is what follows; the event that it brings happens at `place`. `counts` are added to
    the day's counts (R42). With a `wish` nothing is said yet: the store is asked first, and its answer is
    the next event (docs/decisions/0005).
    """

    place: Place
    before: tuple[Heard, ...]
    then: Next
    counts: tuple[Count, ...] = ()
    wish: Wish | None = None
