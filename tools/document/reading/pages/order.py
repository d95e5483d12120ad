"""Reads a page of a PDF in order: its columns one after the other, its tables by rows, its boxes apart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from menus.document.block import Block, as_rows
from menus.document.bullets import is_bullet
from menus.document.damage import mended
from tools.document.reading.pages.bands import Item, words_in
from tools.document.reading.pages.edges import at_edges
from tools.document.reading.pages.letters import Box, Sheet, Word
from tools.document.reading.pages.lines import Line, in_lines, is_beside, most_size, rows
from tools.document.reading.pages.ruled import framed, ruled_tables
from tools.document.reading.pages.strips import parted
from tools.document.reading.pages.tabular import judged

Piece = Line | Block
COLUMNS = "two columns or a table that may be in the wrong order"
SMALLER = 0.93  # of the size of most letters of a page: a note
PANELS = "panels of a folded sheet that may be in the wrong order"
SIDEWAYS = "words that stand on their side and are left out"


@dataclass(frozen=True, slots=True)
class Group:
    """Pieces of a page that follow one another.

    `apart` is true if they do not belong to the running text: a box, a table, or notes at the foot.
    """

    pieces: tuple[Piece, ...]
    apart: bool


@dataclass(slots=True)
class Reading:
    """A page that is being read.

    `tables` has the blocks of each table, by its place on the page; `boxes` has the words of each box,
    likewise. `size` is the font size of most of the letters. `columns` is the number of columns so far.
    `beside` says whether text columns stand side by side. `unsure` has the reasons why the order of the words
    is unsure.
    """

    page: int
    tables: dict[Box, list[Block]] = field(default_factory=dict)
    boxes: dict[Box, list[Item]] = field(default_factory=dict)
    size: float = 0.0
    columns: int = 0
    beside: bool = False
    unsure: list[str] = field(default_factory=list)


def read_sheet(sheet: Sheet, page: int) -> tuple[list[Group], str]:
    """A page's lines and table rows in order, and why their order is unsure; "" if it is sure.

    `page` is the page's number.
    """
    reading = Reading(page, size=most_size((word.size, word.words) for word in sheet.words))
    taken: list[Box] = []
    for table, boxes in ruled_tables(sheet):
        if table:
            taken.append(table.box)
            reading.tables[table.box] = _rows(table.cells, page)
            reading.unsure += [COLUMNS] if table.unsure else []
        for box in boxes:
            taken.append(box)
            reading.boxes[box] = []
    for box in framed(sheet, taken):
        reading.boxes[box] = []
    head, foot = at_edges(sheet.words, sheet.height)
    middle = [word for word in sheet.words if word not in head and word not in foot]
    body = list(_read(_taken_in(middle, reading), reading))
    told = [*_lines(head, reading), *body, *_lines(foot, reading)]
    if sheet.width > sheet.height and reading.beside:
        reading.unsure.append(PANELS)
    if sheet.sideways.strip():
        reading.unsure.append(SIDEWAYS)
    return told, reading.unsure[0] if reading.unsure else ""


def _rows(cells: Sequence[Sequence[str]], page: int) -> list[Block]:
    return as_rows([[mended(cell) for cell in row] for row in cells], f"page {page}")


def _taken_in(items: Sequence[Item], reading: Reading) -> list[Item]:
    """The words outside all tables and boxes of a page, then its tables, then its boxes that have words.

    `items` are the words of the page. Those in a box are added to `reading.boxes`. Those in a table are
    dropped, because the rows of the table have them already.
    """
    free: list[Item] = []
    for word in items:
        if any(box.holds(word) for box in reading.tables):
            continue
        its = next((box for box in reading.boxes if box.holds(word)), None)
        (reading.boxes[its] if its else free).append(word)
    return [*free, *reading.tables, *(box for box, held in reading.boxes.items() if held)]


def _read(items: Sequence[Item], reading: Reading) -> Iterator[Group]:
    """The groups of pieces in a part of a page, in reading order."""
    found = parted(items)
    if found is None:
        yield from _one_column(items, reading)
        return
    if found.above:
        yield from _read(found.above, reading)
    yield from _columns(found.columns, reading)
    if found.below:
        yield from _read(found.below, reading)


def _columns(columns: Sequence[Sequence[Item]], reading: Reading) -> Iterator[Group]:
    held = [words_in(column) for column in columns]
    if all(len(words) == len(column) for words, column in zip(held, columns, strict=True)):
        judgement = judged(held)
        if not judgement.sure:
            reading.unsure.append(COLUMNS)
        if judgement.cells:
            yield Group(tuple(_rows(judgement.cells, reading.page)), True)
            return
        reading.beside = True
    for column in columns:
        yield from _read(column, reading)


def _one_column(items: Sequence[Item], reading: Reading) -> Iterator[Group]:
    """The groups of one column from top to bottom: its lines, and the contents of each box or table."""
    waiting: list[Word] = []
    for one in sorted(items, key=lambda item: (item.top + item.bottom) / 2):
        if isinstance(one, Word):
            waiting.append(one)
            continue
        yield from _lines(waiting, reading)
        waiting = []
        if one in reading.tables:
            yield Group(tuple(reading.tables[one]), True)
        else:
            within = (piece for group in _read(reading.boxes[one], reading) for piece in group.pieces)
            yield Group(tuple(replace(piece, apart=True) for piece in within), True)
    yield from _lines(waiting, reading)


def _lines(words: Sequence[Word], reading: Reading) -> Iterator[Group]:
    """Two groups of a column's lines: its text, and `apart` from it the notes in small letters at its foot.

    If the lines may be in the wrong order, the reason is added to `reading.unsure`.
    """
    reading.columns += 1
    if _is_drawn_across(words):
        reading.unsure.append(COLUMNS)
    lines = list(in_lines(words, reading.page, reading.columns))
    end = len(lines)
    while end and lines[end - 1].size < SMALLER * reading.size:
        end -= 1
    yield Group(tuple(lines[:end]), False)
    yield Group(tuple(lines[end:]), True)


def _is_drawn_across(words: Sequence[Word]) -> bool:
    """Whether the PDF draws these lines out of order, or a line in pieces: they may be columns or cells.

    `words` are the words of the lines. Bullets may be drawn at any time.
    """
    order = {at: n for n, at in enumerate(sorted(word.at for word in words if not is_bullet(word.words)))}
    lines = rows(words)
    told = ([order[word.at] for word in row if word.at in order] for row in lines)
    return any(after != before + 1 for row in told for before, after in pairwise(row)) or any(
        after[0].at < line[0].at
        or (is_beside(line, after) and (line[-1].x1 <= after[0].x0 or after[-1].x1 <= line[0].x0))
        for line, after in pairwise(lines)
    )


def settled(groups: Sequence[Group]) -> list[Piece]:
    """The pieces of all groups in order; a box or table amid a sentence goes behind that sentence."""
    found: list[Piece] = []
    waiting: list[Piece] = []
    for at, group in enumerate(groups):
        after = next((one.pieces[0] for one in groups[at + 1 :] if one.pieces and not one.apart), None)
        if group.apart and found and after and _is_cut(found[-1], after):
            waiting += group.pieces
            continue
        for piece in group.pieces:
            if waiting and (ends(found[-1]) or (_is_new(piece) and not _is_cut(found[-1], piece))):
                found, waiting = [*found, *waiting], []
            found.append(piece)
    return found + waiting


def ends(piece: Piece) -> bool:
    """Whether a line or row ends a sentence."""
    return piece.words.rstrip("\"”’')")[-1:] in tuple(".!?:")


def _is_new(piece: Piece) -> bool:
    return not isinstance(piece, Line) or piece.new


def _is_cut(last: Piece, after: Piece) -> bool:
    return isinstance(last, Line) and isinstance(after, Line) and not ends(last) and after.words[:1].islower()
