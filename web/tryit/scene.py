"""What was done on the browser phone, as JSON that the page posts back: nothing is kept here."""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from menus.model import Pack
from play.act import Act, Phone
from play.player import Play, replay

# The numbers of the regulator's drama ranges: nobody has them.
CALLERS = {
    "mobile": "+447700900123",
    "landline": "+441632960123",
    "withheld": "anonymous",
}
ACTS = ("call", "press", "wait", "say", "key", "spoke", "answer", "dial", "clock", "hangup", "text", "forget")
# A longer scene starts to cost; past these the oldest goes, and a call takes no more.
MOST_ACTS, MOST_TEXTS, LONGEST = 300, 60, 1600
YEAR_3000 = 32_503_680_000


@dataclass(frozen=True, slots=True)
class Scene:
    """All that was done on the browser phone, in order.

    `clock` is the moment to which its clock was set (seconds since 1970), None for the real one.
    """

    clock: float | None = None
    caller: str = "mobile"
    acts: tuple[Act, ...] = ()

    def write(self) -> str:
        """Write the scene as a line of JSON that `read` takes; moments are rounded to 0.1 s."""
        acts = [(act.what, act.detail, round(act.at, 1)) for act in self.acts]
        held = {"clock": self.clock, "caller": self.caller, "acts": acts}
        return json.dumps(held, separators=(",", ":"))

    def play(self, pack: Pack, line: str) -> Play:
        """Play the scene anew from its beginning; `line` is the line's own number, "" if unknown."""
        return replay(Phone(pack, CALLERS[self.caller], line), self.acts)

    def add(self, what: str, detail: str, at: float) -> "Scene":
        """Add one thing that was done; the scene stays as it is where the call has too many already."""
        acts = (*self.acts, Act(what, detail[:LONGEST], at))
        if what not in ("call", "text") and len(acts) - _last_call(acts) > MOST_ACTS:
            return self
        return replace(self, acts=_trim(acts))


def clock_of(scene: Scene, play: Play, real: datetime) -> datetime:
    """The moment on the phone's clock: a call moves it forward, also by waits that were skipped."""
    clock = real.timestamp() if scene.clock is None else scene.clock
    return datetime.fromtimestamp(max(clock, play.call.last.at) if play.call else clock, UTC)


def _last_call(acts: tuple[Act, ...]) -> int:
    """Find the index at which the newest call begins."""
    return max((place for place, act in enumerate(acts) if act.what == "call"), default=0)


def _trim(acts: tuple[Act, ...]) -> tuple[Act, ...]:
    """Drop the oldest texts, and what was done long before the newest call, where there is too much."""
    begins = _last_call(acts)
    acts = acts[max(0, begins - MOST_ACTS) :][: 2 * MOST_ACTS + MOST_TEXTS]
    texts = [place for place, act in enumerate(acts) if act.what == "text"]
    gone = set(texts[:-MOST_TEXTS])
    return tuple(act for place, act in enumerate(acts) if place not in gone)


def read(line: str) -> Scene:
    """Read a scene from its line of JSON; whatever is malformed in it is left out, without an error."""
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
        acts=_trim(tuple(_acts_of(held.get("acts")))),
    )


def _acts_of(held: Any) -> Iterator[Act]:
    """Read the well-formed entries of a list of what was done."""
    for row in held if isinstance(held, list) else ():
        match row:
            case [str(what), str(detail), at] if what in ACTS and _is_text(detail) and is_moment(at):
                yield Act(what, detail[:LONGEST], at)


def _is_text(value: str) -> bool:
    """Whether a string can be shown: JSON may hold half a character (a lone surrogate)."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def is_moment(value: Any) -> bool:
    """Whether this is a number of seconds since 1970, before the year 3000."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and math.isfinite(value) and 0 <= value < YEAR_3000
