"""The rooms of a call: each file is in the table, each room is reached, each place reads back as written."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

import pytest

import ivr.rooms
from ivr import place as places
from ivr.aloud import prompt
from ivr.flow import step
from ivr.model import (
    Arrived,
    Caller,
    Dial,
    DialEnded,
    Event,
    Keyed,
    KeyNumber,
    Listen,
    Place,
    Pressed,
    Record,
    Recorded,
    Say,
    Silence,
    Spoke,
    Turn,
)
from ivr.room import Room
from ivr.rooms.every import ROOMS
from ivr.spot import MAIN_MENU, Spot
from menus.blanks import RECORDED
from menus.model import Pack
from menus.outcome import Already, Another, Kept, Refused, Waiting
from tests.conftest import CLOSED, OPEN

pytestmark = pytest.mark.usefixtures("reckoned_once")
SPOKEN = ("exercise", "bonse", "can i stop my methotrexate", "i want to die")
SCREEN = Place("en", Spot("screen"))
FLAGS = [name for name, usual in Place._field_defaults.items() if usual is False and name != "late"]


def files() -> list[ModuleType]:
    """Every file of rooms, whether the table knows it or not."""
    (folder,) = ivr.rooms.__path__
    names = [module.name for module in iter_modules([folder]) if module.name != "every"]
    assert len(names) == len(list(Path(folder).glob("*.py"))) - 2
    return [import_module(f"ivr.rooms.{name}") for name in names]


def made(module: ModuleType) -> dict[str, Room]:
    """The rooms of one file."""
    found: dict[str, Room] = getattr(module, "ROOMS", {})
    return found


def test_every_file_that_makes_a_room_is_in_the_table() -> None:
    for module in files():
        assert hasattr(module, "ROOMS") or not hasattr(module, "Room"), module.__name__
        for name, room in made(module).items():
            assert ROOMS.get(name) is room, f"{name} of {module.__name__} is not in ivr/rooms/every.py"


def test_no_two_rooms_have_one_name() -> None:
    assert sum(len(made(module)) for module in files()) == len(ROOMS)


WAITING = Waiting(OPEN, (Another(1, "001", OPEN), Another(2, "002", OPEN)))


@pytest.fixture(scope="module")
def all_on(pack: Pack) -> Pack:
    """Speech and spoken messages on, a helpline that a person answers, and one topic past its review."""
    language = pack.languages["en"]
    over = {"reviewed_by": "Ann", "reviewer": "a nurse", "reviewed_on": date(2026, 1, 1)}
    flare = replace(language.topics["flare"], **over, review_by=date(2026, 3, 1))
    words = replace(language, topics={**language.topics, "flare": flare})
    person = replace(pack.hours.numbers[0], answered_by="person")
    hours = replace(pack.hours, messages=True, numbers=(person, *pack.hours.numbers))
    return replace(pack, speech=True, hours=hours, languages={"en": words})


def events(turn: Turn) -> Iterator[Event]:
    """What can happen after a turn."""
    match turn.then:
        case _ if turn.wish:
            yield from (Kept(OPEN), Refused("away"), Already(OPEN), WAITING)
        case Listen():
            yield Silence()
            yield from map(Pressed, "0123456789*#")
            if turn.then.speech:
                yield from map(Spoke, SPOKEN)
        case KeyNumber():
            yield from map(Keyed, ("mobile", "landline", "abroad", None))
        case Record():
            yield from (Recorded(0), Recorded(20))
        case Dial():
            yield from (DialEnded("busy", bridged=False), DialEnded("completed", bridged=True))


def crawl(pack: Pack, now: datetime, caller: Caller) -> Iterator[tuple[Place, Turn]]:
    """Every spot and chunk that a call gets to, in its first hour and after it, and a turn there."""
    waiting, met = [step(pack, None, Arrived(), now, caller)], set()
    full = Place("en", Spot("callback"), full=True)
    waiting.append(step(pack, full, Pressed("2"), now, caller))
    while waiting:
        turn = waiting.pop()
        place = turn.place
        known = (place.spot, place.chunk, place.silences, place.misses, place.led, turn.wish)
        if known in met:
            continue
        met.add(known)
        yield place, turn
        waiting += [step(pack, place, event, now, caller) for event in events(turn)]
        if place.spot == MAIN_MENU:
            waiting.append(step(pack, place._replace(late=True), Pressed("9"), now, caller))
        if isinstance(turn.then, Dial) and turn.then.screen:
            asked = step(pack, SCREEN, Silence(), now, caller)
            yield SCREEN, asked
            waiting.append(asked)


@pytest.fixture(scope="module")
def crawled(all_on: Pack) -> list[tuple[Place, Turn]]:
    """Every place of calls of all kinds, and a turn there."""
    calls = ((OPEN, Caller("mobile")), (OPEN, Caller("withheld")), (CLOSED, Caller("mobile")))
    return [met for now, caller in calls for met in crawl(all_on, now, caller)]


@pytest.fixture(scope="module")
def reached(crawled: list[tuple[Place, Turn]]) -> frozenset[Place]:
    """Every place of calls of all kinds."""
    return frozenset(place for place, _ in crawled)


def test_every_room_is_reached(reached: frozenset[Place]) -> None:
    # who asks for a person is led on at once: to the notice before the transfer, or the closed message
    assert {place.spot.room for place in reached} | {"person"} == ROOMS.keys()


def test_every_place_that_is_reached_is_one_of_its_room(all_on: Pack, reached: frozenset[Place]) -> None:
    assert not [str(place.spot) for place in reached if not ROOMS[place.spot.room].holds(all_on, place)]


def test_every_place_reads_back_as_it_was_written(reached: frozenset[Place]) -> None:
    for place in reached:
        assert Spot.read(str(place.spot)) == place.spot
        assert places.read(places.write(place)) == place._replace(late=False)


# Whole sentences at the end of another, which the pack fills in: no choice ends with them.
OF_THE_PACK = tuple(f"{{{name}}}" for name in RECORDED)


def offered(pack: Pack, turn: Turn) -> Iterator[tuple[str, str]]:
    """Each phrase of the language that a turn offers a key after, with the key."""
    language = pack.languages["en"]
    named = {press: key for key, press in language.keys.items()}
    words = [part.pieces for part in prompt(turn) if isinstance(part, Say)]
    for (*_, what), (press, *_) in pairwise(words):
        if isinstance(what, str) and isinstance(press, str) and press.removesuffix(".") in named:
            asked = {name: says for name, says in language.call.items() if not says.endswith(OF_THE_PACK)}
            names = [name for name, says in asked.items() if ends_alike(f"{says},", what)]
            yield from ((name, named[press.removesuffix(".")]) for name in names)


def ends_alike(written: str, said: str) -> bool:
    """Whether what is written ends as what was said does, where a blank of the call's own was filled."""
    return written.rpartition("}")[2] == said if "}" in written else written == said


