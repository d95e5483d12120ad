"""A call in a play: each act becomes an event, to which `step` gives the next turn, as in real calls."""

from dataclasses import dataclass, replace
from functools import lru_cache

from ivr.aloud import Numbers, numbers
from ivr.flow import on_the_way, step
from ivr.model import HOUR, Arrived, Dial, Event, KeyNumber, Listen, Place, Record, Turn, Wish
from ivr.rooms.every import CARRYING
from menus.asked import Asked
from menus.multilingual.in_english import kept
from menus.outcome import Outcome
from play.act import Act, Phone, event_of, number_keyed
from play.grants import asked_for_others, grant, may_ask
from play.memory import Memory, note_call
from sms.model import TakenBack

# A page plays its scene anew: all of its turns but the last have been worked out before.
once = lru_cache(maxsize=4096)(step)
MINUTE = 60


@dataclass(frozen=True, slots=True)
class Answer:
    """The line's answer to an event: the next turn.

    To find this turn, the line may have made a request to the store, such as for a call-back. `wish` is the
    request. `outcome` is the reply, which the play's memory gave in the store's place. Both are None if the
    line made no request.
    """

    turn: Turn
    wish: Wish | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One turn of a call in a play: an act, the event that it caused, and the line's answer.

    `place` is where the caller was before the act; None for the act that begins the call. `keyed` is a phone
    number that the caller keyed in (E.164), in this act or an earlier one, while the call still needs it.
    Otherwise it is "".
    """

    act: Act
    place: Place | None
    event: Event
    answer: Answer
    keyed: str = ""

    @property
    def turn(self) -> Turn:
        """The line's turn after this act: the words said, and the next thing the line does."""
        return self.answer.turn


@dataclass(frozen=True, slots=True)
class Call:
    """One call made with the browser phone, up to now.

    `name` identifies the call in the play's memory. `steps` are its turns, each an act and the line's answer.
    `last` is the latest act, such as a key press. `answered` is true while somebody at the helpline is on the
    phone; `hung_up` is true once the caller has hung up.
    """

    name: str
    steps: tuple[Step, ...]
    last: Act
    answered: bool = False
    hung_up: bool = False

    @property
    def began(self) -> Act:
        """The act that began the call, with its time."""
        return self.steps[0].act

    @property
    def newest(self) -> Step:
        """The newest turn: the one that the caller hears."""
        return self.steps[-1]

    @property
    def state(self) -> str:
        """The state of the phone: "listening", "keying", "recording", "ringing", "talking" or "over"."""
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


def _has_asked(memory: Memory, own: str) -> bool:
    """Whether the number `own` has an open call-back, or its caller asked for one to another number."""
    return bool(own) and (memory.callback_of(own) is not None or bool(asked_for_others(memory, own)))


def ring(phone: Phone, memory: Memory, name: str, act: Act) -> tuple[Memory, Call]:
    """Begin a played call to the line; give the new memory, in which the call is counted, and the new call.

    `memory` stands for the store in a play; `name` is the call's id, and `act` tells when the call began.
    """
    memory, barred = note_call(memory, phone.own, act.moment)
    full = bool(phone.own) and not may_ask(memory, Asked(name, phone.own, "", act.moment))
    event = Arrived(barred or phone.is_ours(phone.number), full, _has_asked(memory, phone.own))
    memory, answer = _take_step(phone, memory, Asked(name, phone.own, "", act.moment), None, event)
    return memory, Call(name, (Step(act, None, event, answer),), act)


def go_on(phone: Phone, memory: Memory, call: Call, act: Act) -> tuple[Memory, Call] | None:
    """Do one act, such as a key press, in a played call; give the new memory and the new state of the call.

    `memory` stands for the store in a play. None if the act is not possible at that moment of the call.
    """
    match act.what, call.state:
        case (_, "over") | ("wait", "talking"):
            return None
        case "clock", _:
            return memory, replace(call, last=act)
        case "hangup", _:
            return memory, replace(call, last=act, hung_up=True)
        case "answer", "ringing":
            return memory, replace(call, last=act, answered=True)
    event = event_of(phone, act, call.newest.turn.then)
    if event is None:
        return None
    place, keyed = (
        call.newest.turn.place._replace(late=_is_late(call, act)),
        _rides_along(phone, call.newest, act),
    )
    wisher = Asked(call.name, phone.own, keyed, act.moment, kept(phone.pack.languages[place.language]))
    memory, answer = _take_step(phone, memory, wisher, place, event)
    steps = (*call.steps, Step(act, place, event, answer, keyed))
    return memory, replace(call, steps=steps, last=act, answered=False)


def _take_step(
    phone: Phone, memory: Memory, wisher: Asked, place: Place | None, event: Event
) -> tuple[Memory, Answer]:
    """Answer an event of a call as the real line would, with the play's memory in place of the store.

    Gives the new memory, and the answer.
    """
    answer = Answer(once(phone.pack, place, event, wisher.now, phone.caller))
    while wish := answer.turn.wish:
        memory, outcome = grant(memory, phone.pack.hours, wish, wisher)
        assert not isinstance(outcome, TakenBack), "a call takes nothing back"
        turn = once(phone.pack, answer.turn.place, outcome, wisher.now, phone.caller)
        answer = Answer(on_the_way(answer.turn, turn), wish, outcome)
    return memory, answer


def _rides_along(phone: Phone, before: Step, act: Act) -> str:
    """The phone number that the caller keyed, in `act` or before it; "" if the next turn needs none.

    `before` is the step before `act`.
    """
    if isinstance(before.turn.then, KeyNumber):
        return number_keyed(phone, act)[0]
    return before.keyed if before.turn.place.spot.room in CARRYING else ""


def _is_late(call: Call, act: Act) -> bool:
    """Whether a call has lasted an hour, counted in whole minutes as the line counts them (R14)."""
    return act.at // MINUTE - call.began.at // MINUTE >= HOUR


def numbers_of(phone: Phone, step: Step) -> Numbers:
    """The phone numbers, in words, for the blanks in the turn of `step`.

    They are the caller's own number, the number keyed in (no words if none was), and the line's.
    """
    language = phone.pack.languages[step.turn.place.language]
    return numbers(phone.pack, language, phone.own, step.keyed, phone.line)


def waits(turn: Turn) -> float:
    """The seconds for which the line waits for a key or rings somebody's phone; 0 if it does neither."""
    match turn.then:
        case Listen(wait=wait) | KeyNumber(wait=wait):
            return wait
        case Dial(ring=seconds):
            return seconds
    return 0
