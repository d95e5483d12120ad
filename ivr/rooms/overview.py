"""What is heard of a menu before its choices: a topic that needs no key, and that no key waits for."""

from dataclasses import replace
from functools import partial

from counted import names as counted
from ivr.call import OPTION_GAP, Call, Go
from ivr.model import Event, Heard, Pressed, Turn
from ivr.room import About, Room
from ivr.rooms import menu, topic
from ivr.spot import Spot
from menus.model import Language, Pack, Topic
from menus.reviews import withdrawn


def _enter(call: Call, go: Go) -> Turn:
    """Say the topic as one part; while it is being checked go to the menu at once."""
    first = _topic_of(call)
    onward = partial(_to_menu, call)
    if call.place.chunk > topic.BEGINNING:
        return topic.say(call, go, _words(call, first), onward)
    if withdrawn(first, call.pack.hours, call.now):
        return menu.enter(call.move(spot=_menu_of(call)), go)
    said = (*topic.notices(call, first), *_words(call, first))
    return topic.say(topic.after_notices(call, first), go, said, onward, counted.topic(first.name, "call"))


def _topic_of(call: Call) -> Topic:
    """The topic that stands first in the menu of this place."""
    return call.language.topics[call.pack.menus[call.name].first]


def _menu_of(call: Call) -> Spot:
    """The menu itself, which follows."""
    return Spot("menu", (call.name,))


def _words(call: Call, first: Topic) -> tuple[Heard, ...]:
    """All parts of the topic, a short quiet between two."""
    return call.read_out(*map(call.say, first.heard))


def _to_menu(call: Call) -> Go:
    """Go on to the menu, for whoever has heard enough."""
    return call.confirm(_menu_of(call), "next_title")


def _answer(call: Call, event: Event) -> Go:
    """Where a key leads: as in the menu, which follows; 9 says this again, 5 offers it as a text."""
    if not isinstance(event, Pressed):
        return call.go(_menu_of(call), misses=0)
    match event.key:
        case "9":
            return call.again()
        case "#":
            go = _to_menu(call)
        case "5":
            # To where 5 is offered by name: two keys and a third that repeats must send nothing.
            first = _topic_of(call)
            go = call.confirm(Spot("topic", (first.name,)), "next_title", chunk=len(first.heard) + 1)
        case _:
            go = menu.answer(call.move(spot=_menu_of(call), chunk=0), event)
    return _safely(call, go)


def _safely(call: Call, go: Go) -> Go:
    """Go on to this menu or the topic's end, with the safety sentence that the key has cut off.

    A choice made in the menu needs none.
    """
    first = _topic_of(call)
    if go.place.spot not in (_menu_of(call), Spot("topic", (first.name,))) or not first.safety:
        return go
    return replace(go, words=(*go.words, call.say(first.safety), OPTION_GAP))


def _highest(pack: Pack, _: Language, about: About) -> int | None:
    """A spot for each menu before which a topic is heard: its beginning, and itself."""
    match about:
        case (name,) if name in pack.menus and pack.menus[name].first:
            return topic.FIRST
    return None


ROOMS = {"overview": Room(_enter, _answer, _highest, ends_hour=True)}
