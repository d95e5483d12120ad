"""The type `Room`: one kind of place in a call, such as a menu or a topic. The rooms are in `ivr/rooms/`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from ivr.call import Call, Go
from ivr.model import Event, Place, Turn
from menus.model import Language, Pack
from menus.outcome import Outcome

About = tuple[str, ...]
Takes = Literal["keys", "own keys", "a number", "a recording"]


def _alone(_: Pack, __: Language, about: About) -> int | None:
    """The highest number (`Place.chunk`) in a URL of a room without a subject, such as "late": always 0.

    None if the URL names a subject (`about`, such as a topic) all the same: there is no such place.
    """
    return None if about else 0


def of_topic(_: Pack, language: Language, about: About) -> int | None:
    """The highest number (`chunk`) in a URL of a room about a topic: 1; None if `about` is no topic's name.

    In such a room `chunk` is a flag: with 1 the caller goes back to hear the rest of the topic, with 0 there
    is no rest.
    """
    match about:
        case (name,) if name in language.topics:
            return 1
    return None


@dataclass(frozen=True, slots=True)
class Room:
    """One room of a call: a kind of place, such as a menu or the keying of a number.

    `enter` gives the words on arrival. `answer` gives the next step after an event there. `settle` gives the
    step after the store has answered a request of this room. `highest` gives the highest `Place.chunk` that
    the room has for a subject, or None if the room cannot have that subject.

    `takes` is what the caller may do there. "keys": press keys, of which 0 and 8 do the same as everywhere
    (R5). "own keys": press keys that only answer what was just said. "a number": key in a number. "a
    recording": speak.

    `carries`: the URL also holds a keyed number or a recording, sealed (R41). `needs` says which of the two
    must be there. `ends_hour`: a call that has lasted an hour ends on arrival at this room (R14).

    `called` is the desk's name for the room, in its list of places where callers hung up. It is "" for menus,
    overviews and topics, which have titles. It is also "" where the call ends anyway or staff pick up.
    """

    enter: Callable[[Call, Go], Turn]
    answer: Callable[[Call, Event], Go]
    highest: Callable[[Pack, Language, About], int | None] = _alone
    takes: Takes = "keys"
    carries: bool = False
    needs: Literal["", "number", "recording"] = ""
    settle: Callable[[Call, Outcome], Turn | Go] | None = None
    ends_hour: bool = False
    called: str = ""

    def holds(self, pack: Pack, place: Place) -> bool:
        """Whether the pack has this place of the room: a URL may be old, mistyped or tampered with."""
        language = pack.languages.get(place.language)
        highest = self.highest(pack, language, place.spot.about) if language else None
        return highest is not None and place.chunk <= highest
