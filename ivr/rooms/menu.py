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
    """Say the first words of a call: the service, the emergency sentence, the main menu."""
    go = Go(call.place, words=(CLIPPED, call.phrase("greeting"), OPTION_GAP))
    return call.listen(_choices(call, MAIN), FIRST_WAIT, go, counted.GREETED)


def enter(call: Call, go: Go) -> Turn:
    """Read a menu out."""
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
    """The first choice of the main menu: 0 for a person, or for what there is while closed (R6).

    There is none for a barred caller.
    """
    if call.place.barred:
        return ()
    lead = partial(to_person, call)
    if call.open:
        return (call.option("person", "0", lead),)
    return (call.option("closed_person", "0", lead, first=(call.phrase("closed_first"),)),)


def offer(call: Call) -> tuple[Choice, ...]:
    """The last choice: 0 for a person, or for a call-back while the helpline is closed (R5, R6).

    There is none for a barred caller.
    """
    if call.place.barred:
        return ()
    return (call.option("for_person" if call.open else "callback", "0", partial(to_person, call)),)


def _what(call: Call, action: Action) -> str:
    """The words before the key of a choice, such as "For exercise"."""
    named = call.language.menus if action.kind == "menu" else call.language.topics
    return named[action.target].option


def _leads_to(call: Call, action: Action) -> Spot:
    """The spot that a choice leads to: for a menu that begins with a topic, that topic comes first."""
    overview = action.kind == "menu" and call.pack.menus[action.target].first
    return Spot("overview" if overview else action.kind, (action.target,))


def answer(call: Call, event: Event) -> Go:
    """Where a key or a silence leads at a menu."""
    return among(call, event, _choices(call, call.name))


def _highest(pack: Pack, _: Language, about: About) -> int | None:
    """The highest chunk, 0, of the spot for a menu; None for what is no menu of the pack."""
    match about:
        case (name,) if name in pack.menus:
            return 0
    return None


ROOMS = {"menu": Room(enter, answer, _highest, ends_hour=True)}
