"""Where a call leads today: `python -m tests.ivr.turns_now` writes it down anew.

turns_now.tsv has a row for each turn that follows at a place of a call: which callers, the place, the events
that lead to the turn, and the turn. The names of sentences stand in place of their words: whoever rewords one
changes nothing here, whoever moves a key, a wait or a count does. What is said while keys are taken is told
by a short name; the rows at the end say it out.
"""

import hashlib
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from ivr import place as places
from ivr.flow import step
from ivr.model import (
    Arrived,
    Caller,
    Dial,
    DialEnded,
    Event,
    Heard,
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
from ivr.rooms.every import ROOMS
from ivr.spot import Spot
from menus.loading.folders import SHIPPED
from menus.loading.pack import load
from menus.model import Action, Language, Pack, Topic
from menus.outcome import Already, Another, Kept, Outcome, Refused, Waiting
from tests.conftest import CLOSED, OPEN

TURNS = Path(__file__).with_name("turns_now.tsv")
HOW = "meant? then `.venv/bin/python -m tests.ivr.turns_now` writes it down"
TOPICS = ("steroids", "treatments", "flare", "about", "supportus")
SPOKEN = ("steroids", "flaer", "can i stop my steroids", "chest pain", "star", "five", "yes", "help", "menu")
SAID: tuple[Event, ...] = (
    *(Spoke(words) for words in SPOKEN),
    Spoke("steroids", 0.4),
    Spoke("steroids", 0.5),
)
SETTLED: tuple[Outcome, ...] = (
    *(Kept(OPEN), Kept(None), Kept(OPEN, another=True), Already(OPEN)),
    *(Waiting(OPEN), Waiting(None, (Another(1, "001", OPEN),))),
    Waiting(OPEN, (Another(1, "001", OPEN), Another(2, "002", OPEN))),
    *(Refused(why) for why in ("full", "others", "away", "opted_out", "too_many", "blocked", "empty")),
    *(Refused(why) for why in ("none", "together", "no_number")),
    Kept(OPEN, another=True, full=True),
)
PRESSED: tuple[Event, ...] = (Silence(), *map(Pressed, "0123456789*#"))
KEYED: tuple[Event, ...] = (
    *map(Keyed, ("mobile", "landline", "abroad", "short", "long", "left", "emergency", None)),
    Silence(),
)
RECORDED: tuple[Event, ...] = (Recorded(0), Recorded(20), Recorded(200))
ENDED: tuple[Event, ...] = (
    *(DialEnded(end, bridged=False) for end in ("busy", "no-answer", "failed", "completed", "answered")),
    DialEnded("completed", bridged=True),
)
AND, SEVERAL, AN_HOUR_LATER = " + ", " / ", "an hour later 9"
CALLS = {
    "open": (OPEN, Caller("mobile"), Arrived()),
    "closed": (CLOSED, Caller("mobile"), Arrived()),
    "withheld": (CLOSED, Caller("withheld"), Arrived()),
    "has asked": (CLOSED, Caller("landline"), Arrived(full=True, asked=True)),
    "barred": (CLOSED, Caller("landline"), Arrived(barred=True)),
}


@cache
def named_pack() -> Pack:
    """The shipped pack with all that a call can do, its sentences being their names."""
    pack = load(SHIPPED)
    english = pack.languages["en"]
    topics = {name: _named(english.topics[name]) for name in TOPICS}
    over = {"reviewed_by": "Ann", "reviewer": "a nurse", "reviewed_on": date(2026, 1, 1)}
    topics["flare"] = replace(topics["flare"], **over, review_by=date(2026, 3, 1))  # type: ignore[arg-type]
    menus = {
        name: replace(its, title=f"{name}.title", option=f"{name}.option")
        for name, its in english.menus.items()
    }
    call = {name: " ".join((name, *re.findall(r"\{\w+\}", says))) for name, says in english.call.items()}
    keys = {key: f"press {key}" for key in english.keys}
    language: Language = replace(english, call=call, topics=topics, menus=menus, keys=keys)
    kept = {
        name: replace(its, actions=tuple(filter(_leads, its.actions))) for name, its in pack.menus.items()
    }
    person = replace(pack.hours.numbers[0], answered_by="person")
    hours = replace(pack.hours, messages=True, numbers=(person, *pack.hours.numbers))
    return replace(pack, speech=True, hours=hours, menus=kept, languages={"en": language})


def _leads(action: Action) -> bool:
    """Whether a menu's choice leads to something that is left in this pack."""
    return action.kind == "menu" or action.target in TOPICS


def _named(topic: Topic) -> Topic:
    spoken = tuple(f"{topic.name}.{n}" for n, _ in enumerate(topic.spoken, 1))
    names = {field: f"{topic.name}.{field}" for field in ("title", "option", "short")}
    return replace(topic, spoken=spoken, safety=topic.safety and f"{topic.name}.safety", **names)  # type: ignore[arg-type]


def rows_now() -> list[str]:
    """A row for each place and each turn that follows there, with the callers for whom it does."""
    pack, prompts, rows = named_pack(), dict[str, str](), dict[str, list[str]]()
    for who in CALLS:
        for row in _rows(pack, who, prompts):
            rows.setdefault(row, []).append(who)
    said = sorted(f"{name}\t{prompt}" for prompt, name in prompts.items())
    return [*(f"{AND.join(who)}\t{row}" for row, who in rows.items()), *said]


def turn_now(who: str, place: str, shown: str, prompts: dict[str, str]) -> str:
    """The turn that follows for a caller (a name of `CALLS`) at a place, as rows have it.

    `shown` is the event as rows show it. What is said while keys are taken is noted in `prompts`.
    """
    pack, (now, caller, arrived) = named_pack(), CALLS[who]
    if not place:
        return _told(step(pack, None, arrived, now, caller), prompts)
    at = places.read(place)
    assert at, place
    is_late = shown == AN_HOUR_LATER or at.spot.room == "late"
    event = Pressed("9") if shown == AN_HOUR_LATER else EVENTS[shown]
    return _told(step(pack, at._replace(late=is_late), event, now, caller), prompts)


def _rows(pack: Pack, who: str, prompts: dict[str, str]) -> Iterator[str]:
    now, caller, arrived = CALLS[who]
    first = step(pack, None, arrived, now, caller)
    yield f"\tarrives\t{_told(first, prompts)}"
    waiting, met = deque([first]), set[tuple[object, ...]]()
    while waiting:
        turn = waiting.popleft()
        place = turn.place
        if (sort := (bool(turn.wish), *_sort(place))) in met or (
            place.barred and place.spot.room == "topic" and place.chunk > 1
        ):
            continue
        speaks = place.spot.room not in {room for _, room, *_ in met}
        met.add(sort)
        after: dict[str, list[str]] = {}
        for event in _events(turn, speaks=speaks):
            led = step(pack, place, event, now, caller)
            waiting.append(led)
            after.setdefault(_told(led, prompts), []).append(_shown(event))
        if ROOMS[place.spot.room].ends_hour and not (place.silences or place.misses):
            late = step(pack, place._replace(late=True), Pressed("9"), now, caller)
            after.setdefault(_told(late, prompts), []).append(AN_HOUR_LATER)
            waiting.append(late)
        for told, events in after.items():
            yield f"{places.write(place)}\t{SEVERAL.join(events)}\t{told}"
        if isinstance(turn.then, Dial) and turn.then.screen:
            waiting.append(step(pack, Place("en", Spot("screen")), Silence(), now, caller))


def _sort(place: Place) -> tuple[object, ...]:
    """What makes a place worth another look: what it is about, or, after silence and stray keys, its room."""
    room, about = place.spot.room, place.spot.about
    if place.silences or place.misses:
        return room, place.silences, place.misses, place.led
    if room in ("ask", "careful", "text", "send", "number", "check"):
        about = (about[0] if room in ("number", "check") else "", str("supportus" in about))
    if place.led or place.slow:
        return room, place.chunk, place.led, place.slow
    return room, about, place.chunk


def _events(turn: Turn, *, speaks: bool) -> tuple[Event, ...]:
    """What can happen after a turn; what is spoken, only where it `speaks`."""
    match turn.then:
        case _ if turn.wish:
            return SETTLED
        case Listen():
            return (*PRESSED, *(SAID if turn.then.speech and speaks else ()))
        case KeyNumber():
            return KEYED
        case Record():
            return RECORDED
        case Dial():
            return ENDED
    return ()


def _shown(event: Event) -> str:
    match event:
        case Pressed(key):
            return key
        case Spoke(words, sure):
            return f'"{words}"{"" if sure == 1 else f" {sure}"}'
        case DialEnded(status, bridged):
            return f"{status}{'+' if bridged else ''}"
        case Kept(due, another):
            full = ", the last" if event.full else ""
            return f"kept{'' if due else ' soon'}{' another' if another else ''}{full}"
        case Refused(why):
            return why
        case Waiting(due, others):
            return f"waiting{' own' if due else ''} {' '.join(one.tail for one in others)}".strip()
    return str(event).partition("(due")[0].lower()


def _told(turn: Turn, prompts: dict[str, str]) -> str:
    """A turn in one line: its place, what is said before keys are taken, what follows, and its counts."""
    match turn.then:
        case Listen(prompt, wait, speech):
            then = f"{_name_of(prompt, prompts)} wait {wait}{' or speak' if speech else ''}"
        case KeyNumber(prompt, wait):
            then = f"{_name_of(prompt, prompts)} key {wait}"
        case _:
            then = str(turn.then)
    wish = f"{turn.wish} " if turn.wish else ""
    told = f"{places.write(turn.place)} {_words(turn.before)} | {then} {wish}{' '.join(turn.counts)}"
    return " ".join(told.split())


def _name_of(prompt: tuple[Heard, ...], prompts: dict[str, str]) -> str:
    """A short name for what is said, which stays the same whatever else is said elsewhere."""
    words = _words(prompt)
    return prompts.setdefault(words, hashlib.sha256(words.encode()).hexdigest()[:6])


def _words(heard: tuple[Heard, ...]) -> str:
    return " ".join(
        "".join(piece if isinstance(piece, str) else f"<{type(piece).__name__}>" for piece in part.pieces)
        if isinstance(part, Say)
        else str(part)
        for part in heard
    ).replace("Pause(ms=", "(")


EVENTS = {_shown(event): event for event in (*PRESSED, *SAID, *KEYED, *RECORDED, *ENDED, *SETTLED)}


if __name__ == "__main__":
    TURNS.write_text("".join(f"{row}\n" for row in rows_now()), encoding="utf-8")
