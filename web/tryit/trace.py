"""The trace of a scene: each turn's moment, place, event, what is next, what would be counted, its TwiML."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from ivr import place as places
from ivr.model import (
    Dial,
    DialEnded,
    Event,
    Keyed,
    KeyNumber,
    Listen,
    Place,
    Pressed,
    Record,
    Recorded,
    Silence,
    Spoke,
    Turn,
)
from ivr.twiml import Filling, render
from ivr.webhook import minute
from menus.model import Pack
from web.tryit.calls import Happened
from web.tryit.scene import Scene
from web.tryit.screen import known_to

RECORDED = "https://carrier.example/message"
SHOWN = 40  # turns: the newest of a long call


@dataclass(frozen=True, slots=True)
class Row:
    """One turn of the trace, in words and in TwiML."""

    number: int
    at: str
    event: str
    before: str
    after: str
    then: str
    wish: str
    counts: str
    twiml: str


def rows(pack: Pack, scene: Scene, steps: tuple[Happened, ...], line: str) -> tuple[Row, ...]:
    """The turns of a call, the newest first."""
    zone, found = ZoneInfo(pack.hours.zone), []
    for number, step in tuple(enumerate(steps, 1))[-SHOWN:]:
        turn = step.turn
        filling = Filling(
            minute(scene.call[0].moment),
            held="SEALED",
            recording=RECORDED,
            numbers=known_to(pack, scene, step, line),
        )
        twiml = render(turn, pack.languages[turn.place.language], filling)
        found.append(
            Row(
                number=number,
                at=f"{step.act.moment.astimezone(zone):%H:%M:%S}",
                event=told(step.event),
                before=where(step.place),
                after=where(turn.place),
                then=following(turn),
                wish=f"{step.wish} came to {step.outcome}" if step.wish else "",
                counts=", ".join(turn.counts),
                twiml=twiml.decode().replace("><", ">\n<"),
            )
        )
    return tuple(reversed(found))


def where(place: Place | None) -> str:
    """A place as the URL holds it."""
    return "nowhere yet" if place is None else places.write(place)


def told(event: Event) -> str:
    """An event in words."""
    match event:
        case Pressed(key):
            return f"You pressed {key}"
        case Spoke(words):
            return f"You said “{words}”"
        case Keyed(kind):
            return f"You keyed a number ({kind})" if kind else "You keyed no number"
        case Recorded(length):
            return f"You spoke for {length} seconds"
        case Silence():
            return "You pressed nothing"
        case DialEnded(status, bridged):
            return f"The helpline: {status}{', two people spoke' if bridged else ''}"
    return "You called"


def following(turn: Turn) -> str:
    """What the line does after its words."""
    match turn.then:
        case Listen(wait=wait, speech=speech):
            return f"listens {wait} s for a key{' or words' if speech else ''}"
        case Dial(ring=ring, screen=screen):
            return f"rings the helpline {ring} s{', asks for 1' if screen else ''}"
        case KeyNumber(wait=wait):
            return f"listens {wait} s for a number"
        case Record(longest):
            return f"records for {longest} s at most"
    return "hangs up"
