"""A call at a pretended time, which keeps, sends and rings nothing; and the faults of such a test call."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ivr.aloud import numbers, words_of
from ivr.flow import on_the_way, step
from ivr.model import Arrived, Event, HangUp, Listen, Place, Pressed, Turn
from menus.hours import is_open, opening_span
from menus.model import Hours, Pack
from menus.outcome import Refused

# What a caller of the test presses: into the first menu, back, and for a person.
KEYS = "1*0"
MINUTE = timedelta(minutes=1)
WORD = re.compile(r"[a-z]{3,}")
# Of the words that the carrier's ear wrote down, this part must be among those that were said.
ENOUGH, FEWEST = 0.6, 3


@dataclass(frozen=True, slots=True)
class Told:
    """One turn as it should be in a test: the name of the place, and the words."""

    place: str
    words: str


def turn_at(pack: Pack, place: Place | None, event: Event, moment: datetime) -> Turn:
    """The next turn of a call that takes place at a pretended time, `moment`.

    `event` happened at `place`, which is None for a call that has just arrived. All requests to the store are
    refused, and an act that would ring, record or take a number is replaced by the end of the call.
    """
    turn = step(pack, place, event, moment)
    while turn.wish:
        turn = on_the_way(turn, step(pack, turn.place, Refused("away"), moment))
    return turn if isinstance(turn.then, Listen) else replace(turn, then=HangUp())


def expected(pack: Pack, moment: datetime, line: str, keys: str = KEYS) -> tuple[Told, ...]:
    """The turns for a caller who rings at `moment` and presses `keys`, one after each turn, greeting first.

    `line` is the line's own number (E.164), which may be spoken; if it is "", the helpline's number is spoken
    instead.
    """
    turns = [turn_at(pack, None, Arrived(), moment)]
    for key in keys:
        turns.append(turn_at(pack, turns[-1].place, Pressed(key), moment))
    language = pack.languages[turns[0].place.language]
    known = numbers(pack, language, "", "", line)
    return tuple(Told(str(turn.place.spot), words_of(turn, known)) for turn in turns)


def moments(hours: Hours, now: datetime) -> dict[str, datetime]:
    """The next time from `now` at which the helpline is open, and the next at which it is closed.

    The keys are "open" and "closed"; a time that does not come within a year is left out.
    """
    span = opening_span(hours, now)
    if span is None:
        return {"closed": now}
    start, end = span
    found = {"open": start + MINUTE, "closed": now if not is_open(hours, now) else end + MINUTE}
    return {name: moment for name, moment in found.items() if is_open(hours, moment) == (name == "open")}


def judge(told: tuple[Told, ...], places: Iterable[str], ears: Iterable[str]) -> tuple[str, ...]:
    """The faults of a test call, each in words; empty if there are none.

    `told` has the turns as they should be. `places` has the names of the places that the call really reached.
    `ears` has what the carrier's speech recognition heard at each place. All three are in the order of the
    call.
    """
    went, heard = tuple(places), tuple(ears)
    if not went:
        return ("the call never reached the line",)
    faults = []
    if went != tuple(one.place for one in told):
        wanted = ", ".join(one.place for one in told)
        faults.append(f"the keys led to {', '.join(went)}, and not to {wanted}")
    for one, words in zip(told, heard, strict=False):
        if not _is_heard(words, one.words):
            faults.append(f"at {one.place} other words were heard than were said")
    if len(heard) < len(told):
        faults.append(f"words were heard {len(heard)} times, not {len(told)}")
    return tuple(faults)


def _is_heard(words: str, said: str) -> bool:
    """Whether the words that the carrier's speech recognition wrote down can be what was said.

    It mishears a little, so only most of the words have to be among those that were said.
    """
    found, known = WORD.findall(words.lower()), set(WORD.findall(said.lower()))
    return len(found) >= FEWEST and sum(word in known for word in found) >= ENOUGH * len(found)
