"""Frozen values for the topics and words that staff have stopped, and for the notice (R57)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a notice in one language: `spoken` on calls, and `texted` to people who text MENU.

    Either may be "". Then the notice's words in the pack's first language are used.
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
    """The changes that staff have made to what a pack says; the pack itself stays as it is.

    `topics` holds the names of the topics that staff have stopped. `words` holds the words that staff have
    stopped, in lower case and without spaces ("alertcard"). A person who texts such a word gets no topic for
    it. `notice` is the newest notice, which may have ended already. It is None if there has been no notice.
    """

    topics: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    notice: Notice | None = None


AS_IN_THE_PACK = Air()
