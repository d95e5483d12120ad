"""The scene of the browser phone: what was done on it. The page posts it back as JSON, so none is stored."""

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
THREAD = ("text", "forget")
# A longer scene starts to cost; past these the oldest texts go, and a call takes no more but its end.
MOST_ACTS, MOST_TEXTS, LONGEST = 300, 60, 1600
YEAR_3000 = 32_503_680_000


@dataclass(frozen=True, slots=True)
class Scene:
    """All that was done on the browser phone, in order (`acts`), and its settings.

    `clock` is the moment to which its clock was set (seconds since 1970), None for the real time. `caller` is
    the kind of number it calls from.
    """

    clock: float | None = None
    caller: str = "mobile"
    acts: tuple[Act, ...] = ()

    def write(self) -> str:
        """Write the scene as a line of JSON for `read`; moments are rounded to 0.1 s."""
        acts = [(act.what, act.detail, round(act.at, 1)) for act in self.acts]
        held = {"clock": self.clock, "caller": self.caller, "acts": acts}
        return json.dumps(held, separators=(",", ":"))

    def play(self, pack: Pack, line: str) -> Play:
        """Work out the calls and texts of the scene; `line` is the line's own number, "" if unknown."""
        return replay(Phone(pack, CALLERS[self.caller], line), self.acts)

    def add(self, what: str, detail: str, at: float) -> "Scene":
        """The scene with one more act; if the call is as long as is allowed, only hanging up is added."""
        return replace(self, acts=_trim((*self.acts, Act(what, detail[:LONGEST], at))))


def clock_of(scene: Scene, play: Play, real: datetime) -> datetime:
    """The moment on the phone's clock; a call moves it on, also by waits that the visitor skipped."""
    clock = real.timestamp() if scene.clock is None else scene.clock
    return datetime.fromtimestamp(max(clock, play.call.last.at) if play.call else clock, UTC)


def _trim(acts: tuple[Act, ...]) -> tuple[Act, ...]:
    """The acts within the limits: the latest texts and calls; of too long a call, beginning and end."""
    thread = [place for place, act in enumerate(acts) if act.what in THREAD]
    calls = [place for place, act in enumerate(acts) if act.what not in THREAD]
    begins = max((at for at, place in enumerate(calls) if acts[place].what == "call"), default=0)
    full = begins + MOST_ACTS
    end = [place for place in calls[full:] if acts[place].what == "hangup"][:1]
    # one more before the newest call: a full one with its end stays whole
    kept = {*thread[-MOST_TEXTS:], *calls[max(0, begins - MOST_ACTS - 1) : full], *end}
    return tuple(act for place, act in enumerate(acts) if place in kept)


def read(line: str) -> Scene:
    """Read a scene from a line of JSON; what is malformed in it is left out without an error."""
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
    """What a visitor did (pressed, texted …), as the browser sent it; rows of another form are dropped."""
    for row in held if isinstance(held, list) else ():
        match row:
            case [str(what), str(detail), at] if what in ACTS and _is_text(detail) and is_moment(at):
                yield Act(what, detail[:LONGEST], at)


def _is_text(value: str) -> bool:
    """Whether a string can be encoded; JSON from a browser may have half a character (a lone surrogate)."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def is_moment(value: Any) -> bool:
    """Whether this is a number of seconds since 1970, before the year 3000."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and math.isfinite(value) and 0 <= value < YEAR_3000
