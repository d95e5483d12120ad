"""The cells of an HTML table; a cell that spans columns or rows counts in each of them."""

from collections.abc import Iterator
from typing import Any

from menus.document.block import Block, as_rows, in_a_cell
from menus.document.damage import mended

MOST_SPAN = 100
BREAK = "\n"


def table_of(table: Any, pieces: frozenset[str]) -> list[Block]:
    """A data table's rows as sentences, its caption first; [] for a table that only lays out a page.

    `pieces` are the tags that begin a new piece of text.
    """
    if table.xpath(".//table|.//h1|.//h2|.//h3|.//h4"):
        return []
    place = f"line {table.sourceline}"
    captions = (_cell_words(one, pieces) for one in table.xpath("./caption"))
    told = as_rows(_spread(table, pieces), place, _is_headed(table))
    return [*(Block(words, place=place) for words in captions if words), *told] if told else []


def _is_headed(table: Any) -> bool | None:
    """Whether a table's first row is a header row, by its tags; None if no tag tells."""
    rows = [row.xpath("./td|./th") for row in table.xpath(".//tr[td|th]")]
    if table.xpath("./thead/tr") or (rows and all(cell.tag == "th" for cell in rows[0])):
        return True
    return False if any(cell.tag == "th" for row in rows for cell in row) else None


def _spread(table: Any, pieces: frozenset[str]) -> list[list[str]]:
    found: dict[tuple[int, int], str] = {}
    rows = table.xpath(".//tr[td|th]")
    for down, row in enumerate(rows):
        across = 0
        for cell in row.xpath("./td|./th"):
            while (down, across) in found:
                across += 1
            words = _cell_words(cell, pieces)
            for below in range(min(_span(cell, "rowspan"), len(rows) - down)):
                for beside in range(_span(cell, "colspan")):
                    found.setdefault((down + below, across + beside), words)
            across += _span(cell, "colspan")
    width = max((across for _, across in found), default=-1) + 1
    return [[found.get((down, across), "") for across in range(width)] for down in range(len(rows))]


def _span(cell: Any, name: str) -> int:
    told = (cell.get(name) or "").strip()
    return min(max(int(told), 1), MOST_SPAN) if told.isdecimal() else 1


def _cell_words(cell: Any, pieces: frozenset[str]) -> str:
    """The words of a cell; its paragraphs, list items and broken lines stay separate.

    `pieces` are the tags that begin a new piece of text.
    """
    return in_a_cell(mended(part) for part in lines_of("".join(_text(cell, pieces))))


def _text(element: Any, pieces: frozenset[str]) -> Iterator[str]:
    yield (element.text or "").replace(BREAK, " ")
    for child in element:
        apart = BREAK if child.tag in pieces else ""
        yield apart
        yield from _text(child, pieces)
        yield f"{apart}{(child.tail or '').replace(BREAK, ' ')}"


def lines_of(words: str) -> list[str]:
    """The lines of a text, cut at its line breaks; a break in the middle of a sentence is no cut."""
    found: list[str] = []
    for line in filter(None, (" ".join(part.split()) for part in words.split(BREAK))):
        if found and line[0].islower() and found[-1][-1] not in ".!?:;":
            found[-1] += f" {line}"
        else:
            found.append(line)
    return found
