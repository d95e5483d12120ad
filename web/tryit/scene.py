"""What was done on the browser phone, as a line of JSON that the page posts back: nothing is kept here."""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

# The numbers of the regulator's drama ranges: nobody has them.
CALLERS = {
    "mobile": "+447700900123",
    "landline": "+441632960123",
    "withheld": "anonymous",
}
ACTS = ("call", "press", "wait", "say", "key", "spoke", "answer", "dial", "clock", "hangup")
# What this page promised, in its own session: a call-back asked for or withdrawn, a topic to be texted.
KEPT = ("callback", "withdrawn", "text")
# A longer scene starts to cost; past these the oldest text goes, and a call takes no more.
MOST_ACTS, MOST_TEXTS, MOST_KEPT, LONGEST = 300, 60, 60, 1600
YEAR_3000 = 32_503_680_000


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

    @property
    def row(self) -> tuple[str, str, float]:
        """The act as a line of JSON holds it, to a tenth of a second."""
        return self.what, self.detail, round(self.at, 1)


@dataclass(frozen=True, slots=True)
class Scene:
    """All that was done, and what was promised because of it.

    `clock` is the moment that was set (seconds since 1970), None for the real one.
    """

    clock: float | None = None
    caller: str = "mobile"
    call: tuple[Act, ...] = ()
    texts: tuple[Act, ...] = ()
    kept: tuple[Act, ...] = ()

    @property
    def number(self) -> str:
        """The number that calls and texts come from, as the carrier would write it."""
        return CALLERS[self.caller]

    def write(self) -> str:
        """The line of JSON that `read` takes."""
        held = {
            "clock": self.clock,
            "caller": self.caller,
            "call": [act.row for act in self.call],
            "texts": [act.row for act in self.texts],
            "kept": [act.row for act in self.kept],
        }
        return json.dumps(held, separators=(",", ":"))

    def now(self, real: datetime) -> datetime:
        """The moment on the clock of this phone: a call moves it along, waits that were skipped too."""
        clock = real.timestamp() if self.clock is None else self.clock
        return datetime.fromtimestamp(max(clock, self.call[-1].at) if self.call else clock, UTC)

    def did(self, what: str, detail: str, at: float) -> "Scene":
        """The scene with one more act of the call; a new call forgets the last one."""
        if what == "call":
            return replace(self, call=(Act(what, detail, at),))
        if not self.call or len(self.call) >= MOST_ACTS:
            return self
        return replace(self, call=(*self.call, Act(what, detail[:LONGEST], at)))

    def texted(self, body: str, at: float) -> "Scene":
        """The scene with one more text, a second after what was done before: a set clock stands still."""
        last = self.texts[-1].at if self.texts else at
        at = 1 + (last if at <= last <= at + MOST_TEXTS else at)
        return replace(self, texts=(*self.texts, Act("text", body[:LONGEST], at))[-MOST_TEXTS:])

    def promised(self, kept: Act | None) -> "Scene":
        """The scene with one more promise; with none, the same."""
        return replace(self, kept=(*self.kept, kept)[-MOST_KEPT:]) if kept else self


def read(line: str) -> Scene:
    """The scene of a line; what is not as it was written is left out, so that any line gives a scene."""
    try:
        held = json.loads(line)
    except (ValueError, RecursionError):
        held = None
    if not isinstance(held, dict):
        return Scene()
    caller, clock = held.get("caller"), held.get("clock")
    return Scene(
        clock=clock if is_moment(clock) else None,
        caller=caller if isinstance(caller, str) and caller in CALLERS else "mobile",
        call=begun(tuple(acts(held.get("call"), ACTS))[:MOST_ACTS]),
        texts=tuple(acts(held.get("texts"), ("text",)))[-MOST_TEXTS:],
        kept=tuple(acts(held.get("kept"), KEPT))[-MOST_KEPT:],
    )


def acts(held: Any, known: tuple[str, ...]) -> Iterator[Act]:
    """The acts of a list that are as they were written."""
    for row in held if isinstance(held, list) else ():
        match row:
            case [str(what), str(detail), at] if what in known and is_text(detail) and is_moment(at):
                yield Act(what, detail[:LONGEST], at)


def is_text(value: str) -> bool:
    """Whether a page can show it: JSON may hold halves of a character, which nothing can write."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def begun(call: tuple[Act, ...]) -> tuple[Act, ...]:
    """A call that begins with its beginning, and with no other one in it; otherwise no call."""
    whole = bool(call) and call[0].what == "call" and all(act.what != "call" for act in call[1:])
    return call if whole else ()


def is_moment(value: Any) -> bool:
    """Whether this is a number of seconds that a calendar holds."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and math.isfinite(value) and 0 <= value < YEAR_3000
