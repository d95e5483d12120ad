"""The pieces of a document, in whatever format its file is: headings, paragraphs and table rows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import Literal

LEAST = 2  # rows and columns of a table whose first row names its cells
MOST_WORDS = 8  # of a cell that names a column
Kind = Literal["heading", "text", "item", "row", "lines"]


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a document, such as a heading, a paragraph or a row of a table.

    `kind` tells what it is. "item" is an item of a list, and "row" a table row made into a sentence. `words`
    are its text on one line, except in the kind "lines": that has several lines, each a sentence. `level` is
    1 to 6 for a heading, and otherwise 0. `place` tells people where the piece is in the file ("line 3").
    `apart` is true for a piece in a box beside the text. `lists` names the lists around an item, outermost
    first, so that two items of one list have the same names; () if the lists are not known. `doubt` says what
    the code that read the file is not sure of, for the editor. `more` is true for a further paragraph of the
    item before.
    """

    words: str
    kind: Kind = "text"
    level: int = 0
    place: str = ""
    apart: bool = False
    lists: tuple[str, ...] = ()
    doubt: str = ""
    more: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A document as read from its file: its blocks, the parts left out and why, and its details.

    `title` and `date` (YYYY-MM-DD) are "" if the file does not give them. `warnings` are for the editor.
    """

    blocks: tuple[Block, ...]
    left_out: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    title: str = ""
    date: str = ""


def folded(words: str) -> str:
    """The words with each run of white space as one space, and no space at the ends."""
    return " ".join(words.split())


def restated(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, with the last heading of the main text repeated after each box that has its own heading.

    Otherwise what follows the box would stand under the heading of the box.
    """
    outer: Block | None = None
    lost: Block | None = None
    for block in blocks:
        if block.kind == "heading":
            outer, lost = (outer, outer) if block.apart else (block, None)
        elif lost and not block.apart:
            yield lost
            lost = None
        yield block


def as_rows(table: Sequence[Sequence[str]], place: str, headed: bool | None = None) -> list[Block]:
    """Make each row of a table into a sentence, with the names of its columns: "Bag: leg; When: by day."

    In `table`, a cell over several columns or rows is repeated in each of them. `place` tells where the table
    is in the file. `headed` says whether the first row is a head, which names the columns. If it is None, the
    first row is a head unless it has a whole sentence, or looks like the rows below (all have an amount in
    the same column).

    (a) A table of one row or one column gives each cell as a text. So does a table whose first cells are all
        whole sentences, because such a table only arranges a page.
    (b) Without a head, a row begins with its first cell ("Monday: 9 to 5.").
    (c) A cell over all columns is a text of its own if it stands above the head or is a sentence. Any other
        such cell ("Children") is said before each row below it ("Children; Dose: 5 ml.").
    """
    rows = [cells for row in table if any(cells := [folded(cell) for cell in row])]
    titles: list[Block] = []
    while len(rows) > LEAST and (title := _over_all(rows[0])):
        titles.append(Block(title, place=place))
        del rows[0]
    if len(rows) < LEAST or max(map(len, rows)) < LEAST or _arranges(rows):
        cells = [cell for row in rows for cell in dict.fromkeys(row) if cell]
        return [*titles, *(Block(cell, place=place) for cell in cells)]
    return [*titles, *(Block(words, "row", place=place) for words in _told(rows, headed))]


def _over_all(row: Sequence[str]) -> str:
    """The words of a row that is one cell over all its columns; "" for any other row."""
    first, *others = row
    return first if others and {*others} == {first} else ""


def _is_text(cell: str) -> bool:
    return cell[-1:] in tuple(".!?") or len(cell.split()) > MOST_WORDS


def _arranges(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table only puts texts beside one another, because all its first cells are whole sentences."""
    return _is_text(rows[0][0]) and all(not row[0] or _is_text(row[0]) for row in rows)


def _is_like_the_others(rows: Sequence[Sequence[str]]) -> bool:
    """Whether every row has a digit, or every row a small first letter, in the same column.

    The first row is then like the others, and no head. The first column is not looked at.
    """
    return any(
        all(map(_has_digit, column)) or all(cell[:1].islower() for cell in column)
        for column in list(zip(*rows, strict=False))[1:]
    )


def _has_digit(cell: str) -> bool:
    return any(letter.isdigit() for letter in cell)


def _told(rows: Sequence[Sequence[str]], headed: bool | None) -> Iterator[str]:
    """The sentences of the rows below the head, or of all rows if there is no head."""
    if headed is False or (headed is None and (any(map(_is_text, rows[0])) or _is_like_the_others(rows))):
        for row in rows:
            cells = list(dict.fromkeys(cell for cell in row if cell))
            named = row[0] and len(cells) > 1
            yield _ended(f"{cells[0].rstrip(':')}: {'; '.join(cells[1:])}" if named else "; ".join(cells))
        return
    head, below = _head(rows)
    over, is_used = "", True
    for row in below:
        if not (words := _over_all(row)):
            yield f"{over}; {_sentence(head, row)}" if over else _sentence(head, row)
            is_used = True
            continue
        if not is_used:
            yield _ended(over)
        over, is_used = ("", True) if _is_text(words) else (words.rstrip(":"), False)
        if is_used:
            yield words
    if not is_used:
        yield _ended(over)


def _head(rows: Sequence[Sequence[str]]) -> tuple[list[str], Sequence[Sequence[str]]]:
    """The names of the columns, and the rows below the names.

    If a name in the first row spans several columns, the second row holds further names, which are added.
    But a second row with a whole sentence, or with one cell over all columns, holds no names.
    """
    first, second = rows[0], rows[1]
    spans = any(name and name == after for name, after in pairwise(first))
    if not spans or len(rows) == LEAST or any(map(_is_text, second)) or _over_all(second):
        return list(first), rows[1:]
    both = zip_longest(first, second, fillvalue="")
    return [one if other in ("", one) else f"{one}, {other}".lstrip(", ") for one, other in both], rows[2:]


def _sentence(head: list[str], row: Sequence[str]) -> str:
    named = zip([*head, *[""] * len(row)], row, strict=False)
    told = [f"{name.rstrip(':')}: {cell.rstrip('.')}" if name else cell for name, cell in named if cell]
    return _ended("; ".join(told))


def in_a_cell(paragraphs: Iterable[str]) -> str:
    """Join the paragraphs of a table's cell into one text, leaving out empty paragraphs.

    A paragraph without a punctuation mark at its end gets ";" there, unless it is the last.
    """
    told = ""
    for words in filter(None, paragraphs):
        told += f"{' ' if told[-1:] in tuple('.!?:;,') else '; '}{words}" if told else words
    return told


def _ended(words: str) -> str:
    return words if words[-1:] in tuple(".!?") else f"{words}."
