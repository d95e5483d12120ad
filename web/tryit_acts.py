"""What a button of the browser phone does: a posted form and a scene give the next scene."""

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from menus.model import Pack
from web import tryit_clock
from web.tryit_call import lasts, state, waits, walk
from web.tryit_scene import CALLERS, Scene

KEYS = "0123456789*#"
STATUSES = ("busy", "no-answer", "failed", "completed", "bridged")
# Where each act can be done.
POSSIBLE = {
    "press": ("listening",),
    "say": ("listening",),
    "wait": ("listening", "ringing"),
    "answer": ("ringing",),
    "dial": ("ringing", "talking"),
    "hangup": ("listening", "ringing", "talking"),
}
# A jump presses each key as soon as its own name has been said.
A_KEY, LONGEST_TURN = 2.0, 3600.0


def act(pack: Pack, scene: Scene, form: Mapping[str, str], real: datetime) -> Scene:
    """The scene after the button `do` ("press:1", "wait", "text" …), pressed at `real` (aware).

    `after` holds the seconds since the turn began, as the browser measured them; without it the line's words
    and its wait are taken to have gone by. What is not possible changes nothing.
    """
    what, _, detail = form.get("do", "").partition(":")
    match what:
        case "call":
            return scene.did("call", "", scene.now(real).timestamp())
        case "jump":
            return jump(scene, detail, real)
        case "text":
            body = form.get("body", "").strip()
            return scene.texted(body, scene.now(real).timestamp()) if body else scene
        case "forget":
            return replace(scene, texts=())
        case "clock":
            return set_clock(pack, scene, detail or form.get("at", ""), real)
        case "caller" if detail in CALLERS:
            return replace(scene, caller=detail, texts=())
        case "say":
            return phone_act(pack, scene, what, form.get("words", ""), form.get("after", ""))
    return phone_act(pack, scene, what, detail, form.get("after", ""))


def phone_act(pack: Pack, scene: Scene, what: str, detail: str, after: str) -> Scene:
    """Something done on the phone in a call that is on."""
    steps = walk(pack, scene.call)
    wrong = (what == "press" and detail not in tuple(KEYS)) or (what == "dial" and detail not in STATUSES)
    if state(scene.call, steps) not in POSSIBLE.get(what, ()) or wrong:
        return scene
    turn, last = steps[-1].turn, scene.call[-1].at
    spent = seconds(after)
    if spent is None:
        spent = lasts(turn) + (waits(turn) if what == "wait" else 0)
    return scene.did(what, detail, last + spent)


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
    except ValueError:
        return scene
    scene = replace(scene, clock=moment.timestamp() if moment else None)
    calling = state(scene.call, walk(pack, scene.call)) in ("listening", "ringing", "talking")
    return scene.did("clock", "", (moment or real).timestamp()) if calling else scene
