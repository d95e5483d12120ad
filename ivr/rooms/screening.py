"""Asks whoever picks up a personal helpline number to press 1, so that no voicemail takes a call (R37)."""

from functools import partial

from counted import names as counted
from ivr.call import Call, Choice, Go, pick
from ivr.model import Connect, Event, HangUp, Turn
from ivr.room import Room
from ivr.rooms.patience import to_main_menu
from ivr.spot import Spot

WAIT = 10


def _enter(call: Call, go: Go) -> Turn:
    """Tell whoever picked up at the helpline who calls, and which key to press to take the call."""
    return call.listen(_choices(call), WAIT, go)


def _choices(call: Call) -> tuple[Choice, ...]:
    """The only choice of whoever picked up at the helpline: key 1, by which they take the caller's call."""
    lead = partial(call.go, Spot("taken"))
    return (call.option("take_call", "1", lead, first=(call.phrase("screen"),)),)


def _answer(call: Call, event: Event) -> Go:
    """Where the answer of whoever picked up at the helpline leads: to the caller, or to a refusal.

    The key that they were offered takes the call; any other key, or silence, refuses it.
    """
    return pick(event, _choices(call)) or call.go(Spot("refused"))


def _enter_taken(call: Call, go: Go) -> Turn:
    """Connect whoever picked up at the helpline, and pressed 1 to take the call, to the caller who waits."""
    said = (*go.before, call.phrase("connecting"))  # a document that says nothing ends the call elsewhere
    return Turn(call.place, said, Connect(), (counted.screening("taken"),))


def _enter_refused(call: Call, go: Go) -> Turn:
    """Hang up on whoever picked up a transferred call, but did not press the key that takes it.

    The caller's own call goes on.
    """
    return Turn(call.place, go.before, HangUp(), (counted.screening("refused"),))


def _ask(call: Call, _: Event) -> Go:
    """Where the call goes once somebody has picked up at the helpline: to the request to press 1.

    The event is ignored: it is only the carrier's first request, and answers nothing.
    """
    return call.go(Spot("screening"))


ROOMS = {
    "screen": Room(_enter, _ask, takes="own keys"),
    "screening": Room(_enter, _answer, takes="own keys"),
    "taken": Room(_enter_taken, to_main_menu, takes="own keys"),
    "refused": Room(_enter_refused, to_main_menu, takes="own keys"),
}
