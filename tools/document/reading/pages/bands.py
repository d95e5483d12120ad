"""Cuts a part of a page into bands, between which its whole width is white."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from menus.document.bullets import is_bullet
from tools.document.reading.pages.letters import Box, Word
from tools.document.reading.pages.lines import INNER, rows

Item = Word | Box
DIGITS = 2  # of the number of an item
HANGING = 40.0  # points from a bullet or number to its text at most


@dataclass(frozen=True, slots=True)
class Run:
    """A bullet and the word behind it, or any other single word or box; with its place on the page.

    The place is in points from the page's upper left corner.
    """

    x0: float
    top: float
    x1: float
    bottom: float
    items: tuple[Item, ...]


def words_in(items: Iterable[Item]) -> list[Word]:
    """The words of a part of a page; `items` are its words and boxes."""
    return [one for one in items if isinstance(one, Word)]


def _runs(items: Sequence[Item]) -> list[Run]:
    found = [Run(one.x0, one.top, one.x1, one.bottom, (one,)) for one in items if isinstance(one, Box)]
    for row in rows(words_in(items)):
        at = 0
        while at < len(row):
            word = row[at]
            begins = not at or word.x0 - row[at - 1].x1 > word.size
            hangs = at + 1 < len(row) and row[at + 1].x0 - word.x1 <= HANGING
            together = tuple(row[at : at + 2]) if begins and hangs and _leads(word.words) else (word,)
            inner = INNER * (word.bottom - word.top)
            found.append(Run(word.x0, word.top + inner, together[-1].x1, word.bottom - inner, together))
            at += len(together)
    return found


def _leads(words: str) -> bool:
    """Whether a word is a bullet, or the number of an item, and so belongs to the word behind it."""
    number = words.rstrip(".)")
    return is_bullet(words) or (
        number != words and (number.isdigit() or len(number) == 1) and len(number) <= DIGITS
    )


def bands_of(items: Sequence[Item]) -> list[list[Run]]:
    """The runs of these words and boxes, in bands from top to bottom; a bullet and its word are one run.

    Bands are strips across the page: as many as there can be without cutting a run in two.
    """
    found: list[list[Run]] = []
    bottom = float("-inf")
    for run in sorted(_runs(items), key=lambda one: one.top):
        if not found or run.top >= bottom:
            found.append([])
        found[-1].append(run)
        bottom = max(bottom, run.bottom)
    return found
