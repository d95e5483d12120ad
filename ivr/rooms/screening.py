"""Whoever answers a person's number is asked to take the call, so that no voicemail swallows it (R37)."""

from ivr.call import Call, Go
from ivr.model import Connect, Event, HangUp, Pressed, Turn
from ivr.room import Room
from ivr.rooms.patience import to_main_menu
from ivr.spot import Spot

WAIT = 10


def enter(call: Call, go: Go) -> Turn:
    """Who calls, and the key that takes the call."""
    return call.listen((call.phrase("screen"), *call.option("take_call", "1")[:-1]), WAIT, go)


def answer(call: Call, event: Event) -> Go:
    """1 takes it; any other key, or none, is no answer."""
    return call.go(Spot("taken" if event == Pressed("1") else "refused"))


def enter_taken(call: Call, go: Go) -> Turn:
    """The two are put through."""
    return Turn(call.place, go.before, Connect(), ("screen:taken",))


def enter_refused(call: Call, go: Go) -> Turn:
    """Nobody took it: this leg ends, and the caller is told."""
    return Turn(call.place, go.before, HangUp(), ("screen:refused",))


def ask(call: Call, _: Event) -> Go:
    """Lead to the question, whatever the carrier tells first on the leg of whoever answered."""
    return call.go(Spot("screening"))


ROOMS = {
    "screen": Room(enter, ask, takes="own keys"),
    "screening": Room(enter, answer, takes="own keys"),
    "taken": Room(enter_taken, to_main_menu, takes="own keys"),
    "refused": Room(enter_refused, to_main_menu, takes="own keys"),
}
