"""The words of a page of a PDF with their places, and the lines and boxes that are drawn on it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

APART, BACK = 0.1, 0.5  # of a letter's size: how far two letters of one word are apart or overlap at most
LEVEL = 0.3  # of a letter's size, by which two letters of one word stand higher or lower at most
THIN, SHORTEST = 3.0, 8.0  # points: how wide a drawn line is at most, and how long at least
WHOLE_PAGE = 0.7  # of a page: a box as large is its background
WHITE = (1, (1,), [1], (1, 1, 1), [1, 1, 1], (0, 0, 0, 0), [0, 0, 0, 0])


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of a page, in points from its left upper corner."""

    x0: float
    top: float
    x1: float
    bottom: float

    def holds(self, other: "Box | Word") -> bool:
        """Whether the middle of another box or word is within this box."""
        return (
            self.x0 <= (other.x0 + other.x1) / 2 <= self.x1
            and self.top <= (other.top + other.bottom) / 2 <= self.bottom
        )


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a page: its place in points from the upper left corner, its letters' size, whether bold.

    `at` is its number in the order in which the words of the page are drawn.
    """

    words: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool
    at: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is on a page: its words, the thin lines (`edges`) and boxes drawn on it, its sideways text.

    `width` and `height` are the page's, in points.
    """

    words: tuple[Word, ...]
    edges: tuple[Box, ...]
    boxes: tuple[Box, ...]
    width: float
    height: float
    sideways: str


def sheet_of(page: Any) -> Sheet:
    """Read a page of a PDF as words and drawn lines, in the order in which they are drawn."""
    from pdfminer.layout import LTChar, LTCurve

    marks = list(_marks(page))
    letters = [one for one in marks if isinstance(one, LTChar) and page.x0 <= one.x0 < page.x1]
    sideways = "".join(one.get_text() for one in letters if not one.upright)
    words = tuple(_words([one for one in letters if one.upright], page.height))
    edges: list[Box] = []
    boxes: list[Box] = []
    for drawn in (one for one in marks if isinstance(one, LTCurve)):
        box = Box(drawn.x0, page.height - drawn.y1, drawn.x1, page.height - drawn.y0)
        if min(drawn.width, drawn.height) <= THIN:
            edges += [box] if max(drawn.width, drawn.height) >= SHORTEST else []
        elif _is_box(drawn) and drawn.width * drawn.height < WHOLE_PAGE * page.width * page.height:
            boxes.append(box)
            edges += _sides(box) if drawn.stroke else ()
    return Sheet(words, tuple(edges), tuple(boxes), page.width, page.height, sideways)


def _marks(holder: Any) -> Iterator[Any]:
    """All letters and lines that are drawn in a page or figure, also those within figures in it."""
    from pdfminer.layout import LTContainer

    for one in holder:
        if isinstance(one, LTContainer):
            yield from _marks(one)
        else:
            yield one


def _is_box(drawn: Any) -> bool:
    from pdfminer.layout import LTRect

    seen = drawn.stroke or (drawn.fill and drawn.non_stroking_color not in WHITE)
    return bool(isinstance(drawn, LTRect) and seen)


def _sides(box: Box) -> tuple[Box, ...]:
    return (
        Box(box.x0, box.top, box.x1, box.top),
        Box(box.x0, box.bottom, box.x1, box.bottom),
        Box(box.x0, box.top, box.x0, box.bottom),
        Box(box.x1, box.top, box.x1, box.bottom),
    )


def _words(letters: list[Any], height: float) -> Iterator[Word]:
    so_far: list[Any] = []
    drawn = set[tuple[str, float, int, int]]()
    at = 0
    for letter in letters:
        text = letter.get_text()
        tenth = max(letter.size, 1) / 10
        x, y = round(letter.x0 / tenth), round(letter.y0 / tenth)
        if text.strip() and any((text, tenth, x + by, y) in drawn for by in (-1, 0, 1)):
            continue  # drawn twice, to look bold
        drawn.add((text, tenth, x, y))
        if so_far and (not text.strip() or not _goes_on(so_far[-1], letter)):
            yield _word(so_far, height, at)
            so_far, at = [], at + 1
        if text.strip():
            so_far.append(letter)
    if so_far:
        yield _word(so_far, height, at)


def _goes_on(last: Any, letter: Any) -> bool:
    size = max(letter.size, letter.width)
    apart = letter.x0 - last.x1
    return bool(-BACK * size < apart < APART * size and abs(letter.y0 - last.y0) < LEVEL * letter.size)


def _word(letters: list[Any], height: float, at: int) -> Word:
    size = Counter(round(one.size, 1) for one in letters).most_common(1)[0][0]
    names = {one.fontname.lower() for one in letters}
    return Word(
        "".join(one.get_text() for one in letters),
        letters[0].x0,
        height - max(one.y1 for one in letters),
        letters[-1].x1,
        height - min(one.y0 for one in letters),
        size,
        all("bold" in name or "black" in name or "heavy" in name for name in names),
        at,
    )
