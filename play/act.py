"""The acts of a person at the phone of a play, and the event that the line gets from each."""

from dataclasses import dataclass
from datetime import UTC, datetime

from ivr.model import (
    Caller,
    Dial,
    DialEnded,
    Event,
    Keyed,
    KeyNumber,
    Listen,
    Next,
    Pressed,
    Record,
    Recorded,
    Silence,
    Spoke,
)
from menus.model import Pack
from menus.numbers import dials_help, leaves, rings_us
from play.drama import kind_in_play, read_keyed_in_play
from store.numbers import is_withheld

KEYS = "0123456789*#"


@dataclass(frozen=True, slots=True)
class Phone:
    """The phone of the person whose calls and texts are played, and the line that this phone reaches.

    `number` is the phone's own number, as a carrier writes it; if it is withheld, it is a word such as
    "anonymous". `line` is the line's number in E.164, or "" if it is not known. `pack` has the words that the
    line says.
    """

    pack: Pack
    number: str
    line: str = ""

    @property
    def own(self) -> str:
        """The phone's own number in E.164; "" if it is withheld, or is the number of the line itself."""
        return "" if is_withheld(self.number) or self.is_ours(self.number) else self.number

    @property
    def caller(self) -> Caller:
        """The caller as the flow of a call sees callers: only the kind of the number, such as "mobile"."""
        return Caller("abroad" if rings_us(self.pack.hours, self.own) else kind_in_play(self.own))

    def is_ours(self, number: str) -> bool:
        """Whether `number` (E.164) is the line's own; False for "", and if the line's number is not known."""
        return bool(number) and number == self.line


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that somebody does with a phone, such as press the key 1.

    `what` is the kind of act ("press", "say", "wait" …). `detail` says more about it, such as the key ("1"),
    or is "". `at` is the moment in seconds since 1970.
    """

    what: str
    detail: str
    at: float

    @property
    def moment(self) -> datetime:
        """When the act was done, as an aware time in UTC."""
        return datetime.fromtimestamp(self.at, UTC)


def event_of(phone: Phone, act: Act, then: Next) -> Event | None:
    """Work out the event that a call gets when somebody does `act` on a phone, such as press a key.

    `then` is what the call is doing at that moment, such as listening for keys. Gives None for an act that is
    impossible at that moment, such as a key while the helpline is rung.
    """
    event: Event | None = None
    match act.what, then:
        case "press", Listen() if act.detail in tuple(KEYS):  # neither "" nor "12" is a key
            event = Pressed(act.detail)
        case "say", Listen():
            event = Spoke(act.detail) if act.detail else Silence()
        case "wait", Listen():
            event = Silence()
        case "key" | "wait", KeyNumber():
            event = number_keyed(phone, act)[1]
        case "spoke" | "wait", Record():
            event = Recorded(int(act.detail[:4]) if act.detail.isdecimal() else 0)
        case "dial", Dial():
            bridged = act.detail == "bridged"
            event = DialEnded("completed" if bridged else act.detail, bridged)
        case "wait", Dial():
            event = DialEnded("no-answer", bridged=False)
    return event


def number_keyed(phone: Phone, act: Act) -> tuple[str, Keyed]:
    """Read the phone number keyed in by `act`; give it in E.164, with the event that the call gets.

    The number is "" if nothing was keyed. It is also "" for a number that we neither ring nor text, such as
    the line's own.
    """
    # star starts again: what was keyed before the last one is gone
    if leaves(act.detail):
        return "", Keyed("left")
    digits = act.detail.rpartition("*")[2] if act.what == "key" else ""
    if dials_help(digits):
        return "", Keyed("emergency")
    number, kind = read_keyed_in_play(digits)
    if rings_us(phone.pack.hours, number, phone.line):
        number, kind = "", "abroad"
    return number, Keyed(kind if digits else None)
