"""Asking whoever answers a personal helpline number to press 1, so no voicemail takes a call (R37)."""

from functools import partial

from counted import names as counted
from ivr.call import Call, Choice, Go, pick
from ivr.model import Connect, Event, HangUp, Turn
from ivr.room import Room
from ivr.rooms.patience import to_main_menu
from ivr.spot import Spot

WAIT = 10


def _enter(call: Call, go: Go) -> Turn:
    """Say who calls, and the key that takes the call."""
    return call.listen(_choices(call), WAIT, go)


def _choices(call: Call) -> tuple[Choice, ...]:
    """The key that takes the call."""
    lead = partial(call.go, Spot("taken"))
    return (call.option("take_call", "1", lead, first=(call.phrase("screen"),)),)


def _answer(call: Call, event: Event) -> Go:
    """Where a key leads: the one that was offered takes the call; any other, or silence, refuses it."""
    return pick(event, _choices(call)) or call.go(Spot("refused"))


def _enter_taken(call: Call, go: Go) -> Turn:
    """Connect the person who answered to the caller."""
    return Turn(call.place, go.before, Connect(), (counted.screening("taken"),))


def _enter_refused(call: Call, go: Go) -> Turn:
    """Hang up on whoever answered and did not take the call; the caller's own call goes on."""
    return Turn(call.place, go.before, HangUp(), (counted.screening("refused"),))


def _ask(call: Call, _: Event) -> Go:
    """Lead to the question, whatever the carrier's first request says."""
    return call.go(Spot("screening"))


ROOMS = {
    "screen": Room(_enter, _ask, takes="own keys"),
    "screening": Room(_enter, _answer, takes="own keys"),
    "taken": Room(_enter_taken, to_main_menu, takes="own keys"),
    "refused": Room(_enter_refused, to_main_menu, takes="own keys"),
}
