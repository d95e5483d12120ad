"""A call at one moment, and the small moves that every room makes with it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypedDict, Unpack

from counted.names import Count
from ivr.aloud import NAMES
from ivr.model import Caller, Event, Heard, Listen, OfCall, Pause, Place, Pressed, Say, Turn
from ivr.spot import Spot
from menus import seconds, words
from menus.hours import is_open
from menus.model import MAIN, Language, Pack

OPTION_GAP = Pause(seconds.OPTION_GAP)
KEY_GAP = Pause(seconds.KEY_GAP)
LONG_ENOUGH = 10
OF_CALL = re.compile(rf"\{{({'|'.join(NAMES)})\}}")


class Changes(TypedDict, total=False):
    """What a room may change of a place, by the names that it has there."""

    spot: Spot
    chunk: int
    silences: int
    misses: int
    slow: bool
    touched: bool
    told: bool
    drafted: bool
    barred: bool
    led: bool


@dataclass(frozen=True, slots=True)
class Go:
    """Go to `place`: say `before` (at most 3 words, no key is taken), then `words`, then what the room says.

    `wait` is the seconds to wait for a key, None for what the room thinks right; `counts` names what going
    there adds to the day's counts, beside what the room does (R42).
    """

    place: Place
    before: tuple[Heard, ...] = ()
    words: tuple[Heard, ...] = ()
    wait: int | None = None
    counts: tuple[Count, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """A key that is offered, declared once: its prompt is made from this, and so is its answer.

    `what` stands before the key as the pack has it ("For exercise"), `leads` gives where the key leads;
    `first` is heard before both.
    """

    key: str
    what: str
    leads: Callable[[], Go]
    first: tuple[Heard, ...] = ()


Part = Choice | Heard | tuple[Heard, ...]
"""What is read out in one piece."""


def pick(event: Event, choices: Iterable[Choice]) -> Go | None:
    """Where the key that was pressed leads, None where it was not offered."""
    key = event.key if isinstance(event, Pressed) else ""
    return next((choice.leads() for choice in choices if choice.key == key), None)


@dataclass(frozen=True, slots=True)
class Call:
    """What a room may look at: the pack, where the caller is, the moment (aware), what kind of caller."""

    pack: Pack
    place: Place
    now: datetime
    caller: Caller

    @property
    def language(self) -> Language:
        """The language the caller hears."""
        return self.pack.languages[self.place.language]

    @property
    def open(self) -> bool:
        """Whether people answer the helpline at this moment (R34)."""
        return is_open(self.pack.hours, self.now)

    @property
    def name(self) -> str:
        """What the spot is about, where that is one thing: a menu, a topic, a time of day …"""
        (name,) = self.place.spot.about
        return name

    def move(self, **changes: Unpack[Changes]) -> "Call":
        """Move the caller: the same call at a changed place."""
        return Call(self.pack, replace(self.place, **changes), self.now, self.caller)

    def say(self, sentence: str, **blanks: str) -> Say:
        """Say a sentence of the pack: the one way from what is written to what is heard (R50).

        `blanks` are those of this sentence alone.
        """
        return Say(tuple(self._pieces(sentence, blanks)) if "{" in sentence else (sentence,))

    def _pieces(self, sentence: str, blanks: Mapping[str, str]) -> Iterator[str | OfCall]:
        for place, piece in enumerate(OF_CALL.split(sentence)):
            if place % 2:  # between words stands the name of what the call knows
                yield NAMES[piece]
            elif piece:
                yield self.fill(piece, **blanks)

    def fill(self, sentence: str, **blanks: str) -> str:
        """Fill every blank of a sentence, or of a name that stands in one, that is not a call's own."""
        return words.fill(sentence, self.pack, self.language, self.now, **blanks)

    def phrase(self, name: str, **blanks: str) -> Say:
        """Say a fixed sentence of the language; `blanks` are those of this phrase alone."""
        return self.say(self.language.call[name], **blanks)

    def option(self, name: str, key: str, leads: Callable[[], Go], first: tuple[Heard, ...] = ()) -> Choice:
        """A choice whose words are a phrase of the language."""
        return Choice(key, self.language.call[name], leads, first)

    def read_out(self, *parts: Part) -> tuple[Heard, ...]:
        """Read parts out one after the other, with a short quiet between two (R4)."""
        heard: list[Heard] = []
        for part in parts:
            heard += [OPTION_GAP] if heard else []
            match part:
                case Choice():
                    heard += self._read_choice(part)
                case tuple():
                    heard += part
                case _:
                    heard.append(part)
        return tuple(heard)

    def _read_choice(self, choice: Choice) -> tuple[Heard, ...]:
        """Read one choice out: "For exercise," a short quiet, "press 3." (R4)."""
        press = words.press(self.language, choice.key)
        return *choice.first, self.say(f"{choice.what},"), KEY_GAP, self.say(f"{press}.")

    def go(self, spot: Spot, /, *said: str, wait: int | None = None, **changes: Unpack[Changes]) -> Go:
        """Go to the beginning of another spot, after phrases that take keys."""
        beginning = replace(self.place, spot=spot, chunk=0)
        words = tuple(part for name in said for part in (self.phrase(name), OPTION_GAP))
        return Go(replace(beginning, **changes), words=words, wait=wait)

    def confirm(self, spot: Spot, /, title: str, **changes: Unpack[Changes]) -> Go:
        """Go to another spot after a phrase of at most 3 words.

        Its second swallows a trembling hand's second press (R7, R11).
        """
        return replace(self.move(misses=0).go(spot, **changes), before=(self.phrase(title),))

    def again(self, said: str = "again_title", **changes: Unpack[Changes]) -> Go:
        """Say the same place once more because the caller asked; the phrase `said` confirms it (R12)."""
        return Go(self.move(misses=0).move(**changes).place, before=(self.phrase(said),))

    def choose(self, spot: Spot) -> Go:
        """Go to a menu or a topic and confirm it by its name (R12)."""
        return replace(self.go(spot, misses=0), before=(self.title(spot),))

    def title(self, spot: Spot) -> Say:
        """The name of a menu or a topic, as it confirms a choice."""
        (name,) = spot.about
        if spot.room == "topic":
            return self.say(self.language.topics[name].title)
        # an overview is confirmed by the name of its menu
        return self.phrase("main_title") if name == MAIN else self.say(self.language.menus[name].title)

    def listen(self, parts: tuple[Part, ...], wait: int, go: Go, *counts: Count) -> Turn:
        """Say `parts` at this place, after what `go` brought along, and wait for a key or for words."""
        # Speech is taken where there is time to speak: the second between two chunks is for keys alone.
        speech = self.pack.speech and wait >= LONG_ENOUGH
        prompt = (*go.words, *self.read_out(*parts))
        return Turn(self.place, go.before, Listen(prompt, go.wait or wait, speech), counts)
