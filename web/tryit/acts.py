"""What a button of the browser phone does: a posted form and a scene give the next scene."""

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from ivr.aloud import lasts
from menus.model import Pack
from web.tryit import clock as tryit_clock
from web.tryit import texts as tryit_texts
from web.tryit.calls import state, walk
from web.tryit.scene import CALLERS, Scene, is_moment
from web.tryit.screen import known_to, waits
from web.tryit.wishes import to_keep

KEYS = "0123456789*#"
# What a button may say beside its name; anything where none is listed.
DETAILS = {
    "press": tuple(KEYS),
    "dial": ("busy", "no-answer", "failed", "completed", "bridged"),
    "spoke": ("0", "20"),
}
# Where each act can be done.
POSSIBLE = {
    "press": ("listening",),
    "say": ("listening",),
    "key": ("keying",),
    "spoke": ("recording",),
    "wait": ("listening", "keying", "ringing"),
    "answer": ("ringing",),
    "dial": ("ringing", "talking"),
    "hangup": ("listening", "keying", "recording", "ringing", "talking"),
}
# A jump presses each key as soon as its own name has been said.
A_KEY, LONGEST_TURN = 2.0, 3600.0


def act(pack: Pack, scene: Scene, form: Mapping[str, str], real: datetime, line: str = "") -> Scene:
    """The scene after the button `do` ("press:1", "wait", "text" …), pressed at `real` (aware).

    `after` holds the seconds since the turn began, as the browser measured them; without it the line's words
    and its wait are taken to have gone by. What is not possible changes nothing. `line` is the line's number.
    """
    what, _, detail = form.get("do", "").partition(":")
    match what:
        case "call":
            return scene.did("call", "", scene.now(real).timestamp())
        case "jump":
            return jump(scene, detail, real)
        case "text":
            return texted(pack, scene, form.get("body", "").strip(), real, line)
        case "forget":
            return replace(scene, texts=())
        case "clock":
            return set_clock(pack, scene, detail or form.get("at", ""), real)
        case "caller":
            return Scene(scene.clock, detail) if detail in CALLERS else scene
        case "say":
            detail = form.get("words", "").strip()
        case "key":
            # hash, which ends a number, is not told by the carrier
            detail = "".join(sign for sign in form.get("number", "") if sign in KEYS and sign != "#")
    return phone_act(pack, scene, what, detail, form.get("after", ""))


def texted(pack: Pack, scene: Scene, body: str, real: datetime, line: str) -> Scene:
    """A text is sent; what the line promises by its answer is remembered."""
    if not body:
        return scene
    scene = scene.texted(body, scene.now(real).timestamp())
    newest = tryit_texts.walk(pack, scene, line)[-1]
    return scene.promised(to_keep(newest.wish, newest.outcome, newest.number, newest.act))


def phone_act(pack: Pack, scene: Scene, what: str, detail: str, after: str) -> Scene:
    """Something done on the phone in a call that is on; what the line promises then is remembered."""
    steps = walk(pack, scene)
    wrong = what in DETAILS and detail not in DETAILS[what]
    if state(scene.call, steps) not in POSSIBLE.get(what, ()) or wrong:
        return scene
    turn, spent = steps[-1].turn, seconds(after)
    if spent is None:
        spent = lasts(turn, known_to(pack, scene, steps[-1], "")) + (waits(turn) if what == "wait" else 0)
    done = scene.did(what, detail, scene.call[-1].at + spent)
    newest = walk(pack, done)[-1]
    if newest.act is not done.call[-1]:
        return done
    return done.promised(to_keep(newest.wish, newest.outcome, newest.number, newest.act))


def seconds(text: str) -> float | None:
    """Seconds as a browser gives them; None for anything else."""
    try:
        read = float(text)
    except ValueError:
        return None
    return min(read, LONGEST_TURN) if math.isfinite(read) and read >= 0 else None


def jump(scene: Scene, keys: str, real: datetime) -> Scene:
    """A new call in which `keys` were pressed one after the other."""
    at = scene.now(real).timestamp()
    scene = scene.did("call", "", at)
    for number, key in enumerate((key for key in keys if key in KEYS), 1):
        scene = scene.did("press", key, at + number * A_KEY)
    return scene


def set_clock(pack: Pack, scene: Scene, words: str, real: datetime) -> Scene:
    """The clock is set to what `words` name, in a call too; unreadable words change nothing."""
    try:
        moment = tryit_clock.read(words, real, ZoneInfo(pack.hours.zone))
        clock = moment.timestamp() if moment else None
    except (ValueError, OverflowError):
        return scene
    if moment and not is_moment(clock):  # at the ends of the calendar no opening can be looked for
        return scene
    scene = replace(scene, clock=clock)
    calling = state(scene.call, walk(pack, scene)) in POSSIBLE["hangup"]
    # a call that is over would hold the clock where it ended
    return scene.did("clock", "", (moment or real).timestamp()) if calling else replace(scene, call=())
