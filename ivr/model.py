"""The frozen types of a call: the caller's place, the events there, the line's words and acts."""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from counted.names import Count
from ivr.spot import Spot
from menus.due import Best
from menus.model import Language
from menus.outcome import Outcome

HOUR = 60  # minutes after which the end of a call is announced (R14)


class Place(NamedTuple):
    """Where a caller is in a call, and what the call remembers; it travels in the URL of the next webhook.

    `spot` is a room and its subject ("menu.main"). `chunk` is how far the caller is in it; in a topic 0 is
    the notices, 1 the first fact, then the safety sentence if there is one, last the end. `silences` and
    `misses` count silences and unused keys in a row (0 to 4), `nines` the keys 9 in a row (0 to 2). `slow`:
    each part waits for a key (R9). `tried`: the helpline was rung, so silence does not ring it again (R10).
    `told`, `drafted`: the caller heard that the information is general (R46), or a draft (R22). `barred`: the
    caller is not put through (R32, R39). `led`: silence or unused keys led to the helpline, not key 0.
    `full`: the caller may ask for no more call-backs to others (R49). `asked`: a call-back waits. `late`: an
    hour has passed (R14).
    """

    language: str
    spot: Spot
    chunk: int = 0
    silences: int = 0
    misses: int = 0
    slow: bool = False
    tried: bool = False
    told: bool = False
    drafted: bool = False
    barred: bool = False
    led: bool = False
    full: bool = False
    asked: bool = False
    late: bool = False
    nines: int = 0


@dataclass(frozen=True, slots=True)
class Caller:
    """The caller as the code of a call knows them: the kind of number, never the number itself."""

    kind: Literal["mobile", "landline", "withheld", "abroad"] = "withheld"


@dataclass(frozen=True, slots=True)
class Arrived:
    """The event that a call begins. The fields are true or false as in the `Place` of this caller."""

    barred: bool = False
    full: bool = False
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Pressed:
    """The event that a key was pressed: one of 0-9, * and #, or any other text, which is an unused key."""

    key: str


@dataclass(frozen=True, slots=True)
class Spoke:
    """The event that the caller spoke: the words as understood, and how sure the carrier was (0 to 1)."""

    words: str = field(repr=False)
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Silence:
    """The event that the time to answer passed without a key or a word."""


@dataclass(frozen=True, slots=True)
class DialEnded:
    """A transfer ended with `status` ("busy"). `bridged`: whether two people spoke (R37), None if unknown."""

    status: str
    bridged: bool | None


@dataclass(frozen=True, slots=True)
class Keyed:
    """Keying ended: the number's kind or fault, "left" (two stars), "emergency" (999), or None (no digit)."""

    kind: Literal["mobile", "landline", "short", "long", "abroad", "left", "emergency"] | None


@dataclass(frozen=True, slots=True)
class Recorded:
    """A message of `seconds` was recorded (0: none). If its id or length is not `known`, it is deleted."""

    seconds: int
    known: bool = True


Event = Arrived | Pressed | Spoke | Silence | DialEnded | Keyed | Recorded | Outcome


@dataclass(frozen=True, slots=True)
class Tail:
    """A stand-in, within a sentence, for the last digits of the caller's number."""


@dataclass(frozen=True, slots=True)
class NumberKeyed:
    """A stand-in, within a sentence, for the phone number that was keyed in."""


@dataclass(frozen=True, slots=True)
class LineNumber:
    """A stand-in, within a sentence, for the line's own phone number."""


OfCall = Tail | NumberKeyed | LineNumber  # a call's phone numbers: the renderer puts them in, not the flow


@dataclass(frozen=True, slots=True)
class Say:
    """Sentences to speak, with stand-ins for phone numbers; `by` is their language, None for the place's."""

    pieces: tuple[str | OfCall, ...]
    by: Language | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause of `ms` milliseconds."""

    ms: int


@dataclass(frozen=True, slots=True)
class Play:
    """Something to hear in a call: the message that the caller has just recorded, played back."""


Heard = Say | Pause | Play


@dataclass(frozen=True, slots=True)
class Listen:
    """The next act of a call: say the prompt, then wait `wait` seconds for a key.

    If `speech` is true, spoken words are taken too. A key pressed during the prompt counts at once.
    """

    prompt: tuple[Heard, ...]
    wait: int
    speech: bool = False


@dataclass(frozen=True, slots=True)
class KeyNumber:
    """The next act of a call: say the prompt, take a number until hash or `wait` seconds of silence (R5)."""

    prompt: tuple[Heard, ...]
    wait: int = 20


@dataclass(frozen=True, slots=True)
class Record:
    """The next act of a call: record the caller's message, for at most `longest` seconds."""

    longest: int


@dataclass(frozen=True, slots=True)
class Connect:
    """The next act for the person at the helpline who picked up: connect them to the caller."""


@dataclass(frozen=True, slots=True)
class Dial:
    """Ring `number` for `ring` seconds. `screen`: who answers must press 1. `ours`: they see our number."""

    number: str
    ring: int
    screen: bool
    ours: bool = False


@dataclass(frozen=True, slots=True)
class HangUp:
    """The next act of a call: end it."""


Next = Listen | KeyNumber | Dial | Record | Connect | HangUp


@dataclass(frozen=True, slots=True)
class KeepCallback:
    """A request to the store: ring back the keyed or own number at `best`, by Relay UK if `relay` (R38)."""

    best: Best
    relay: bool = False


@dataclass(frozen=True, slots=True)
class OwnCallback:
    """A request to the store: find the caller's call-backs or, if `ends`, end the one of code `other`."""

    ends: bool = False
    other: int = 0  # 0 is the call-back to the caller's own number


@dataclass(frozen=True, slots=True)
class SendText:
    """A request to the store: text a topic to the keyed number, or else to the caller's own."""

    topic: str


@dataclass(frozen=True, slots=True)
class KeepMessage:
    """A request to the store: keep the message of `seconds`, and the number if the caller may be `rung`."""

    seconds: int
    rung: bool = False


@dataclass(frozen=True, slots=True)
class DropMessage:
    """A request to the store: delete the recorded message, which is unwanted or cannot be kept."""


Wish = KeepCallback | OwnCallback | SendText | KeepMessage | DropMessage


@dataclass(frozen=True, slots=True)
class Turn:
    """The next words of a call, and the act after them.

    `before` is said first, and no key is taken then (R7). `then` is the next act; the event that follows
    happens at `place`. `counts` are added to the day's (R42). If there is a `wish` (a request to the store),
    nothing is said until the store answers it.
    """

    place: Place
    before: tuple[Heard, ...]
    then: Next
    counts: tuple[Count, ...] = ()
    wish: Wish | None = None
