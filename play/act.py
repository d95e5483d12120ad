"""What somebody does with a phone, and what the line is told of it."""

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
from store.numbers import is_withheld, kind_of, read_number

KEYS = "0123456789*#"


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone and the line it reaches.

    `number` is what it calls and texts from, as a carrier writes it; `line` the line's own in E.164, "" if
    unknown.
    """

    pack: Pack
    number: str
    line: str = ""

    @property
    def own(self) -> str:
        """The number in E.164, "" for a withheld one."""
        return "" if is_withheld(self.number) else self.number

    @property
    def caller(self) -> Caller:
        """What a call may know of who calls."""
        return Caller(kind_of(self.number))


@dataclass(frozen=True, slots=True)
class Act:
    """One thing done: what ("press"), with what ("1"), and at which moment (seconds since 1970)."""

    what: str
    detail: str
    at: float

    @property
    def moment(self) -> datetime:
        """The moment, aware."""
        return datetime.fromtimestamp(self.at, UTC)


def event_of(act: Act, then: Next) -> Event | None:
    """Work out what the line is told of an act while it does `then`; None for what cannot be done there."""
    event: Event | None = None
    match act.what, then:
        case "press", Listen() if act.detail in tuple(KEYS):  # neither "" nor "12" is a key
            event = Pressed(act.detail)
        case "say", Listen():
            event = Spoke(act.detail) if act.detail else Silence()
        case "wait", Listen():
            event = Silence()
        case "key" | "wait", KeyNumber():
            event = number_keyed(act)[1]
        case "spoke" | "wait", Record():
            event = Recorded(int(act.detail[:4]) if act.detail.isdecimal() else 0)
        case "dial", Dial():
            bridged = act.detail == "bridged"
            event = DialEnded("completed" if bridged else act.detail, bridged)
        case "wait", Dial():
            event = DialEnded("no-answer", bridged=False)
    return event


def number_keyed(act: Act) -> tuple[str, Keyed]:
    """Read the number that was keyed, in E.164 ("" where we do not ring it), and what the line is told."""
    # star starts again: what was keyed before the last one is gone
    digits = act.detail.rpartition("*")[2] if act.what == "key" else ""
    number, kind = read_number(digits)
    return number, Keyed(kind if digits else None)
