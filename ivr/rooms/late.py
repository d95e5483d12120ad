"""The end of a call after an hour of recorded information (R14)."""

from counted import names as counted
from ivr.call import Call, Go
from ivr.model import Event, Pressed, Turn
from ivr.room import Room
from ivr.rooms.menu import offer
from ivr.rooms.patience import FIRST_WAIT
from ivr.spot import Spot


def enter(call: Call, go: Go) -> Turn:
    """Say that the call has lasted its hour, and offer a person.

    The words of `go`, the move that led here, come first.
    """
    return call.listen((call.phrase("late"), *offer(call)), FIRST_WAIT, go, counted.LATE)


def _answer(call: Call, event: Event) -> Go:
    """The next step after the words on the hour: the same words after key 9, goodbye after all else.

    A press of key 0 never gets here: `ivr/flow.py` has already put the caller through to a person.
    """
    return call.again() if isinstance(event, Pressed) and event.key == "9" else call.go(Spot("goodbye"))


ROOMS = {"late": Room(enter, _answer, called="The end of the hour")}
