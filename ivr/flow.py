"""The flow of a call as a pure function: the next turn from the caller's place and an event."""

from dataclasses import replace
from datetime import datetime

from ivr import owed
from ivr.call import Call, Go
from ivr.model import Arrived, Caller, Event, Listen, Place, Pressed, Spoke, Turn
from ivr.rooms import late, menu, speech
from ivr.rooms.every import ROOMS
from ivr.rooms.patience import to_person
from ivr.rooms.waiting import hear_of_it
from ivr.spot import MAIN_MENU, Spot
from menus.model import Pack
from menus.outcome import Outcome

NOBODY = Caller()
# Where nobody was reached, 0 is one of the choices: the helpline while we are open, else a call-back.
OWN_ZERO = ("missed", "closed")


def step(pack: Pack, place: Place | None, event: Event, now: datetime, caller: Caller = NOBODY) -> Turn:
    """Take the next turn of a call: the words that are said, and what is done after them.

    `event` is what happened, and `place` is where the caller was then. If `place` is None, the URL did not
    tell it: the call goes on at the main menu and says so. `now` is the time, aware. `caller` holds the kind
    of the caller's number.

    If the turn has a `wish`, say nothing yet. Ask the store for the wish, and call `step` again with the
    store's answer as `event` and the turn's place as `place`. Then give both turns to `on_the_way`.
    """
    first = next(iter(pack.languages))
    if isinstance(event, Arrived):
        start = Place(first, MAIN_MENU, barred=event.barred, full=event.full, asked=event.asked)
        return menu.greet(Call(pack, start, now, caller))
    if place is None or not _exists(pack, place):
        call = Call(pack, Place(first, MAIN_MENU), now, caller)
        return _arrive(call, call.go(MAIN_MENU, "lost"))
    call = Call(pack, place, now, caller)
    if isinstance(event, Outcome):
        return _settle(call, event)
    return _arrive(call, _lead(call, event))


def on_the_way(asked: Turn, answered: Turn) -> Turn:
    """The turn to say after the store's answer, with the words that were held back until then.

    `asked` is the turn with the wish, of which nothing has been said yet. `answered` is the turn that `step`
    gives for the store's answer. If both listen for keys, the words of `asked` come before those of
    `answered`.

    No key can cut short the words in `before`. They are those of `asked` if it has any and the call stays in
    the same room. Otherwise they are those of `answered`.
    """
    stays = asked.before and answered.place.spot.room == asked.place.spot.room
    before = asked.before if stays else answered.before
    if isinstance(asked.then, Listen) and isinstance(answered.then, Listen):
        then = replace(answered.then, prompt=(*asked.then.prompt, *answered.then.prompt))
        return replace(answered, before=before, then=then)
    return replace(answered, before=before)


def _exists(pack: Pack, place: Place) -> bool:
    """Whether this pack has the place; an old or mistyped URL may name one that it does not have."""
    room = ROOMS.get(place.spot.room)
    return room is not None and room.holds(pack, place)


def _lead(call: Call, event: Event) -> Go:
    """The next place after an event at the caller's place, and the words on the way."""
    room = ROOMS[call.place.spot.room]
    if isinstance(event, Spoke) and room.takes == "keys":
        call = call.move(silences=0) if call.place.silences else call
        heard = speech.hear(call, event)
        if isinstance(heard, Go):
            return heard
        event = heard
    elif isinstance(event, Pressed) and call.place.silences:
        call = call.move(silences=0)
    go = owed.say_how_it_stands(call, _universal(call, event) or room.answer(call, event))
    return owed.hear_nines(call, event, owed.pass_safety(call, event, go))


def _settle(call: Call, outcome: Outcome) -> Turn:
    """The turn that tells the caller whether the store granted a request, such as a call-back.

    `outcome` is the store's answer. The room (ivr/rooms) of the caller's present place chooses the words.
    """
    settled = ROOMS[call.place.spot.room].settle
    led = settled(call, outcome) if settled else call.go(MAIN_MENU)
    return led if isinstance(led, Turn) else _arrive(call, led)


def _arrive(call: Call, go: Go) -> Turn:
    """Take the caller to the place in `go`; return the turn with the words of that place.

    If the call has lasted an hour, and the place's room ends such calls (`Room.ends_hour`), as a menu does,
    the turn says instead that the hour is over (R14).
    """
    call = Call(call.pack, go.place, call.now, call.caller)
    room = ROOMS[call.place.spot.room]
    if call.place.late and room.ends_hour:
        return late.enter(call.move(spot=Spot("late")), go)
    turn = room.enter(call, go)
    return replace(turn, counts=(*go.counts, *turn.counts)) if go.counts else turn


def _universal(call: Call, event: Event) -> Go | None:
    """The next step after the keys 0 (a person) and 8 (slow mode), the same in most rooms (R5).

    A barred caller is not put through by 0, but hears of the call-backs that they asked for, if any. The
    result is None for other keys and events, and in rooms that use all keys in their own way.
    """
    if not isinstance(event, Pressed) or ROOMS[call.place.spot.room].takes != "keys":
        return None
    match event.key:
        case "0" if call.place.barred and call.place.asked:
            return hear_of_it(call)
        case "0" if call.place.spot.room in OWN_ZERO and not call.place.barred:
            return None
        case "0":
            return to_person(call)
        case "8":
            slow = not call.place.slow
            return call.again("slow_on" if slow else "slow_off", slow=slow)
    return None
