"""The call of a scene, folded by the line's own step: turns, and what the phone shows of them."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from ivr import place as places
from ivr.flow import step
from ivr.model import (
    Arrived,
    Dial,
    DialEnded,
    Event,
    HangUp,
    Heard,
    Listen,
    Pause,
    Place,
    Pressed,
    Say,
    Silence,
    Spoke,
    Turn,
)
from ivr.routes import HOUR, minute
from menus.model import Pack
from menus.seconds import seconds
from web.tryit_scene import Act

# A scene is folded anew for each page: all of its turns but the last have been worked out before.
once = lru_cache(maxsize=4096)(step)
SENTENCE = re.compile(r"(?<=[.?!])\s+")
NEW_LINE = 600


@dataclass(frozen=True, slots=True)
class Happened:
    """One turn of the call: what was done, where the caller was, the event, what the line said to it."""

    act: Act
    place: Place | None
    event: Event
    turn: Turn


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence on the screen: its words, the quiet before it and how long it lasts (milliseconds).

    `deaf` says that no key is taken meanwhile; `opens` that it begins a line of the screen.
    """

    words: str
    pause: int
    lasts: int
    deaf: bool
    opens: bool


def walk(pack: Pack, call: tuple[Act, ...]) -> tuple[Happened, ...]:
    """The turns of a call, in order. An act that cannot happen where the call is does nothing."""
    steps: list[Happened] = []
    for act in call:
        event = event_of(act, steps[-1].turn if steps else None)
        if event is None:
            continue
        place = arrived_at(steps[-1].turn.place, call[0], act) if steps else None
        steps.append(Happened(act, place, event, once(pack, place, event, act.moment)))
    return tuple(steps)


def arrived_at(place: Place, first: Act, act: Act) -> Place | None:
    """The place as the next webhook would read it, from the URL and the minute in which the call began."""
    read = places.read(places.write(place))
    late = minute(act.moment) - minute(first.moment) >= HOUR
    return read and replace(read, late=late)


def event_of(act: Act, turn: Turn | None) -> Event | None:
    """The event that an act is after `turn`; None for one that cannot happen there."""
    match act.what, turn.then if turn else None:
        case "call", None:
            return Arrived()
        case "press", Listen():
            return Pressed(act.detail)
        case "wait", Listen():
            return Silence()
        case "say", Listen(speech=True):
            return Spoke(act.detail)
        case "dial", Dial():
            return DialEnded("completed" if act.detail == "bridged" else act.detail, act.detail == "bridged")
        case "wait", Dial():
            return DialEnded("no-answer", False)
    return None


def state(call: tuple[Act, ...], steps: tuple[Happened, ...]) -> str:
    """What the phone does now: "idle", "listening", "ringing", "talking" or "over"."""
    if not steps:
        return "idle"
    if call[-1].what == "hangup" or isinstance(steps[-1].turn.then, HangUp):
        return "over"
    if isinstance(steps[-1].turn.then, Dial):
        picked_up = any(act.what == "answer" for act in call[call.index(steps[-1].act) :])
        return "talking" if picked_up else "ringing"
    return "listening"


def prompt(turn: Turn) -> tuple[Heard, ...]:
    """What is said while keys are taken."""
    return turn.then.prompt if isinstance(turn.then, Listen) else ()


def words_of(turn: Turn) -> str:
    """All words of a turn."""
    return " ".join(part.words for part in (*turn.before, *prompt(turn)) if isinstance(part, Say))


def lasts(turn: Turn) -> float:
    """How long a turn speaks, in seconds, its quiet included."""
    quiet = sum(part.ms for part in (*turn.before, *prompt(turn)) if isinstance(part, Pause))
    return seconds(words_of(turn)) + quiet / 1000


def waits(turn: Turn) -> float:
    """How long the line waits after its words, in seconds: for a key, or for the helpline to answer."""
    match turn.then:
        case Listen(wait=wait):
            return wait
        case Dial(ring=ring):
            return ring
    return 0


def pieces(turn: Turn) -> tuple[Piece, ...]:
    """A turn as sentences for the screen: a longer quiet opens a line."""
    found: list[Piece] = []
    for deaf, said in ((True, turn.before), (False, prompt(turn))):
        pause, opens = 0, True
        for part in said:
            if isinstance(part, Pause):
                pause, opens = pause + part.ms, opens or part.ms >= NEW_LINE
                continue
            for sentence in SENTENCE.split(part.words):
                lasting = round(seconds(sentence) * 1000)
                found.append(Piece(sentence, pause, lasting, deaf, opens))
                pause, opens = 0, False
    return tuple(found)
