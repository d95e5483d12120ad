"""Hearing of a call-back that waits for the number one calls from, and taking it back (R49).

It is for that number alone: nobody hears of another's, or takes it back.
"""

from datetime import datetime
from functools import partial

from counted import names as counted
from ivr.call import Call, Choice, Go
from ivr.model import Event, Listen, OwnCallback, Pressed, Turn
from ivr.room import About, Room
from ivr.rooms.patience import REPEAT_WAIT, among
from ivr.spot import MAIN_MENU, Spot
from menus import words
from menus.model import Language, Pack
from menus.outcome import Already, Kept, Outcome, Refused

# In the room "waits" `Place.chunk` is a flag: with 1 the caller has heard of one that they can take back.
WAITS = 1


def is_rung(call: Call) -> bool:
    """Whether staff can ring back the number that the caller calls from."""
    return call.caller.kind in ("mobile", "landline")


def hear_of_it(call: Call) -> Go:
    """Send the caller to where they hear whether a call-back waits for the number they call from."""
    return call.confirm(Spot("waits"), "asked_title")


def _enter(call: Call, go: Go) -> Turn:
    """Ask the store for the call-back; nothing is said before it has answered."""
    return Turn(call.place, go.before, Listen((), REPEAT_WAIT), wish=OwnCallback())


def _settle(call: Call, outcome: Outcome) -> Turn:
    """Say by when staff will ring, with the choice to take it back; or that no call-back waits."""
    title = (call.phrase("asked_title"),)
    if isinstance(outcome, Already):
        call, at = call.move(chunk=WAITS), outcome.due
        said = call.phrase("callback_waits", due=_due_words(call, at) if at else "")
    else:
        call = call.move(chunk=0)
        said = call.phrase(_why_not(outcome))
    return Turn(call.place, title, Listen(call.read_out(said, *_choices(call)), REPEAT_WAIT))


def _due_words(call: Call, due: datetime) -> str:
    """By when staff will ring, in words."""
    return words.due(call.language, call.pack.hours, call.now, due)


def _why_not(outcome: Outcome) -> str:
    """The phrase that says why there is nothing to take back: there is none, or the store is away."""
    return "callback_none" if outcome in (Refused("none"), Refused("no_number")) else "wish_failed"


def _choices(call: Call) -> tuple[Choice, ...]:
    """The choices after hearing whether a call-back waits: to take it back, if so, and the information."""
    back = call.option("take_back", "1", partial(call.confirm, Spot("taken_back"), "taken_title"))
    return (back, _information(call)) if call.place.chunk == WAITS else (_information(call),)


def _information(call: Call) -> Choice:
    return call.option("closed_information", "*", partial(call.choose, MAIN_MENU))


def _answer(call: Call, event: Event) -> Go:
    """Where a key or silence leads after the caller heard of their call-back."""
    return among(call, event, _choices(call), MAIN_MENU)


def _highest(_: Pack, __: Language, about: About) -> int | None:
    """The highest `Place.chunk` that a URL may name in "waits": 1; None if `about` names a subject."""
    return None if about else WAITS


def _enter_taken(call: Call, go: Go) -> Turn:
    """Ask the store to end the call-back; nothing is said before it has answered."""
    return Turn(call.place, go.before, Listen((), REPEAT_WAIT), wish=OwnCallback(ends=True))


def _settle_taken(call: Call, outcome: Outcome) -> Turn:
    """Tell the caller that their call-back is cancelled, that there was none, or that we cannot be sure.

    Which of these it is, the store's answer (`outcome`) says.
    """
    ended = isinstance(outcome, Kept)
    said = call.phrase("callback_withdrawn" if ended else _why_not(outcome))
    prompt = call.read_out(said, _information(call))
    counts = (counted.callback("withdrawn"),) if ended else ()
    return Turn(call.place, (call.phrase("taken_title"),), Listen(prompt, REPEAT_WAIT), counts)


def _answer_taken(call: Call, event: Event) -> Go:
    """Where a key leads once the call-back was taken back; silence leads to the goodbye."""
    if not isinstance(event, Pressed):
        return call.go(Spot("goodbye"))
    return among(call, event, (_information(call),))


ROOMS = {
    "waits": Room(_enter, _answer, _highest, settle=_settle, called="Hearing of a call-back that waits"),
    "taken_back": Room(
        _enter_taken, _answer_taken, settle=_settle_taken, called="After a call-back was taken back"
    ),
}
