"""The lines of a column of a page, from its words."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from menus.document.bullets import is_bullet
from tools.document.reading.pages.letters import APART, Word

INNER = 0.2  # of a word's height, that is no part of it above and below when lines are told apart
OVERLAP = 0.5  # of the height of the lower of two words of one line
FAR = 1.6  # times a line's height between two lines: a new paragraph
FULL = 0.85  # of its column's width: a line that goes on in the next one, unless it ends a sentence
LEAST = 3  # lines of a column whose width is known
SHORT = 0.6  # of it: a line that ends a piece where the next begins with a capital


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page: its words, the size of its letters in points, whether all are bold, and its place.

    `page` is the number of its page, `column` the number of its column on that page. `new`: the line begins
    its column, or stands far below the line before. `wide` is the share of its column's width that it takes.
    It is 0 if the column has too few lines to tell. `apart`: the line is in a box beside the text.
    """

    words: str
    size: float
    bold: bool
    page: int
    column: int
    new: bool
    wide: float
    apart: bool = False


def rows(words: Iterable[Word]) -> list[list[Word]]:
    """The words by lines: the lines from top to bottom, the words of each from left to right."""
    found: list[list[Word]] = []
    spans: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda one: (one.top + one.bottom, one.x0)):
        inner = INNER * (word.bottom - word.top)
        top, bottom = word.top + inner, word.bottom - inner
        for at in range(len(found) - 1, max(len(found) - 4, -1), -1):
            both = min(bottom, spans[at][1]) - max(top, spans[at][0])
            if both > OVERLAP * min(bottom - top, spans[at][1] - spans[at][0]):
                found[at].append(word)
                break
        else:
            found.append([word])
            spans.append((top, bottom))
    return [sorted(row, key=lambda one: one.x0) for row in found]


def is_beside(row: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether two lines stand side by side: their heights overlap by over a fifth of the heights' sum."""
    inner = INNER * (row[0].bottom - row[0].top + other[0].bottom - other[0].top)
    return min(row[0].bottom, other[0].bottom) - max(row[0].top, other[0].top) > inner


def text_of(row: Sequence[Word]) -> str:
    """The text of a line; words that touch one another are joined."""
    said = row[0].words
    for before, word in pairwise(row):
        touches = word.x0 - before.x1 < APART * max(before.size, word.size)
        said += word.words if touches else f" {word.words}"
    return said


def in_lines(words: Iterable[Word], page: int, column: int) -> Iterator[Line]:
    """The lines of one column of a page, from top to bottom; `page` and `column` are their numbers."""
    told = rows(words)
    if not told:
        return
    left, right = min(row[0].x0 for row in told), max(row[-1].x1 for row in told)
    below = None
    for row in told:
        top, bottom = min(one.top for one in row), max(one.bottom for one in row)
        height = max(one.size for one in row)
        new = below is None or top - below > (FAR - 1) * height
        wide = (row[-1].x1 - left) / max(right - left, 1) if len(told) >= LEAST else 0.0
        bold = all(one.bold or is_bullet(one.words) for one in row)
        yield Line(
            text_of(row), most_size((one.size, one.words) for one in row), bold, page, column, new, wide
        )
        below = bottom


def most_size(told: Iterable[tuple[float, str]]) -> float:
    """The font size of most letters, from pieces of text with their sizes; 0 for none."""
    sizes = Counter[float]()
    for size, words in told:
        sizes[size] += len(words)
    return sizes.most_common(1)[0][0] if sizes else 0.0
