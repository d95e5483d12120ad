"""The pieces that a document is read as, whatever its file: headings, paragraphs and rows of tables."""

from dataclasses import dataclass
from typing import Literal

LEAST = 2  # rows and columns of a table whose first row names its cells
Kind = Literal["heading", "text", "item", "row"]


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a document: its words on one line, and its `place` in the file as people find it.

    `level` is 1 to 6 for a heading, else 0. An `item` is one of a list. The words of a `row` are a row of a
    table made into a sentence.
    """

    words: str
    kind: Kind = "text"
    level: int = 0
    place: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A document as read from its file: its blocks, what was left out and why, and what it says of itself.

    `title` and `date` (as YYYY-MM-DD) are "" where the file tells none. `warnings` are for the editor.
    """

    blocks: tuple[Block, ...]
    left_out: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    title: str = ""
    date: str = ""


def folded(words: str) -> str:
    """The words with each run of white space as one space, and none at the ends."""
    return " ".join(words.split())


def as_rows(table: list[list[str]], place: str) -> list[Block]:
    """The rows of a table, each made into a sentence by the table's first row: "Bag: leg. When: by day."

    A table of one row or one column has nothing to tell its cells by: its cells stay as they are.
    """
    rows = [cells for row in table if any(cells := [folded(cell) for cell in row])]
    if len(rows) < LEAST or max(map(len, rows)) < LEAST:
        return [Block(cell, place=place) for row in rows for cell in row if cell]
    head, *rest = rows
    return [Block(_sentence(head, row), "row", place=place) for row in rest]


def _sentence(head: list[str], row: list[str]) -> str:
    named = zip([*head, *[""] * len(row)], row, strict=False)
    told = [f"{name.rstrip(':')}: {cell.rstrip('.')}" if name else cell for name, cell in named if cell]
    return "; ".join(told) + "."
