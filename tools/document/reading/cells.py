"""The rows and cells of a DOCX table; a cell over several columns or rows counts in each of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tools.document.reading.runs import name_of, value

AROUND = frozenset(("sdt", "sdtContent", "customXml", "ins", "moveTo"))


@dataclass(frozen=True, slots=True)
class Cell:
    """A place (row and column) in a table. `element` is the cell that covers it, or () if no cell does.

    `goes_on` is true if the cell began in the row above. `first` is true at the first of the places that the
    cell covers.
    """

    element: Any
    goes_on: bool = False
    first: bool = True


def rows_of(table: Any) -> Iterator[Any]:
    """The row elements of a table, without those that a tracked change deletes."""
    for row in _named(table, "tr"):
        if not any(name_of(look) == "del" for one in row if name_of(one) == "trPr" for look in one):
            yield row


def _named(holder: Any, name: str) -> Iterator[Any]:
    for one in holder:
        if name_of(one) == name:
            yield one
        elif name_of(one) in AROUND:
            yield from _named(one, name)


def cells_of(row: Any) -> Iterator[Cell]:
    """The places of a row from left to right, also the empty places before its first cell."""
    before = [
        value(look, "val")
        for one in row
        if name_of(one) == "trPr"
        for look in one
        if name_of(look) == "gridBefore"
    ]
    for _ in range(int(before[0]) if before else 0):
        yield Cell((), first=False)
    for element in _named(row, "tc"):
        looks = {name_of(look): look for one in element if name_of(one) == "tcPr" for look in one}
        over = looks.get("vMerge")
        goes_on = over is not None and value(over, "val") != "restart"
        wide = int(value(looks["gridSpan"], "val") or 1) if "gridSpan" in looks else 1
        for at in range(wide):
            yield Cell(element, goes_on, first=not at and not goes_on)
