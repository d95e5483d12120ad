"""Menus: the greeting, the choices of a menu, and what keys do there."""

from ivr.call import OPTION_GAP, Call, Go
from ivr.model import Event, Heard, Pause, Pressed, Turn
from ivr.room import About, Room
from ivr.rooms.patience import FIRST_WAIT, otherwise, quiet
from ivr.spot import Spot
from menus import seconds
from menus.model import MAIN, Action, Language, Pack

CLIPPED = Pause(seconds.CLIPPED)


def greet(call: Call) -> Turn:
    """The first words of a call: the service, the emergency sentence, the main menu."""
    go = Go(call.place, words=(CLIPPED, call.phrase("greeting"), OPTION_GAP))
    return call.listen(choices(call, MAIN), FIRST_WAIT, go, "call")


def enter(call: Call, go: Go) -> Turn:
    """A menu is read out."""
    return call.listen(choices(call, call.name), FIRST_WAIT, go)


def choices(call: Call, name: str) -> tuple[Heard, ...]:
    """All choices of a menu in reading order, without the quiet after the last one."""
    listed = tuple(
        part
        for action in call.pack.menus[name].actions
        for part in call.choice(what(call, action), action.key)
    )
    if name == MAIN:
        return (*person(call), *listed, *call.option("again", "9"))[:-1]
    return (*listed, *call.option("back", "*"), *offer(call))[:-1]


def person(call: Call) -> tuple[Heard, ...]:
    """The first choice of all: a person, or that the helpline is closed and what 0 gives instead (R6)."""
    if call.place.barred:
        return ()
    if call.open:
        return call.option("person", "0")
    return (call.phrase("closed_first"), *call.option("closed_person", "0"))


def offer(call: Call) -> tuple[Heard, ...]:
    """A person as the last choice, or when the helpline is closed what stands in for one (R5, R6)."""
    if call.place.barred:
        return ()
    return call.option("for_person" if call.open else "callback", "0")


def what(call: Call, action: Action) -> str:
    """What a choice leads to, in the words before its key."""
    named = call.language.menus if action.kind == "menu" else call.language.topics
    return named[action.target].option


def leads_to(call: Call, action: Action) -> Spot:
    """The spot that a key leads to: what stands first in a menu is heard before its choices."""
    overview = action.kind == "menu" and call.pack.menus[action.target].first
    return Spot("overview" if overview else action.kind, (action.target,))


def answer(call: Call, event: Event) -> Go:
    """What a key or a silence does at a menu."""
    if not isinstance(event, Pressed):
        return quiet(call, call.place.spot)
    for action in call.pack.menus[call.name].actions:
        if action.key == event.key:
            return call.choose(leads_to(call, action))
    return otherwise(call, event.key)


def highest(pack: Pack, _: Language, about: About) -> int | None:
    """A spot for each menu."""
    match about:
        case (name,) if name in pack.menus:
            return 0
    return None


ROOMS = {"menu": Room(enter, answer, highest, ends_hour=True)}
