"""The whole call, pure: a place and an event give the next turn."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from ivr import late, menu, person, speech, topic
from ivr.call import Call, Go
from ivr.model import Arrived, Event, Place, Pressed, Spoke, Turn
from menus.model import MAIN, Pack


class Room(NamedTuple):
    """What is said in a room, and where an event leads from there."""

    enter: Callable[[Call, Go], Turn]
    answer: Callable[[Call, Event], Go]


def start(call: Call, _: Event) -> Go:
    """Where a call goes that has ended and yet goes on."""
    return call.go(f"menu.{MAIN}")


ROOMS = {
    "menu": Room(menu.enter, menu.answer),
    "topic": Room(topic.enter, topic.answer),
    "withdrawn": Room(topic.enter_withdrawn, topic.answer_withdrawn),
    "person": Room(person.enter, start),
    "notice": Room(person.enter_notice, person.answer_notice),
    "dialled": Room(person.enter_dialled, person.answer_dialled),
    "closed": Room(person.enter_closed, person.answer_closed),
    "late": Room(late.enter, late.answer),
    "ask": Room(speech.enter_ask, speech.answer_ask),
    "urgent": Room(speech.enter_urgent, speech.answer_urgent),
    "careful": Room(speech.enter_careful, speech.answer_careful),
    "goodbye": Room(person.enter_goodbye, start),
}
# Where a key is an answer to what was just said, and no universal key steers the call.
OWN_KEYS = ("notice", "dialled", "goodbye", "person")


def step(pack: Pack, place: Place | None, event: Event, now: datetime) -> Turn:
    """The next turn of a call.

    `place` is where the caller is, None when that cannot be told (then the way is found again, with words);
    `event` what happened there; `now` the moment, aware. Never raises for a place that `known` accepts.
    """
    first = next(iter(pack.languages))
    if isinstance(event, Arrived):
        return menu.greet(Call(pack, Place(first, f"menu.{MAIN}"), now))
    if place is None or not known(pack, place):
        call = Call(pack, Place(first, f"menu.{MAIN}"), now)
        return arrive(call, call.go(f"menu.{MAIN}", "lost"))
    return arrive(Call(pack, place, now), lead(Call(pack, place, now), event))


def lead(call: Call, event: Event) -> Go:
    """Where an event leads from a place."""
    if isinstance(event, Spoke) and room(call.place) not in OWN_KEYS:
        call = call.moved(silences=0)
        heard = speech.hear(call, event)
        if isinstance(heard, Go):
            return heard
        event = heard
    elif isinstance(event, Pressed):
        call = call.moved(touched=True, silences=0)
    return universal(call, event) or ROOMS[room(call.place)].answer(call, event)


def arrive(call: Call, go: Go) -> Turn:
    """Enter the place that a room sent the caller to. The hour's end is announced at a menu alone (R14)."""
    call = Call(call.pack, go.place, call.now)
    if call.place.late and room(call.place) == "menu":
        return late.enter(call.moved(spot="late"), go)
    return ROOMS[room(call.place)].enter(call, go)


def universal(call: Call, event: Event) -> Go | None:
    """The keys that do the same everywhere (R5): 0 a person, 8 slow mode. None where the room decides."""
    if not isinstance(event, Pressed) or room(call.place) in OWN_KEYS:
        return None
    match event.key:
        case "0":
            return Go(call.go("person", misses=0).place, before=(call.phrase("person_title"),))
        case "8":
            slow = not call.place.slow
            return call.again("slow_on" if slow else "slow_off", slow=slow)
    return None


def room(place: Place) -> str:
    """The room of a place, which is the first part of its spot."""
    return place.spot.partition(".")[0]


def known(pack: Pack, place: Place) -> bool:
    """Whether a place exists in this pack: a URL may be old, mistyped or tampered with."""
    language = pack.languages.get(place.language)
    kind, _, about = place.spot.partition(".")
    if language is None or kind not in ROOMS:
        return False
    match kind:
        case "menu":
            return about in pack.menus and not place.chunk
        case "topic" | "withdrawn":
            return about in language.topics and place.chunk <= len(language.topics[about].spoken) + 1
        case "ask" | "careful":
            return all(name in language.topics for name in about.split(".")) and not place.chunk
        case "urgent":
            return about in ("body", "despair") and not place.chunk
        case "dialled":
            return not about and place.chunk < len(pack.hours.numbers)
    return not about and not place.chunk
