"""What a sheet is made of: lines, each to be ticked, in pieces."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from menus.tracing.shown import Rested

Channel = Literal["spoken", "texted", "rule"]
PHRASES = 25


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence as people get it, or one list of rules; `key` is its own within the sheet ("text.2")."""

    key: str
    words: str
    facts: tuple[Rested, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """What is said or sent as one: its lines, and how long it is, in words ("12 seconds", "2 parts").

    `note` is what is shown with it, and is not itself to be ticked.
    """

    channel: Channel
    label: str
    measure: str
    lines: tuple[Line, ...]
    note: str = ""


def some_at_a_time(key: str, name: str, phrases: tuple[str, ...]) -> Iterator[Line]:
    """A list as lines of some phrases each, so that no line fills a page."""
    for start in range(0, len(phrases), PHRASES):
        words = "; ".join(phrases[start : start + PHRASES])
        yield Line(f"{key}.{start}", f"{name}: {words}" if name else words)
