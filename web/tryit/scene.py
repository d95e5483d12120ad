"""The scene of the browser phone: all acts on it, which the page posts back as JSON; never stored."""

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import accumulate
from operator import itemgetter
from typing import Any

from menus.model import Pack
from play.act import Act, Phone
from play.player import Play, replay

# Numbers that the regulator sets aside for drama, which nobody has: each stands for its kind of caller.
CALLERS = {
    "mobile": "+447700900123",
    "landline": "+442079460123",
    "withheld": "anonymous",
}
ACTS = ("call", "press", "wait", "say", "key", "spoke", "answer", "dial", "clock", "hangup", "text", "forget")
THREAD = ("text", "forget")
# A longer scene starts to cost; past these the oldest texts go, and a call takes no more but its end. All the
# words of a scene that is posted are read anew: so a thread, or a call, has no more than one long text has.
MOST_ACTS, MOST_TEXTS, LONGEST, LETTERS = 300, 60, 1600, 1600
YEAR_3000 = 32_503_680_000


@dataclass(frozen=True, slots=True)
class Scene:
    """All acts on the browser phone, in order (`acts`), and the phone's settings.

    `clock` is the time to which the phone's clock was set (seconds since 1970), None for the real time.
    `caller` is the kind of number from which the phone calls: "mobile", "landline" or "withheld".
    """

    clock: float | None = None
    caller: str = "mobile"
    acts: tuple[Act, ...] = ()

    def write(self) -> str:
        """The scene (settings and acts) as one line of JSON, which `read` turns back into a Scene.

        Times are rounded to 0.1 s.
        """
        acts = [(act.what, act.detail, round(act.at, 1)) for act in self.acts]
        held = {"clock": self.clock, "caller": self.caller, "acts": acts}
        return json.dumps(held, separators=(",", ":"))

    def play(self, pack: Pack, line: str) -> Play:
        """Replay all acts on the browser phone; return the calls and texts that the acts produce.

        `line` is the information line's own phone number, "" if unknown.
        """
        return replay(Phone(pack, CALLERS[self.caller], line), self.acts)

    def add(self, what: str, detail: str, at: float) -> "Scene":
        """A copy of this record of acts on the browser phone, with one more act at the end.

        `what` is the act, such as "press", and `detail` goes with it, such as the key. `at` is the time in
        seconds since 1970. If there are too many texts, the oldest are dropped. A call with too many acts
        takes only one more, the hanging-up.
        """
        return replace(self, acts=_trim((*self.acts, Act(what, detail[:LONGEST], at))))


def clock_of(scene: Scene, play: Play, real: datetime) -> datetime:
    """The time (UTC, aware) that the browser phone's clock shows; `real` is the real time.

    This is the time to which the clock was set, or the real time if it was not set. During a call it is no
    earlier than the last act in the call.
    """
    clock = real.timestamp() if scene.clock is None else scene.clock
    return datetime.fromtimestamp(max(clock, play.call.last.at) if play.call else clock, UTC)


def _trim(acts: tuple[Act, ...]) -> tuple[Act, ...]:
    """Shorten the list of the visitor's acts, so that the list stays within the limits.

    Three kinds of acts are kept, each with at most `LETTERS` letters together. (a) The latest acts with
    texts, at most `MOST_TEXTS`. (b) The first acts of the newest call, at most `MOST_ACTS`, and its
    hanging-up. (c) The latest acts of all earlier calls, at most `MOST_ACTS` plus one.
    """
    numbered = tuple(enumerate(acts))
    texts = [one for one in reversed(numbered) if one[1].what in THREAD]
    calls = [one for one in numbered if one[1].what not in THREAD]
    begins = max((at for at, (_, act) in enumerate(calls) if act.what == "call"), default=0)
    now, earlier = calls[begins:], calls[:begins][::-1]
    full = _fit(now, MOST_ACTS)
    end = [one for one in now[full:] if one[1].what == "hangup"][:1]
    # one more before the newest call: a full one with its end stays whole
    kept = (*texts[: _fit(texts, MOST_TEXTS)], *earlier[: _fit(earlier, MOST_ACTS + 1)], *now[:full], *end)
    return tuple(act for _, act in sorted(kept, key=itemgetter(0)))


def _fit(acts: Sequence[tuple[int, Act]], most: int) -> int:
    """How many acts to keep from the start of `acts`, which has each act as (its number, the act).

    At most `most` are kept, and their details have at most `LETTERS` letters together.
    """
    letters = accumulate(len(act.detail) for _, act in acts[:most])
    return sum(together <= LETTERS for together in letters)


def read(line: str) -> Scene:
    """Read a `Scene`, all acts on the browser phone, from a line of JSON as `Scene.write` makes it.

    Malformed parts of the line are left out without an error; from no JSON at all comes an empty scene.
    """
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
    """The visitor's acts (pressed, texted …) as the browser sent them; malformed rows are dropped."""
    for row in held if isinstance(held, list) else ():
        match row:
            case [str(what), str(detail), at] if what in ACTS and _is_text(detail) and is_moment(at):
                yield Act(what, detail[:LONGEST], at)


def _is_text(value: str) -> bool:
    """Whether a string can be encoded; a browser's JSON may hold half a character (a lone surrogate)."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def is_moment(value: Any) -> bool:
    """Whether a value from the browser is a moment: seconds since 1970, before the year 3000."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and math.isfinite(value) and 0 <= value < YEAR_3000
