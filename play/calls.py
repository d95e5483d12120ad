"""A call that is played by the line's own step: each act as the line is told of it, each turn."""

from dataclasses import dataclass, replace
from functools import lru_cache

from ivr.aloud import Numbers, numbers
from ivr.flow import step
from ivr.model import HOUR, Arrived, Dial, Event, KeyNumber, Listen, Place, Record, Turn, Wish
from ivr.rooms.every import CARRYING
from menus.outcome import Outcome
from play.act import Act, Phone, event_of, number_keyed
from play.memory import Memory, Wisher, grant, note_call

# A page plays its scene anew: all of its turns but the last have been worked out before.
once = lru_cache(maxsize=4096)(step)
MINUTE = 60


@dataclass(frozen=True, slots=True)
class Answer:
    """What the line said to an event; before that it may have had a `wish`, and `outcome` became of it."""

    turn: Turn
    wish: Wish | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One turn of a call: what was done, where the caller was, the event, what the line said to it.

    `keyed` is the number that was keyed (E.164), as long as the line lets it ride along.
    """

    act: Act
    place: Place | None
    event: Event
    answer: Answer
    keyed: str = ""

    @property
    def turn(self) -> Turn:
        """What is said, and what the line does next."""
        return self.answer.turn


@dataclass(frozen=True, slots=True)
class Call:
    """One call, as far as it has come.

    `name` is what the memory knows it by, `steps` are its turns, `last` is what was done last; `answered`
    holds while the helpline has picked up, `hung_up` once the caller has.
    """

    name: str
    steps: tuple[Step, ...]
    last: Act
    answered: bool = False
    hung_up: bool = False

    @property
    def began(self) -> Act:
        """The act that began it."""
        return self.steps[0].act

    @property
    def newest(self) -> Step:
        """The turn that the caller hears."""
        return self.steps[-1]

    @property
    def state(self) -> str:
        """What the phone does: "listening", "keying", "recording", "ringing", "talking" or "over"."""
        state = "over"
        match self.newest.turn.then:
            case Listen():
                state = "listening"
            case KeyNumber():
                state = "keying"
            case Record():
                state = "recording"
            case Dial():
                state = "talking" if self.answered else "ringing"
        return "over" if self.hung_up else state


def ring(phone: Phone, memory: Memory, name: str, act: Act) -> tuple[Memory, Call]:
    """Ring the line: the memory from now on, and the call."""
    memory, barred = note_call(memory, phone.own, act.moment)
    event = Arrived(barred)
    memory, answer = _take_step(phone, memory, Wisher(name, phone.own, act.moment), None, event)
    return memory, Call(name, (Step(act, None, event, answer),), act)


def go_on(phone: Phone, memory: Memory, call: Call, act: Act) -> tuple[Memory, Call] | None:
    """Do an act in a call: the memory from now on, and the call; None for what cannot be done there."""
    match act.what, call.state:
        case (_, "over") | ("wait", "talking"):
            return None
        case "clock", _:
            return memory, replace(call, last=act)
        case "hangup", _:
            return memory, replace(call, last=act, hung_up=True)
        case "answer", "ringing":
            return memory, replace(call, last=act, answered=True)
    event = event_of(act, call.newest.turn.then)
    if event is None:
        return None
    place, keyed = replace(call.newest.turn.place, late=_is_late(call, act)), _rides_along(call.newest, act)
    wisher = Wisher(call.name, keyed or phone.own, act.moment)
    memory, answer = _take_step(phone, memory, wisher, place, event)
    steps = (*call.steps, Step(act, place, event, answer, keyed))
    return memory, replace(call, steps=steps, last=act, answered=False)


def _take_step(
    phone: Phone, memory: Memory, wisher: Wisher, place: Place | None, event: Event
) -> tuple[Memory, Answer]:
    """Take one step of the line; the memory answers what it wishes for, and the line is told."""
    answer = Answer(once(phone.pack, place, event, wisher.now, phone.caller))
    while wish := answer.turn.wish:
        memory, outcome = grant(memory, phone.pack.hours, wish, wisher)
        turn = once(phone.pack, answer.turn.place, outcome, wisher.now, phone.caller)
        answer = Answer(turn, wish, outcome)
    return memory, answer


def _rides_along(before: Step, act: Act) -> str:
    """Find the number that was keyed, as the line carries it from place to place."""
    if isinstance(before.turn.then, KeyNumber):
        return number_keyed(act)[0]
    return before.keyed if before.turn.place.spot.room in CARRYING else ""


def _is_late(call: Call, act: Act) -> bool:
    """Whether a call has lasted its hour, by whole minutes as the line counts them (R14)."""
    return act.at // MINUTE - call.began.at // MINUTE >= HOUR


def numbers_of(phone: Phone, step: Step) -> Numbers:
    """Fill in what this call alone knows, as it is spoken."""
    language = phone.pack.languages[step.turn.place.language]
    return numbers(phone.pack, language, phone.own, step.keyed, phone.line)


def waits(turn: Turn) -> float:
    """Tell how long the line waits after its words, in seconds: for a key, or for the helpline to answer."""
    match turn.then:
        case Listen(wait=wait) | KeyNumber(wait=wait):
            return wait
        case Dial(ring=seconds):
            return seconds
    return 0
