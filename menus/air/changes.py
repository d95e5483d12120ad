"""Frozen values for the topics and words that staff have stopped, and for the notice (R57)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a notice in one language; either may be "", and then the first language's are used.

    `spoken` is said on calls; `texted` is sent to texters who ask MENU.
    """

    spoken: str
    texted: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice in staff's own words, said first on every call and in the reply to MENU until `end`.

    `words` maps the code of each language that has words to its wording. `end` is aware of its time zone.
    """

    words: Mapping[str, Wording]
    end: datetime


@dataclass(frozen=True, slots=True)
class Air:
    """The changes that staff have made to what a pack says.

    `topics` holds the names of the stopped topics; `words` holds the stopped words, in lower case and without
    spaces ("alertcard"): they find no topic any more. `notice` is the newest notice, which may have ended;
    None if there was none.
    """

    topics: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    notice: Notice | None = None


AS_IN_THE_PACK = Air()
