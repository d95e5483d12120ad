"""The end of a call's hour of recorded information (R14)."""

from ivr.call import OPTION_GAP, Call, Go
from ivr.model import Event, Pressed, Turn
from ivr.room import Room
from ivr.rooms.menu import offer
from ivr.rooms.patience import FIRST_WAIT
from ivr.spot import Spot


def enter(call: Call, go: Go) -> Turn:
    """That the call has lasted its hour, and the way to a person."""
    return call.listen((call.phrase("late"), OPTION_GAP, *offer(call)[:-1]), FIRST_WAIT, go, "late")


def answer(call: Call, event: Event) -> Go:
    """The words once more for 9, otherwise goodbye; 0 has been taken care of."""
    return call.again() if isinstance(event, Pressed) and event.key == "9" else call.go(Spot("goodbye"))


ROOMS = {"late": Room(enter, answer)}
