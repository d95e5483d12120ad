"""The type `Room`: one kind of place in a call, such as a menu or a topic. `ivr/rooms/` defines each."""

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
    """The highest chunk, 0, of a room that has a single spot, about nothing; None for any other spot."""
    return None if about else 0


def of_topic(_: Pack, language: Language, about: About) -> int | None:
    """The highest chunk, 1, of a room that has a spot for each topic; None for what is no topic.

    Chunk 1 says that the topic goes on afterwards.
    """
    match about:
        case (name,) if name in language.topics:
            return 1
    return None


@dataclass(frozen=True, slots=True)
class Room:
    """One room of a call: a kind of place, such as a menu or the keying of a number.

    `enter` gives what is said there, `answer` where an event leads from there. `highest` gives the highest
    `chunk` that a pack has for the spot about these things, None where there is no such spot.

    `takes` is what the caller may do there: "keys", of which 0 and 8 do the same everywhere (R5); "own
    keys", all of which answer what was just said; "a number" (digits); or "a recording".

    `called` is the desk's name for the room in its list of places where callers hung up. It is "" for menus,
    overviews and topics, which have titles, and for rooms where the call ends anyway or staff pick up.

    `carries`: a keyed number or a recording travels on, sealed, beside the place in the URL (R41); `needs`
    is the one that must be there. `settle` gives what follows the store's answer to a wish. `ends_hour`: a
    call that has lasted its hour goes no further than this room (R14).
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
        """Whether this pack has the place: a URL may be old, mistyped or tampered with."""
        language = pack.languages.get(place.language)
        highest = self.highest(pack, language, place.spot.about) if language else None
        return highest is not None and place.chunk <= highest
