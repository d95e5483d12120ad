"""A call at one moment, and the small steps that every room (a menu, a topic …) takes with it."""

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
    """The fields of a `Place` that a room may change."""

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
    """A move to `place`, and what is said on the way, before the room there says its own.

    `before` is said first, in at most 3 words, and takes no key; `words` follow, and keys are taken
    meanwhile. `wait` is how many seconds to wait for a key, None for the room's usual wait. `counts` are
    added to the day's counts, beside those of the room (R42).
    """

    place: Place
    before: tuple[Heard, ...] = ()
    words: tuple[Heard, ...] = ()
    wait: int | None = None
    counts: tuple[Count, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """A key that is offered; both the prompt that names it and the answer to it are made from this.

    `what` is said before the key, as the pack words it ("For exercise"); `leads` gives where the key leads.
    `first` is heard before both.
    """

    key: str
    what: str
    leads: Callable[[], Go]
    first: tuple[Heard, ...] = ()


Part = Choice | Heard | tuple[Heard, ...]
"""What is read out in one piece."""


def pick(event: Event, choices: Iterable[Choice]) -> Go | None:
    """Where the pressed key leads; None where no choice offers it, or where no key was pressed."""
    key = event.key if isinstance(event, Pressed) else ""
    return next((choice.leads() for choice in choices if choice.key == key), None)


@dataclass(frozen=True, slots=True)
class Call:
    """All that a room may look at: the pack, the caller's place, the moment (aware), the kind of caller."""

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
        """The only thing that this place is about: the name of a menu, a topic or a time of day, say."""
        (name,) = self.place.spot.about
        return name

    def move(self, **changes: Unpack[Changes]) -> "Call":
        """Change the caller's place, and give the call as it then is."""
        return Call(self.pack, replace(self.place, **changes), self.now, self.caller)

    def say(self, sentence: str, **blanks: str) -> Say:
        """Make a Say of a sentence of the pack: the only way from written words to spoken ones (R50).

        `blanks` are the values of blanks that only this sentence has.
        """
        return Say(tuple(self._pieces(sentence, blanks)) if "{" in sentence else (sentence,))

    def _pieces(self, sentence: str, blanks: Mapping[str, str]) -> Iterator[str | OfCall]:
        for place, piece in enumerate(OF_CALL.split(sentence)):
            if place % 2:  # between words stands the name of what the call knows
                yield NAMES[piece]
            elif piece:
                yield self.fill(piece, **blanks)

    def fill(self, sentence: str, **blanks: str) -> str:
        """Fill the blanks of a sentence, but for the phone numbers of this call, which come later.

        A name that is filled in may hold blanks too.
        """
        return words.fill(sentence, self.pack, self.language, self.now, **blanks)

    def phrase(self, name: str, **blanks: str) -> Say:
        """Make a Say of the fixed phrase `name` of the language.

        `blanks` are the values of blanks that only this phrase has.
        """
        return self.say(self.language.call[name], **blanks)

    def option(self, name: str, key: str, leads: Callable[[], Go], first: tuple[Heard, ...] = ()) -> Choice:
        """A choice whose words are a phrase of the language."""
        return Choice(key, self.language.call[name], leads, first)

    def read_out(self, *parts: Part) -> tuple[Heard, ...]:
        """Read parts out one after the other, with a short pause between each two (R4)."""
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
        """Read one choice out: "For exercise," a short pause, "press 3." (R4)."""
        press = words.press(self.language, choice.key)
        return *choice.first, self.say(f"{choice.what},"), KEY_GAP, self.say(f"{press}.")

    def go(self, spot: Spot, /, *said: str, wait: int | None = None, **changes: Unpack[Changes]) -> Go:
        """Go to the beginning of another spot.

        The phrases `said` are heard first; a key may cut them short.
        """
        beginning = replace(self.place, spot=spot, chunk=0)
        words = tuple(part for name in said for part in (self.phrase(name), OPTION_GAP))
        return Go(replace(beginning, **changes), words=words, wait=wait)

    def confirm(self, spot: Spot, /, title: str, **changes: Unpack[Changes]) -> Go:
        """Go to another spot after the phrase `title`, of at most 3 words, during which no key is taken.

        It takes about a second, so that an accidental second press of the same key does nothing (R7, R11).
        """
        return replace(self.move(misses=0).go(spot, **changes), before=(self.phrase(title),))

    def again(self, said: str = "again_title", **changes: Unpack[Changes]) -> Go:
        """Repeat the same place because the caller asked for it; the phrase `said` says so first (R12)."""
        return Go(self.move(misses=0).move(**changes).place, before=(self.phrase(said),))

    def choose(self, spot: Spot) -> Go:
        """Go to a menu or a topic, and say its name first as a confirmation (R12)."""
        return replace(self.go(spot, misses=0), before=(self.title(spot),))

    def title(self, spot: Spot) -> Say:
        """The name of a menu or a topic, as it is said to confirm that the caller chose it."""
        (name,) = spot.about
        if spot.room == "topic":
            return self.say(self.language.topics[name].title)
        # an overview is confirmed by the name of its menu
        return self.phrase("main_title") if name == MAIN else self.say(self.language.menus[name].title)

    def listen(self, parts: tuple[Part, ...], wait: int, go: Go, *counts: Count) -> Turn:
        """Say `parts` at this place, after the words of `go`, and wait for a key or for spoken words.

        The wait lasts `wait` seconds, unless `go` names another.
        """
        # Speech is taken where there is time to speak: the second between two chunks is for keys alone.
        speech = self.pack.speech and wait >= LONG_ENOUGH
        prompt = (*go.words, *self.read_out(*parts))
        return Turn(self.place, go.before, Listen(prompt, go.wait or wait, speech), counts)
