"""A call at one moment, and the small steps (say, go, listen …) that all rooms (ivr/rooms) use."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple, TypedDict, Unpack

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
    """The fields of a caller's `Place` that `Call.move` can change, as keyword arguments with their types."""

    spot: Spot
    chunk: int
    silences: int
    misses: int
    slow: bool
    tried: bool
    told: bool
    drafted: bool
    barred: bool
    led: bool
    full: bool
    asked: bool


class Go(NamedTuple):
    """A move to another `place`, and the words on the way, before the words of that place.

    `before` is said first, in at most 3 words, and no key is taken then; during `words`, which follow, keys
    are taken. `wait` is how many seconds to wait for a key, None for the usual wait of the place. `counts`
    are added to the day's counts, with the counts of the place (R42).
    """

    place: Place
    before: tuple[Heard, ...] = ()
    words: tuple[Heard, ...] = ()
    wait: int | None = None
    counts: tuple[Count, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of the caller's: the words that offer it, and what its key does.

    The offer begins with `first`. Then come `what`, in the pack's words ("For exercise"), and the key ("press
    3").
    `leads` gives where the call goes when the key is pressed. `by` is the language in which it is offered,
    None for the call's own.
    """

    key: str
    what: str
    leads: Callable[[], Go]
    first: tuple[Heard, ...] = ()
    by: Language | None = None


Part = Choice | Heard | tuple[Heard, ...]
"""What is read out in one piece."""


@lru_cache(maxsize=4096)
def _ready(sentence: str) -> Say:
    """Make a `Say` of a sentence without blanks. Cached, because most are said in every call."""
    return Say((sentence,))


def pick(event: Event, choices: Iterable[Choice]) -> Go | None:
    """The move that the pressed key chooses among `choices`; None without a key, or if no choice has it."""
    key = event.key if isinstance(event, Pressed) else ""
    return next((choice.leads() for choice in choices if choice.key == key), None)


@dataclass(frozen=True, slots=True)
class Call:
    """All that a room may know of a call: the pack, the caller's place, the time (aware), the caller."""

    pack: Pack
    place: Place
    now: datetime
    caller: Caller

    @property
    def language(self) -> Language:
        """The language in which the caller is spoken to."""
        return self.pack.languages[self.place.language]

    @property
    def open(self) -> bool:
        """Whether people answer the helpline at this moment (R34)."""
        return is_open(self.pack.hours, self.now)

    @property
    def name(self) -> str:
        """The only subject of the caller's place, such as the name of a menu, a topic or a time of day.

        Raises `ValueError` if the place has no subject or more than one.
        """
        (name,) = self.place.spot.about
        return name

    def move(self, **changes: Unpack[Changes]) -> "Call":
        """Return the same call with these fields of the caller's place changed."""
        return Call(self.pack, self.place._replace(**changes), self.now, self.caller)

    def in_language(self, language: Language) -> "Call":
        """Give the same call as it goes on in another language."""
        return Call(self.pack, self.place._replace(language=language.code), self.now, self.caller)

    def say(self, sentence: str, by: Language | None = None, /, **blanks: str) -> Say:
        """Make a sentence of the pack ready to be spoken, as a `Say`, with its blanks filled.

        `blanks` are the values, by name, of the blanks that only this sentence has. `by` is the language of
        the sentence, None for the call's. All written words of a call go through here before they are spoken
        (R50).
        """
        by = None if by is self.language else by
        if "{" in sentence:
            return Say(tuple(self._pieces(sentence, by, blanks)), by)
        return _ready(sentence) if by is None else Say((sentence,), by)

    def _pieces(
        self, sentence: str, by: Language | None, blanks: Mapping[str, str]
    ) -> Iterator[str | OfCall]:
        for place, piece in enumerate(OF_CALL.split(sentence)):
            if place % 2:  # between words stands the name of what the call knows
                yield NAMES[piece]
            elif piece:
                yield self.fill(piece, by, **blanks)

    def fill(self, sentence: str, by: Language | None = None, /, **blanks: str) -> str:
        """Fill the blanks of a sentence, but not the blanks for this call's phone numbers.

        The phone numbers are filled in later. `blanks` has more values, by the names of their blanks; a value
        may hold blanks itself, and these are filled too. `by` is the language of the sentence; None stands
        for the call's.
        """
        return words.fill(sentence, self.pack, by or self.language, self.now, **blanks)

    def phrase(self, name: str, **blanks: str) -> Say:
        """Make a `Say` of the fixed phrase `name`, in the caller's language.

        `blanks` are values for the blanks that only this phrase has, by their names.
        """
        return self.say(self.language.call[name], self.language.of(f"call.{name}"), **blanks)

    def option(self, name: str, key: str, leads: Callable[[], Go], first: tuple[Heard, ...] = ()) -> Choice:
        """A choice for the caller: `key` takes it, and the fixed phrase named `name` offers it.

        `leads` gives the next step of the call after the key; `first` is said before the offer.
        """
        by = self.language.of(f"call.{name}", "keys")
        return Choice(key, by.call[name], leads, first, by)

    def read_out(self, *parts: Part) -> tuple[Heard, ...]:
        """Join `parts` (words and choices) into one prompt, with a short pause between parts (R4)."""
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
        keyed = (choice.by or self.language).of("keys")
        press = self.say(f"{words.press(keyed, choice.key)}.", keyed)
        return *choice.first, self.say(f"{choice.what},", choice.by), KEY_GAP, press

    def go(self, spot: Spot, /, *said: str, wait: int | None = None, **changes: Unpack[Changes]) -> Go:
        """A move to the start of another room of the call, such as a menu or a topic, named by `spot`.

        The fixed phrases named in `said` are heard on the way, and a key may cut them short. `wait` is how
        many seconds to wait for a key there, None for the usual wait. `changes` are made to the caller's
        place.
        """
        beginning = self.place._replace(spot=spot, chunk=0)
        words = tuple(part for name in said for part in (self.phrase(name), OPTION_GAP))
        return Go(beginning._replace(**changes) if changes else beginning, words=words, wait=wait)

    def confirm(self, spot: Spot, /, title: str, **changes: Unpack[Changes]) -> Go:
        """Move to another place in the call, `spot`, and say the fixed phrase `title` on the way.

        `changes` are made to the caller's place. No key is taken during the phrase, which has at most 3 words
        and takes about a second. So an accidental second press of the same key does nothing (R7, R11).
        """
        return self.move(misses=0).go(spot, **changes)._replace(before=(self.phrase(title),))

    def again(self, said: str = "again_title", **changes: Unpack[Changes]) -> Go:
        """Say the words of the call's present place once more, at the caller's request.

        The fixed phrase named `said` is spoken first, to announce the repeat (R12); `changes` are made to the
        place.
        """
        return Go(self.move(misses=0).move(**changes).place, before=(self.phrase(said),))

    def choose(self, spot: Spot) -> Go:
        """Move to a menu or a topic, and say its name first, to confirm the caller's choice (R12)."""
        return self.go(spot, misses=0)._replace(before=(self.title(spot),))

    def title(self, spot: Spot) -> Say:
        """The spoken name of a menu or a topic, which confirms that the caller chose it (R12)."""
        (name,) = spot.about
        if spot.room == "topic":
            return self.say(self.language.topics[name].title, self.language.of(f"topics.{name}"))
        # an overview is confirmed by the name of its menu
        if name == MAIN:
            return self.phrase("main_title")
        return self.say(self.language.menus[name].title, self.language.of(f"menus.{name}"))

    def listen(self, parts: tuple[Part, ...], wait: int, go: Go, *counts: Count) -> Turn:
        """Make a turn: say the words of the move `go`, then `parts` (words and choices), and await a key.

        The wait lasts `wait` seconds, unless `go` has a wait of its own. Spoken words are taken too if the
        pack allows it and `wait` is long enough for speaking. `counts` are added to the day's counts.
        """
        # Speech is taken where there is time to speak: the second between two chunks is for keys alone.
        speech = self.pack.speech and wait >= LONG_ENOUGH
        prompt = (*go.words, *self.read_out(*parts))
        return Turn(self.place, go.before, Listen(prompt, go.wait or wait, speech), counts)
