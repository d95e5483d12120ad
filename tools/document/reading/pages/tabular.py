"""Tells a table without drawn lines from columns of text: by the words, and the order they are drawn in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from menus.document.block import LEAST
from tools.document.reading.pages.letters import Word
from tools.document.reading.pages.lines import rows, text_of

PROSE = 0.3  # of a column's lines go on in small letters: it is text
ENDED = 0.8  # of the cells end like a sentence: they are text
LONG = 30  # words of a cell: it is text
FEW = 5  # words of a cell of a table
ONE_LINE = 1.3  # lines of a piece on average: it is drawn line by line
NEXT_ROW = 1.3  # times the least step from line to line: a new row of the table
LEAST_STEP = 3.0  # points from one line to the next
END = re.compile(r"[.!?][\"”’')]*$")
Columns = Sequence[Sequence[Word]]
Cells = list[list[str]]


@dataclass(frozen=True, slots=True)
class Drawn:
    """Words of one column that are drawn one after the other: the number of the column, and the lines.

    `top` and `bottom` are in points from the top of the page; `bold` says whether all its words are.
    """

    column: int
    lines: tuple[str, ...]
    top: float
    bottom: float
    bold: bool

    @property
    def words(self) -> str:
        """All its words on one line."""
        return " ".join(self.lines)


@dataclass(frozen=True, slots=True)
class Judged:
    """The judgement on columns: the rows of a table (`cells`), empty for text; and whether that is sure."""

    cells: Cells
    sure: bool


def _pieces(columns: Columns) -> list[Drawn]:
    """The pieces of columns in the order in which they are drawn."""
    drawn = sorted(((word.at, at, word) for at, column in enumerate(columns) for word in column))
    found: list[Drawn] = []
    so_far: list[Word] = []
    here = -1
    steps = [
        below - above for column in columns for above, below in pairwise(sorted({w.top for w in column}))
    ]
    step = NEXT_ROW * min((one for one in steps if one > LEAST_STEP), default=0.0) + LEAST_STEP
    for _, at, word in drawn:
        below = so_far and word.top - so_far[-1].top > step
        if so_far and (at != here or below):
            found.append(_piece(here, so_far))
            so_far = []
        here = at
        so_far.append(word)
    return [*found, _piece(here, so_far)] if so_far else found


def _piece(column: int, words: Sequence[Word]) -> Drawn:
    return Drawn(
        column,
        tuple(text_of(row) for row in rows(words)),
        min(one.top for one in words),
        max(one.bottom for one in words),
        all(one.bold for one in words),
    )


def _by_rows(drawn: Sequence[Drawn]) -> list[list[Drawn]]:
    """The pieces by the rows that they would have as a table, in the order in which they are drawn.

    A row begins where drawing goes back to the left, or where a piece stands beside none of the row.
    """
    found: list[list[Drawn]] = []
    for piece in drawn:
        row = found[-1] if found else []
        beside = any(piece.top < one.bottom and one.top < piece.bottom for one in row)
        if not row or (piece.column <= row[-1].column) or not beside:
            found.append([])
        found[-1].append(piece)
    return found


def judged(columns: Columns) -> Judged:
    """Judge whether columns of words side by side, from left to right, are a table or text."""
    drawn = _pieces(columns)
    table = _by_rows(drawn)
    flowing = _flows(columns)
    apart = all(_below(one, other) for one, other in pairwise(table))
    if min(len({piece.column for piece in drawn}), len(table)) < LEAST or not apart:
        return _in_columns(columns, flowing)
    wordy = sum(len(one.words.split()) for one in drawn) / len(drawn)
    if wordy > LONG:
        return Judged([], False)
    by_line = sum(len(one.lines) for one in drawn) / len(drawn) < ONE_LINE
    ended = sum(bool(END.search(one.words)) for one in drawn) / len(drawn)
    if by_line and (flowing >= PROSE or ended >= ENDED):
        return Judged([], False)
    return Judged(_cells(table, len(columns)), True)


def _in_columns(columns: Columns, flowing: float) -> Judged:
    """Judge columns that are drawn one after the other: text, unless their short lines stand side by side.

    `flowing` is the share of their lines that begin with a small letter.
    """
    lines = [rows(column) for column in columns if column]
    if not lines:
        return Judged([], True)
    level = _level(columns)
    wordy = sum(len(row) for told in lines for row in told) / sum(map(len, lines))
    short = wordy <= FEW and flowing < PROSE / 2 and min(map(len, lines)) > 1
    heads = all(all(word.bold for word in told[0]) for told in lines)
    if short and level and heads:
        across = rows(word for column in columns for word in column)
        return Judged([_across(row, columns) for row in across], False)
    return Judged([], not (short and level))


def _across(row: Sequence[Word], columns: Columns) -> list[str]:
    return [text_of(its) if (its := [word for word in row if word in column]) else "" for column in columns]


def _level(columns: Columns) -> bool:
    """Whether the lines of columns stand side by side."""
    first, *others = [{round(word.bottom) for word in column} for column in columns]
    return all(
        sum(any(abs(at - one) <= 1 for one in first) for at in other) >= ENDED * len(other)
        for other in others
    )


def _below(row: Sequence[Drawn], after: Sequence[Drawn]) -> bool:
    """Whether the table row `after` is wholly below `row`; they may overlap by half a piece's height."""
    height = min(one.bottom - one.top for one in (*row, *after))
    return min(one.top for one in after) > max(one.bottom for one in row) - height / 2


def _flows(columns: Columns) -> float:
    """The share of lines that begin with a small letter, without the first line of each column."""
    told = [[text_of(row) for row in rows(column)] for column in columns]
    pairs = [pair for lines in told for pair in pairwise(lines)]
    return sum(after[0].islower() for _, after in pairs) / max(len(pairs), 1)


def _cells(table: Sequence[Sequence[Drawn]], width: int) -> Cells:
    found = []
    for row in table:
        cells = [""] * width
        for one in row:
            cells[one.column] = f"{cells[one.column]} {one.words}".strip()
        found.append(cells)
    return found
