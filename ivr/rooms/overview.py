"""The topic before some menus: it is read out before the choices, and no key is needed for it."""

from dataclasses import replace
from functools import partial

from counted import names as counted
from ivr.call import OPTION_GAP, Call, Go
from ivr.model import Event, Heard, Pressed, Turn
from ivr.room import About, Room
from ivr.rooms import menu, topic
from ivr.spot import Spot
from menus.air.saying import is_stopped
from menus.model import Language, Pack, Topic
from menus.reviews import withdrawn


def _enter(call: Call, go: Go) -> Turn:
    """Read out the whole topic that comes before a menu's choices.

    The words of `go`, the move that led here, come first. If the topic's review has expired, the menu is
    entered at once. If staff have stopped the topic, the caller hears so, and then the menu.
    """
    first = _topic_of(call)
    onward = partial(_to_menu, call)
    if is_stopped(call.pack, first.name):
        said = (*go.words, *topic.being_checked(call, first), OPTION_GAP)
        turn = menu.enter(call.move(spot=_menu_of(call), chunk=0), go._replace(words=said))
        return replace(turn, counts=(*turn.counts, counted.withdrawal(first.name)))
    if call.place.chunk > topic.BEGINNING:
        return topic.say(call, go, _words(call, first), onward)
    if withdrawn(first, call.pack.hours, call.now):
        return menu.enter(call.move(spot=_menu_of(call)), go)
    said = (*topic.notices(call, first), *_words(call, first))
    return topic.say(topic.after_notices(call, first), go, said, onward, counted.topic(first.name, "call"))


def _topic_of(call: Call) -> Topic:
    """The topic that is read out before the menu of this place."""
    return call.language.topics[call.pack.menus[call.name].first]


def _menu_of(call: Call) -> Spot:
    """The place (`Spot`) of the menu that is read out after the topic."""
    return Spot("menu", (call.name,))


def _words(call: Call, first: Topic) -> tuple[Heard, ...]:
    """The words of the topic before the menu: all its parts, with a short pause between parts."""
    return call.read_out(*topic.parts_of(call, first))


def _to_menu(call: Call) -> Go:
    """The move to the menu from the topic before it, after the caller pressed hash.

    A fixed phrase is said on the way, to confirm the key.
    """
    return call.confirm(_menu_of(call), "next_title")


def _answer(call: Call, event: Event) -> Go:
    """The next step after a key or silence while the topic before a menu is read out.

    Key 9 says the topic again. Hash and silence bring the menu. Key 5 brings the end of the topic, where the
    topic is offered as a text. Any other key does what it does in the menu.
    """
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
            ends = len(topic.parts_of(call, first)) + 1
            go = call.confirm(Spot("topic", (first.name,)), "next_title", chunk=ends)
        case _:
            go = menu.answer(call.move(spot=_menu_of(call), chunk=0), event)
    return _safely(call, go)


def _safely(call: Call, go: Go) -> Go:
    """Add the topic's safety sentence to the move `go`, because a key cut the topic short.

    This is done only if `go` leads to the menu itself or to the topic's end. Any other move is returned
    unchanged, such as a move to a choice of the menu. So is every move if the topic has no safety sentence.
    """
    first = _topic_of(call)
    if go.place.spot not in (_menu_of(call), Spot("topic", (first.name,))) or not first.safety:
        return go
    safety = call.say(first.safety, call.language.of(f"topics.{first.name}"))
    return go._replace(words=(*go.words, safety, OPTION_GAP))


def _highest(pack: Pack, _: Language, about: About) -> int | None:
    """The highest number (`Place.chunk`) in a URL of a topic that is read out before a menu: 1.

    `about` holds the menu's name. None, so that the URL is refused, if no menu with such a topic is named.
    """
    match about:
        case (name,) if name in pack.menus and pack.menus[name].first:
            return topic.FIRST
    return None


ROOMS = {"overview": Room(_enter, _answer, _highest, ends_hour=True)}
