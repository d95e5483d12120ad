"""Asks the person who picks up a personal helpline number to press 1; no voicemail can (R37)."""

from functools import partial

from counted import names as counted
from ivr.call import OPTION_GAP, Call, Choice, Go, pick
from ivr.model import Connect, Event, HangUp, Turn
from ivr.room import Room
from ivr.rooms.patience import to_main_menu
from ivr.spot import Spot

WAIT = 10


def _enter(call: Call, go: Go) -> Turn:
    """Tell the person who picked up at the helpline that a caller waits, and which key takes the call.

    The words of `go`, the move that led here, come first.
    """
    return call.listen(_choices(call), WAIT, go)


def _choices(call: Call) -> tuple[Choice, ...]:
    """The only choice of the person who picked up at the helpline: key 1, which takes the call."""
    lead = partial(call.go, Spot("taken"))
    return (call.option("take_call", "1", lead, first=(call.phrase("screen"),)),)


def _answer(call: Call, event: Event) -> Go:
    """The next step after the answer of the person at the helpline: connecting, or a refusal.

    The key that was offered takes the call; any other key, or silence, refuses it.
    """
    return pick(event, _choices(call)) or call.go(Spot("refused"))


def _enter_taken(call: Call, go: Go) -> Turn:
    """Connect the person at the helpline who pressed 1 to the caller who waits.

    Of `go`, the move that led here, only the words in `before` are said.
    """
    said = (*go.before, call.phrase("connecting"))  # a document that says nothing ends the call elsewhere
    return Turn(call.place, said, Connect(), (counted.screening("taken"),))


def _enter_refused(call: Call, go: Go) -> Turn:
    """Hang up on a person who picked up a transferred call but did not press the key that takes it.

    Of `go`, the move that led here, only the words in `before` are said. The caller's own call goes on.
    """
    return Turn(call.place, go.before, HangUp(), (counted.screening("refused"),))


def _ask(call: Call, _: Event) -> Go:
    """The next step once somebody has picked up at the helpline: the request to press 1.

    Staff hear the pack's first language; if the caller chose another one, staff hear which. The event is
    ignored, because it is only the carrier's first request.
    """
    if not call.language.first:
        return call.go(Spot("screening"))
    first = call.in_language(call.language.first)
    told = first.phrase("screen_language", chosen=call.language.name), OPTION_GAP
    return first.go(Spot("screening"))._replace(words=told if call.language.name else ())


ROOMS = {
    "screen": Room(_enter, _ask, takes="own keys"),
    "screening": Room(_enter, _answer, takes="own keys"),
    "taken": Room(_enter_taken, to_main_menu, takes="own keys"),
    "refused": Room(_enter_refused, to_main_menu, takes="own keys"),
}
