"""Menus: the greeting, the choices that are read out, and where their keys lead."""

from functools import partial

from counted import names as counted
from ivr.call import OPTION_GAP, Call, Choice, Go
from ivr.model import Event, Pause, Turn
from ivr.room import About, Room
from ivr.rooms.patience import FIRST_WAIT, among, back, to_person
from ivr.spot import Spot
from menus import seconds
from menus.model import MAIN, Action, Language, Pack

CLIPPED = Pause(seconds.CLIPPED)


def greet(call: Call) -> Turn:
    """Say the first words of a call: the service's name, the emergency sentence, and the main menu."""
    go = Go(call.place, words=(CLIPPED, call.phrase("greeting"), OPTION_GAP))
    return call.listen(_choices(call, MAIN), FIRST_WAIT, go, counted.GREETED)


def enter(call: Call, go: Go) -> Turn:
    """Read out the menu that the call's place names."""
    return call.listen(_choices(call, call.name), FIRST_WAIT, go)


def _choices(call: Call, name: str) -> tuple[Choice, ...]:
    """All choices of a menu, in the order in which they are read out."""
    listed = (
        Choice(action.key, _what(call, action), partial(call.choose, _leads_to(call, action)))
        for action in call.pack.menus[name].actions
    )
    if name == MAIN:
        return (*_person(call), *listed, call.option("again", "9", call.again))
    return (*listed, back(call), *offer(call))


def _person(call: Call) -> tuple[Choice, ...]:
    """The first choice of the main menu: 0 for a person, or for other help while the helpline is closed (R6).

    A caller who is barred from the helpline is not offered it.
    """
    if call.place.barred:
        return ()
    lead = partial(to_person, call)
    if call.open:
        return (call.option("person", "0", lead),)
    return (call.option("closed_person", "0", lead, first=(call.phrase("closed_first"),)),)


def offer(call: Call) -> tuple[Choice, ...]:
    """The last choice in many places: 0 for a person, or for a call-back while the helpline is closed.

    It follows R5 and R6. A caller who is barred from the helpline is not offered it.
    """
    if call.place.barred:
        return ()
    return (call.option("for_person" if call.open else "callback", "0", partial(to_person, call)),)


def _what(call: Call, action: Action) -> str:
    """The words that are said before the key of a choice, such as "For exercise"."""
    named = call.language.menus if action.kind == "menu" else call.language.topics
    return named[action.target].option


def _leads_to(call: Call, action: Action) -> Spot:
    """The spot that a choice leads to: a topic, a menu, or the topic that is read out before the menu."""
    overview = action.kind == "menu" and call.pack.menus[action.target].first
    return Spot("overview" if overview else action.kind, (action.target,))


def answer(call: Call, event: Event) -> Go:
    """Where a key or silence leads at a menu."""
    return among(call, event, _choices(call, call.name))


def _highest(pack: Pack, _: Language, about: About) -> int | None:
    """The highest `Place.chunk` for a spot about a menu: 0; None if the pack has no such menu."""
    match about:
        case (name,) if name in pack.menus:
            return 0
    return None


ROOMS = {"menu": Room(enter, answer, _highest, ends_hour=True)}
