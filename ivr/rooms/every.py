"""Every room of a call: what is said on entering, where an event leads, and which spots there are."""

from collections.abc import Callable
from typing import NamedTuple

from ivr.call import Call, Go
from ivr.model import Event, Place, Turn
from ivr.rooms import (
    callback,
    keying,
    late,
    menu,
    message,
    overview,
    person,
    screening,
    speech,
    texting,
    topic,
)
from ivr.rooms.message import LONGEST
from ivr.spot import MAIN_MENU, Spot
from menus.due import TIMES
from menus.model import Pack


class Room(NamedTuple):
    """What is said in a room, and where an event leads from there."""

    enter: Callable[[Call, Go], Turn]
    answer: Callable[[Call, Event], Go]


def start(call: Call, _: Event) -> Go:
    """Where a call goes on whose room awaits nothing: it was said to be over."""
    return call.go(MAIN_MENU)


def screened(call: Call, _: Event) -> Go:
    """Whatever the carrier tells first on the leg of whoever answered: the question comes now."""
    return call.go(Spot("screening"))


ROOMS = {
    "menu": Room(menu.enter, menu.answer),
    "overview": Room(overview.enter, overview.answer),
    "topic": Room(topic.enter, topic.answer),
    "withdrawn": Room(topic.enter_withdrawn, topic.answer_withdrawn),
    "ask": Room(speech.enter_ask, speech.answer_ask),
    "urgent": Room(speech.enter_urgent, speech.answer_urgent),
    "careful": Room(speech.enter_careful, speech.answer_careful),
    "person": Room(person.enter, start),
    "notice": Room(person.enter_notice, person.answer_notice),
    "dialled": Room(person.enter_dialled, person.answer_dialled),
    "missed": Room(person.enter_missed, person.answer_instead),
    "closed": Room(person.enter_closed, person.answer_instead),
    "callback": Room(callback.enter, callback.answer),
    "time": Room(callback.enter_time, callback.answer_time),
    "saved": Room(callback.enter_saved, callback.answer_saved),
    "number": Room(keying.enter_number, keying.answer_number),
    "check": Room(keying.enter_check, keying.answer_check),
    "text": Room(texting.enter, texting.answer),
    "send": Room(texting.enter_send, start),
    "message": Room(message.enter, message.answer),
    "record": Room(message.enter_record, message.answer_record),
    "recorded": Room(message.enter_recorded, message.answer_recorded),
    "late": Room(late.enter, late.answer),
    "goodbye": Room(person.enter_goodbye, start),
    "screen": Room(screening.enter, screened),
    "screening": Room(screening.enter, screening.answer),
    "taken": Room(screening.enter_taken, start),
    "refused": Room(screening.enter_refused, start),
}
# Where a key is an answer to what was just said, and no universal key steers the call (R5).
OWN_KEYS = (
    "notice",
    "dialled",
    "number",
    "record",
    "screen",
    "screening",
    "taken",
    "refused",
    "goodbye",
    "person",
)
ALARMS = ("body", "despair", "danger", "harm", "at_once", "worried")
DONE = ("keep", "again", "drop", "play", "chosen")


def known(pack: Pack, place: Place) -> bool:
    """Whether a place exists in this pack: a URL may be old, mistyped or tampered with."""
    language = pack.languages.get(place.language)
    kind, about = place.spot.room, ".".join(place.spot.about)
    if language is None or kind not in ROOMS:
        return False
    topics, most = language.topics, 0
    match kind:
        case "menu":
            there = about in pack.menus
        case "overview":
            there, most = about in pack.menus and bool(pack.menus[about].first), topic.FIRST
        case "topic" | "withdrawn":
            there = about in topics
            most = len(topics[about].heard) + 1 if there else 0
        case "text" | "send":
            there, most = about in topics, topic.FIRST
        case "number" | "check":
            purpose, _, name = about.partition(".")
            for_text = purpose == "text" and name in topics
            there, most = about == "callback" or for_text, topic.FIRST if for_text else 0
        case "ask" | "careful":
            there = bool(about) and all(name in topics for name in about.split("."))
        case "urgent" | "saved":
            there = about in (ALARMS if kind == "urgent" else TIMES)
        case "message" | "record":
            there = pack.hours.messages and not about
        case "recorded":
            there, most = pack.hours.messages and about in DONE, LONGEST
        case _:
            there, most = not about, len(pack.hours.numbers) - 1 if kind == "dialled" else 0
    return there and place.chunk <= most