@pytest.mark.parametrize("room", ["dialled", "notice"])
def test_as_many_numbers_are_rung_as_the_helpline_has(all_on: Pack, room: str) -> None:
    (number, *_) = all_on.hours.numbers
    three = replace(all_on, hours=replace(all_on.hours, numbers=(number,) * 3))
    held = [ROOMS[room].holds(three, Place("en", Spot(room), chunk)) for chunk in range(5)]
    assert held == ([True] * 3 + [False] * 2 if room == "dialled" else [True] + [False] * 4)


def test_flask_check_counts_each_choice_that_a_call_offers_with_its_key(
    all_on: Pack, crawled: list[tuple[Place, Turn]]
) -> None:
    heard = {pair for _, turn in crawled for pair in offered(all_on, turn)}
    names = all_on.phrase_names
    counted = {pair for listed in names.choices.values() for pair in listed.items()}
    elsewhere = names.before_a_key - {name for name, _ in counted}
    counted.add(("callback", "0"))  # in a menu while the helpline is closed: menus/rules/menu.py counts it
    assert {name for name, _ in heard} <= names.before_a_key
    assert not {(name, key) for name, key in heard - counted if name not in elsewhere}
    assert not {(name, key) for name, key in counted - heard}


@pytest.mark.parametrize("flag", FLAGS)
def test_each_flag_of_a_place_is_a_letter_of_its_path(flag: str) -> None:
    plain = Place("en", MAIN_MENU)
    up = plain._replace(**{flag: True})  # type: ignore[arg-type]
    assert len(places.write(up)) == len(places.write(plain)) + 1
    assert places.read(places.write(up)) == up


def test_a_path_reads_as_it_always_did() -> None:
    read = Place("en", Spot("check", ("text", "steroids")), 1, 2, 0, slow=True, led=True)
    assert places.write(read) == "en/check.text.steroids/1/20sl"
    assert places.read("en/topic.steroids/2/00tg") == Place(
        "en", Spot("topic", ("steroids",)), 2, tried=True, told=True
    )
