"""What is heard of a menu before its choices: a topic that needs no key, and that no key waits for."""

from dataclasses import replace

from ivr.call import OPTION_GAP, Call, Go
from ivr.model import Event, Heard, Pressed, Turn
from ivr.room import About, Room
from ivr.rooms import menu, topic
from ivr.spot import Spot
from menus.model import Language, Pack, Topic
from menus.reviews import withdrawn


def enter(call: Call, go: Go) -> Turn:
    """The topic as one part, then the menu by itself; while the topic is being checked the menu at once."""
    first = topic_of(call)
    if call.place.chunk > topic.BEGINNING:
        return topic.say(call, go, words(call, first))
    if withdrawn(first, call.pack.hours, call.now):
        return menu.enter(call.moved(spot=Spot("menu", (call.name,))), go)
    said = (*topic.notices(call, first), *words(call, first))
    return topic.say(topic.begun(call, first), go, said, f"topic:{first.name}:call")


def topic_of(call: Call) -> Topic:
    """The topic that stands first in the menu of this place."""
    return call.language.topics[call.pack.menus[call.name].first]


def words(call: Call, first: Topic) -> tuple[Heard, ...]:
    """All parts of the topic, a short quiet between two."""
    return tuple(said for part in first.heard for said in (call.say(part), OPTION_GAP))[:-1]


def answer(call: Call, event: Event) -> Go:
    """Every key does what it does in the menu, which follows; 9 says this again, 5 offers it as a text."""
    if not isinstance(event, Pressed):
        return call.go(Spot("menu", (call.name,)), misses=0)
    match event.key:
        case "9":
            return call.again()
        case "#":
            go = call.confirmed(Spot("menu", (call.name,)), "next_title")
        case "5":
            # To where 5 is offered by name: two keys and a third that repeats must send nothing.
            first = topic_of(call)
            go = call.confirmed(Spot("topic", (first.name,)), "next_title", chunk=len(first.heard) + 1)
        case _:
            go = menu.answer(call.moved(spot=Spot("menu", (call.name,)), chunk=0), event)
    return safely(call, go)


def safely(call: Call, go: Go) -> Go:
    """On to this menu or the topic's end, with the safety sentence that the key has cut off; a choice made in
    the menu needs none."""
    first = topic_of(call)
    if go.place.spot not in (Spot("menu", (call.name,)), Spot("topic", (first.name,))) or not first.safety:
        return go
    return replace(go, words=(*go.words, call.say(first.safety), OPTION_GAP))


def highest(pack: Pack, _: Language, about: About) -> int | None:
    """A spot for each menu before which a topic is heard: its beginning, and itself."""
    match about:
        case (name,) if name in pack.menus and pack.menus[name].first:
            return topic.FIRST
    return None


ROOMS = {"overview": Room(enter, answer, highest, ends_hour=True)}
