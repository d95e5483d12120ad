"""What a sheet is made of: lines, each to be ticked, in pieces; pieces that belong side by side, in rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from menus.blanks import BLANK
from menus.tracing.shown import Rested

Channel = Literal["spoken", "texted", "rule"]
PHRASES = 25
# So many examples are read at once; the others are folded away.
SHOWN = 6

# What stands in the sheet for what a reply takes from what it answers.
BLANKS: Mapping[str, str] = {
    "topics": "the words for its topics",
    "topic": "a topic",
    "other": "another topic",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence as people get it, or what a list of rules does; `key` is its own in the sheet ("text.2").

    A line about rules is judged by its `examples`, and ticked as a whole.
    """

    key: str
    words: str
    facts: tuple[Rested, ...] = ()
    examples: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        """All that is ticked with this line: its words and each of its examples, a line of text each."""
        return "\n".join((self.words, *self.examples))

    @property
    def first(self) -> tuple[str, ...]:
        """The examples to read first."""
        return self.examples[:SHOWN]

    @property
    def others(self) -> tuple[str, ...]:
        """The examples that may be folded away."""
        return self.examples[SHOWN:]


@dataclass(frozen=True, slots=True)
class Piece:
    """What is said or sent as one: its lines, and how long it is, in words ("12 seconds", "2 parts").

    `answer` is the text that is sent to what a rule hears; it is not itself to be ticked. Spoken and texted
    pieces of one `row` are about the same, and stand side by side.
    """

    channel: Channel
    label: str
    measure: str
    lines: tuple[Line, ...]
    answer: str = ""
    row: str = ""

    @property
    def note(self) -> str:
        """What is shown with the lines; "" if there is nothing."""
        return f"Answered by text: “{self.answer}”" if self.answer else ""


@dataclass(frozen=True, slots=True)
class Level:
    """What stands side by side in a sheet: pieces that are spoken, texted or rules, under one `title`.

    The title is "" where there is but one such row.
    """

    title: str
    pieces: tuple[Piece, ...]

    def of(self, channel: Channel) -> tuple[Piece, ...]:
        """The pieces of one channel."""
        return tuple(piece for piece in self.pieces if piece.channel == channel)


def some_at_a_time(key: str, name: str, phrases: tuple[str, ...]) -> Iterator[Line]:
    """A list as lines of some phrases each, so that no line fills a page."""
    for start in range(0, len(phrases), PHRASES):
        words = "; ".join(phrases[start : start + PHRASES])
        yield Line(f"{key}.{start}", f"{name}: {words}" if name else words)


def told(words: str) -> str:
    """A sentence whose last blanks, which depend on what somebody asked, are named in brackets."""
    return BLANK.sub(lambda found: f"({BLANKS.get(found[1], found[1])})", words)
