"""What staff have taken off the air, and the notice that runs, as frozen values beside the pack (R57)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a notice in one language, as they are `spoken` on calls and `texted` to who asks MENU."""

    spoken: str
    texted: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Staff's own words, which stand first on every call and on MENU until `end` (aware).

    `words` has them for the code of each language.
    """

    words: Mapping[str, Wording]
    end: datetime


@dataclass(frozen=True, slots=True)
class Air:
    """What staff have changed of what a pack says.

    `topics` are the names of those that are stopped, `words` the words (plain, run together) that lead to no
    topic any more. `notice` is the newest notice, which may have ended; None if there was none.
    """

    topics: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    notice: Notice | None = None


AS_IN_THE_PACK = Air()
