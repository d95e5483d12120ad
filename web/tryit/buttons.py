"""The buttons of the browser phone: each gives a new scene, the record of all acts on the phone."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from ivr.aloud import lasts
from ivr.model import Listen
from menus.model import Pack
from play.act import KEYS, Act
from play.calls import numbers_of, waits
from play.player import Play, do
from web.tryit import clock as tryit_clock
from web.tryit.scene import CALLERS, MOST_TEXTS, Scene, clock_of, is_moment

# The details that an act of the phone may have, as in "press:1"; an act that is not listed may have any.
DETAILS: Mapping[str, tuple[str, ...]] = {
    "press": tuple(KEYS),
    "dial": ("busy", "no-answer", "failed", "completed", "bridged"),
    "spoke": ("0", "20"),
}
PHONE = ("press", "say", "key", "spoke", "wait", "answer", "dial", "hangup")
# A jump presses each key as soon as its own name has been said.
A_KEY, LONGEST_TURN = 2.0, 3600.0


@dataclass(frozen=True, slots=True)
class Before:
    """The state of the browser phone when a button is pressed.

    `scene` records all acts on the phone, and `play` holds the calls and texts that these acts produce. `now`
    is the time on the phone's own clock, `real` the real time.
    """

    scene: Scene
    play: Play
    now: datetime
    real: datetime


def act(pack: Pack, scene: Scene, form: Mapping[str, str], real: datetime, line: str = "") -> Scene:
    """Carry out the visitor's button; return the scene of the browser phone with the act added.

    The form's field `do` names the act: "press:1", "wait", "text" … An impossible act changes nothing. `real`
    is the real time (aware). `line` is the line's own number, "" if unknown.

    The form's field `after` has the seconds, measured by the browser, since the line began to say its latest
    words. If the field is missing, the act happens when all the words have been said. Only a "wait" happens
    later: when the line has then waited in vain for an answer.
    """
    play = scene.play(pack, line)
    before = Before(scene, play, clock_of(scene, play, real), real)
    what, _, detail = form.get("do", "").partition(":")
    match what:
        case "call":
            scene = scene.add("call", "", before.now.timestamp())
        case "jump":
            scene = _jump_at(before, detail, form.get("at", ""))
        case "text":
            scene = _send_text(before, form.get("body", "").strip())
        case "forget":
            scene = scene.add("forget", "", before.now.timestamp())
        case "clock":
            scene = _set_clock(before, detail or form.get("at", ""))
        case "caller" if detail in CALLERS:
            scene = Scene(scene.clock, detail)
        case _ if what in PHONE:
            scene = _use_phone(before, what, detail or _read_typed(what, form), form.get("after", ""))
    return scene


def _read_typed(what: str, form: Mapping[str, str]) -> str:
    """What was typed beside the button `what`: words to say, or digits to key in; "" for other buttons."""
    match what:
        case "say":
            return form.get("words", "").strip()
        case "key":
            # hash, which ends a number, is not told by the carrier
            return "".join(sign for sign in form.get("number", "") if sign in KEYS and sign != "#")
    return ""


def _send_text(before: Before, body: str) -> Scene:
    """Send a text from the phone, one second after now or after its last text; send no empty text.

    The delay of one second keeps the texts in order, even while the phone's clock stands still.
    """
    at = before.now.timestamp()
    last = before.play.thread[-1].act.at if before.play.thread else at
    at = 1 + (last if at <= last <= at + MOST_TEXTS else at)
    return before.scene.add("text", body, at) if body else before.scene


def _use_phone(before: Before, what: str, detail: str, after: str) -> Scene:
    """Carry out an act in the present call, such as pressing a key, speaking, waiting or hanging up.

    `what` and `detail` are those of an `Act`. `after` says how many seconds the caller waited before it, as
    the form sent it. If there is no call, or the act is impossible now, the scene stays as it is.
    """
    call = before.play.call
    if not call or (what in DETAILS and detail not in DETAILS[what]):
        return before.scene
    turn, spent = call.newest.turn, _seconds(after)
    if what == "say" and not (isinstance(turn.then, Listen) and turn.then.speech):
        return before.scene
    if spent is None:
        quiet = waits(turn) if what == "wait" else 0
        spent = lasts(turn, numbers_of(before.play.phone, call.newest)) + quiet
    at = call.last.at + spent
    possible = do(before.play, Act(what, detail, at)) is not before.play
    return before.scene.add(what, detail, at) if possible else before.scene


def _seconds(text: str) -> float | None:
    """The seconds that a browser wrote into a form, at most `LONGEST_TURN`; None for any other text."""
    try:
        read = float(text)
    except ValueError:
        return None
    return min(read, LONGEST_TURN) if math.isfinite(read) and read >= 0 else None


def jump(scene: Scene, keys: str, at: datetime) -> Scene:
    """Begin a new call at the time `at`, and press `keys` in it, one every two seconds."""
    scene = scene.add("call", "", at.timestamp())
    for number, key in enumerate((key for key in keys if key in KEYS), 1):
        scene = scene.add("press", key, at.timestamp() + number * A_KEY)
    return scene


def _jump_at(before: Before, keys: str, words: str) -> Scene:
    """Begin a new call and press `keys` in it; first set the phone's clock, if `words` name a moment."""
    scene = _set_clock(before, words) if words else before.scene
    pack, line = before.play.phone.pack, before.play.phone.line
    return jump(scene, keys, clock_of(scene, scene.play(pack, line), before.real) if words else before.now)


def _set_clock(before: Before, words: str) -> Scene:
    """Set the phone's clock to the moment that `words` name (`clock.read`); other words change nothing."""
    scene, zone = before.scene, ZoneInfo(before.play.phone.pack.hours.zone)
    try:
        moment = tryit_clock.read(words, before.real, zone)
        clock = moment.timestamp() if moment else None
    except (ValueError, OverflowError):
        return scene
    if moment and not is_moment(clock):  # at the ends of the calendar no opening can be looked for
        return scene
    scene = replace(scene, clock=clock)
    return scene.add("clock", "", (moment or before.real).timestamp()) if before.play.call else scene
