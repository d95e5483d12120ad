"""The trace beside the browser phone, for programmers: each turn's event, places, counts and TwiML."""

from dataclasses import dataclass
from datetime import datetime
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
from play.act import Phone
from play.calls import Call, Step, numbers_of

RECORDED = "https://carrier.example/message"
# How the ringing of the helpline ended, by what a carrier calls it.
ENDED = {
    "busy": "The helpline was busy",
    "no-answer": "The helpline did not answer",
    "failed": "The helpline was not reached",
    "completed": "An answerphone answered",
}
SHOWN = 40  # turns: the newest of a long call


@dataclass(frozen=True, slots=True)
class Row:
    """One turn of a call in the table for programmers beside the browser phone, in words and in TwiML.

    `number` counts the turns from 1. `at` is the time of day. `event` is what happened, in words. `before`
    and `after` are the caller's places, as URL paths. `then` is what the line does after its words. `wish` is
    what the line asked of the store, with the outcome; "" if it asked nothing. `counts` has the names of the
    counts that the turn adds to.
    """

    number: int
    at: str
    event: str
    before: str
    after: str
    then: str
    wish: str
    counts: str
    twiml: str


def rows(phone: Phone, call: Call | None) -> tuple[Row, ...]:
    """The last 40 turns of a call as rows of the web page, the newest first; none without a call."""
    if call is None:
        return ()
    newest = tuple(enumerate(call.steps, 1))[-SHOWN:]
    return tuple(_row(phone, number, step, call.began.moment) for number, step in reversed(newest))


def _row(phone: Phone, number: int, step: Step, began: datetime) -> Row:
    """The turn `number` of a call as a row of the table; `began` is when the call began."""
    turn, answer = step.turn, step.answer
    filling = Filling(minute(began), held="SEALED", recording=RECORDED, numbers=numbers_of(phone, step))
    twiml = render(turn, phone.pack.languages[turn.place.language], filling)
    return Row(
        number=number,
        at=f"{step.act.moment.astimezone(ZoneInfo(phone.pack.hours.zone)):%H:%M:%S}",
        event=event_words(step.event),
        before=_where(step.place),
        after=_where(turn.place),
        then=_what_follows(turn),
        wish=f"{answer.wish} came to {answer.outcome}" if answer.wish else "",
        counts=", ".join(turn.counts),
        twiml=twiml.decode().replace("><", ">\n<"),
    )


def _where(place: Place | None) -> str:
    """A place in the call for the trace: its URL path, or "nowhere yet" for None."""
    return "nowhere yet" if place is None else places.write(place)


def event_words(event: Event) -> str:
    """An event of a call in words, such as "You pressed 3"."""
    words = "You called"
    match event:
        case Pressed(key):
            words = f"You pressed {key}"
        case Spoke(said):
            words = f"You said “{said}”"
        case Keyed(kind):
            words = f"You keyed a number ({kind})" if kind else "You keyed no number"
        case Recorded(length):
            words = f"You spoke for {length} seconds"
        case Silence():
            words = "You pressed nothing"
        case DialEnded(status, bridged):
            words = "Two people spoke" if bridged else ENDED.get(status, f"The helpline: {status}")
    return words


def _what_follows(turn: Turn) -> str:
    """The line's action after its words, such as "hangs up"."""
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
