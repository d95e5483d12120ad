"""The call of a scene, folded by the line's own step: each act as the carrier would tell it, each turn."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from ivr import place as places
from ivr.flow import step
from ivr.model import (
    Arrived,
    Caller,
    Dial,
    Event,
    KeyNumber,
    Listen,
    Place,
    Record,
    Turn,
    Wish,
)
from ivr.rooms.every import CARRYING
from ivr.routes import HOUR
from ivr.webhook import Carried, minute
from ivr.webhook import read as told
from menus.model import Pack
from menus.outcome import Outcome
from store.numbers import kind_of
from web.tryit.scene import Act, Scene
from web.tryit.wishes import grant

# A scene is folded anew for each page: all of its turns but the last have been worked out before.
once = lru_cache(maxsize=4096)(step)
RECORDING = {"RecordingSid": "RE" + "0" * 32, "RecordingUrl": "/try"}


@dataclass(frozen=True, slots=True)
class Happened:
    """One turn of the call: what was done, where the caller was, the event, what the line said to it.

    `wish` is what the line wished for first, `outcome` what became of it, `number` the number it was about;
    `held` is what rides on beside the place.
    """

    act: Act
    place: Place | None
    event: Event
    turn: Turn
    held: Carried
    number: str
    wish: Wish | None = None
    outcome: Outcome | None = None


def walk(pack: Pack, scene: Scene) -> tuple[Happened, ...]:
    """The turns of a call, in order. An act that cannot happen where the call is does nothing."""
    steps: list[Happened] = []
    for act in scene.call:
        if not steps:
            steps.append(happened(pack, scene, act, None, Arrived(), Carried()))
            continue
        last = steps[-1]
        form = form_of(act, last.turn)
        place = arrived_at(last.turn.place, scene.call[0], act)
        if form is not None and place is not None:
            # what was keyed or recorded rides along only where the line lets it
            rides = last.turn.place.spot.room in CARRYING
            event, held = told(form, place, last.held if rides else Carried())
            steps.append(happened(pack, scene, act, place, event, held))
    return tuple(steps)


def happened(
    pack: Pack, scene: Scene, act: Act, place: Place | None, event: Event, held: Carried
) -> Happened:
    """The turn of one event; a wish is granted by this page's own session, and the line told."""
    caller = Caller(kind_of(scene.number))
    turn, wish, outcome = once(pack, place, event, act.moment, caller), None, None
    number = held.number or scene.number
    while turn.wish:
        wish, outcome = turn.wish, grant(pack, scene, turn.wish, number, act)
        turn = once(pack, turn.place, outcome, act.moment, caller)
    return Happened(act, place, event, turn, held, number, wish, outcome)


def arrived_at(place: Place, first: Act, act: Act) -> Place | None:
    """The place as the next webhook would read it, from the URL and the minute in which the call began."""
    read = places.read(places.write(place))
    late = minute(act.moment) - minute(first.moment) >= HOUR
    return read and replace(read, late=late)


def form_of(act: Act, turn: Turn) -> Mapping[str, str] | None:
    """What the carrier would tell of an act after `turn`; None for an act that cannot happen there."""
    match act.what, turn.then:
        case "press", Listen():
            return {"Digits": act.detail}
        case "key", KeyNumber():
            return {"Digits": act.detail}
        case "wait", Listen() | KeyNumber():
            return {}
        case "say", Listen(speech=True):
            return {"SpeechResult": act.detail, "Confidence": "0.9"}
        case "spoke", Record():
            return {**RECORDING, "RecordingDuration": act.detail} if act.detail != "0" else {}
        case "dial", Dial():
            bridged = act.detail == "bridged"
            return {
                "DialCallStatus": "completed" if bridged else act.detail,
                "DialBridged": str(bridged).lower(),
            }
        case "wait", Dial():
            return {"DialCallStatus": "no-answer", "DialBridged": "false"}
    return None


def state(call: tuple[Act, ...], steps: tuple[Happened, ...]) -> str:
    """What the phone does: "idle", "listening", "keying", "recording", "ringing", "talking" or "over"."""
    if not steps:
        return "idle"
    if call[-1].what == "hangup":
        return "over"
    match steps[-1].turn.then:
        case Listen():
            return "listening"
        case KeyNumber():
            return "keying"
        case Record():
            return "recording"
        case Dial():
            picked_up = any(act.what == "answer" for act in call[call.index(steps[-1].act) :])
            return "talking" if picked_up else "ringing"
    return "over"
