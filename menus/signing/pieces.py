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
    """One line of a sheet, ticked as a whole: a sentence as people get it, or what a list of rules does.

    `key` is unique in the sheet ("text.2"). `facts` are the facts on which the sentence relies. A line about
    rules has `examples`: messages that the rules hear, by which a clinician judges them.
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
        """The first 6 examples, which are shown at once."""
        return self.examples[:SHOWN]

    @property
    def others(self) -> tuple[str, ...]:
        """The examples after the first 6, which may be folded away."""
        return self.examples[SHOWN:]


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of a sheet: what is said or sent at once, or a list of rules.

    `lines` are its lines. `measure` says how long it is ("12 seconds", "2 parts"). For rules, `answer` is the
    text sent in reply to a message that they hear. It is not itself to be ticked; it is "" for other pieces.
    Spoken and texted pieces with the same `row` are about the same thing, and stand side by side.
    """

    channel: Channel
    label: str
    measure: str
    lines: tuple[Line, ...]
    answer: str = ""
    row: str = ""

    @property
    def note(self) -> str:
        """The sentence that tells the piece's `answer`, shown above its lines; "" if it has no answer."""
        return f"Answered by text: “{self.answer}”" if self.answer else ""


@dataclass(frozen=True, slots=True)
class Level:
    """The pieces that stand side by side in a sheet: spoken, texted or rules.

    `title` is the title of their row. It is "" for pieces that belong to no row, such as rules.
    """

    title: str
    pieces: tuple[Piece, ...]

    def of(self, channel: Channel) -> tuple[Piece, ...]:
        """The pieces of one channel."""
        return tuple(piece for piece in self.pieces if piece.channel == channel)


def some_at_a_time(key: str, name: str, phrases: tuple[str, ...]) -> Iterator[Line]:
    """The `phrases` of a list as lines of at most 25 phrases each, so that no line fills a page.

    `key` begins the key of each line, and `name` its words ("" for none).
    """
    for start in range(0, len(phrases), PHRASES):
        words = "; ".join(phrases[start : start + PHRASES])
        yield Line(f"{key}.{start}", f"{name}: {words}" if name else words)


def told(words: str) -> str:
    """A sentence in which each blank still left is named in brackets, such as "(a topic)" for {topic}.

    Blanks are left if they depend on what somebody asks.
    """
    return BLANK.sub(lambda found: f"({BLANKS.get(found[1], found[1])})", words)
