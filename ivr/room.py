"""What a room of a call says of itself; each stands in a file of `ivr/rooms/`."""

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
    """The one spot of a room that is about nothing."""
    return None if about else 0


def of_topic(_: Pack, language: Language, about: About) -> int | None:
    """A spot for each topic, in which 1 says that the topic goes on afterwards."""
    match about:
        case (name,) if name in language.topics:
            return 1
    return None


@dataclass(frozen=True, slots=True)
class Room:
    """One room of a call.

    `enter` gives what is said there, `answer` where an event leads. `highest` gives the highest chunk of the
    spot that is about these things in a pack, None where it has no such spot.
    `takes` is what comes from the caller: keys, of which 0 and 8 do the same everywhere (R5); keys that all
    answer what was just said; or digits of a phone number, or a recording.
    `called` is what the desk calls it where it lists the places at which callers hung up: "" for a menu, an
    overview or a topic, which have titles, and where calls end by themselves or staff pick up.
    `carries` says that what was keyed or recorded rides on beside the place, sealed (R41), `needs` which of
    them must be there. `settle` gives what the store's answer to a wish leads to, `ends_hour` says that a
    call that has lasted its hour goes no further (R14).
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
