"""The whole call as a pure function: the caller's place and what happened there give the next turn."""

from dataclasses import replace
from datetime import datetime

from ivr import owed
from ivr.call import Call, Go
from ivr.model import Arrived, Caller, Event, Place, Pressed, Spoke, Turn
from ivr.rooms import late, menu, speech
from ivr.rooms.every import ROOMS
from ivr.rooms.patience import to_person
from ivr.spot import MAIN_MENU, Spot
from menus.model import Pack
from menus.outcome import Already, Kept, Outcome, Refused

NOBODY = Caller()


def step(pack: Pack, place: Place | None, event: Event, now: datetime, caller: Caller = NOBODY) -> Turn:
    """Take the next turn of a call.

    `place` is where the caller is; None where the URL did not tell it: then the call goes on at the main
    menu, and says so. `event` is what happened there; `now` is the moment, aware. A turn with a `wish` has
    to be asked of the store: its answer is the next `event`, at the place of that turn.
    """
    first = next(iter(pack.languages))
    if isinstance(event, Arrived):
        return menu.greet(Call(pack, Place(first, MAIN_MENU, barred=event.barred), now, caller))
    if place is None or not _exists(pack, place):
        call = Call(pack, Place(first, MAIN_MENU), now, caller)
        return _arrive(call, call.go(MAIN_MENU, "lost"))
    call = Call(pack, place, now, caller)
    if isinstance(event, Kept | Already | Refused):
        return _settle(call, event)
    return _arrive(call, _lead(call, event))


def _exists(pack: Pack, place: Place) -> bool:
    """Whether this pack has the place."""
    room = ROOMS.get(place.spot.room)
    return room is not None and room.holds(pack, place)


def _lead(call: Call, event: Event) -> Go:
    """Where an event leads from a place."""
    room = ROOMS[call.place.spot.room]
    if isinstance(event, Spoke) and room.takes == "keys":
        call = call.move(silences=0)
        heard = speech.hear(call, event)
        if isinstance(heard, Go):
            return heard
        event = heard
    elif isinstance(event, Pressed):
        call = call.move(touched=True, silences=0)
    return owed.pass_safety(call, event, _universal(call, event) or room.answer(call, event))


def _settle(call: Call, outcome: Outcome) -> Turn:
    """Tell the caller whether it worked, now that the store has answered a wish."""
    settled = ROOMS[call.place.spot.room].settle
    led = settled(call, outcome) if settled else call.go(MAIN_MENU)
    return led if isinstance(led, Turn) else _arrive(call, led)


def _arrive(call: Call, go: Go) -> Turn:
    """Enter the place that a room sent the caller to.

    A call that has lasted its hour is told so only where a room allows it (`ends_hour`), such as a menu
    (R14).
    """
    call = Call(call.pack, go.place, call.now, call.caller)
    room = ROOMS[call.place.spot.room]
    if call.place.late and room.ends_hour:
        return late.enter(call.move(spot=Spot("late")), go)
    turn = room.enter(call, go)
    return replace(turn, counts=(*go.counts, *turn.counts)) if go.counts else turn


def _universal(call: Call, event: Event) -> Go | None:
    """Where 0 (a person) and 8 (slow mode) lead, the same at almost every place (R5); None for other keys."""
    if not isinstance(event, Pressed) or ROOMS[call.place.spot.room].takes != "keys":
        return None
    match event.key:
        case "0":
            return to_person(call)
        case "8":
            slow = not call.place.slow
            return call.again("slow_on" if slow else "slow_off", slow=slow)
    return None
