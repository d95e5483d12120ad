"""Draws pages of a PDF in many layouts by a seed: columns, tables, boxes, headings over the whole width."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from fpdf import FPDF

PARTS = (
    "the bag|the pouch|the skin round it|your nurse|the night drain|a clean cloth|warm water|the flange",
    "should be checked|must not be used|can be changed|may be rinsed|is kept dry|has to be looked at",
    "before you go to bed|when it is half full|each time you wash|after a long walk|if it feels sore",
    "and never left until the next day|and then dried with care|because soap irritates it|so that it holds",
)
WIDTHS = {1: 480, 2: 230, 3: 148}
TABLE = (("Bag", "When", "Change it"), ("Leg bag", "By day", "Weekly"), ("Night bag", "At night", "Daily"))
ROWS = ["Bag: Leg bag; When: By day; Change it: Weekly.", "Bag: Night bag; When: At night; Change it: Daily."]


@dataclass(frozen=True)
class Layout:
    """How a page is laid out; `across` draws the columns line by line from left to right."""

    columns: int = 1
    heading: str = ""
    table: str = ""
    size: float = 10
    leading: float = 1.2
    gutter: float = 16
    across: bool = False
    shift: float = 0
    foot: bool = False
    align: str = "L"


def sentences(draw: random.Random, number: int) -> list[str]:
    """Sentences of invented care, each with its number in words so that no two are the same."""
    told = []
    for at in range(number):
        words = " ".join(draw.choice(part.split("|")) for part in PARTS)
        told.append(f"{words[0].upper()}{words[1:]} {'over and ' * (at % 3)}over {at + 1}.")
    return told


def blank() -> FPDF:
    """An empty PDF of A4 in points, without margins of its own."""
    paper = FPDF(unit="pt", format="A4")
    paper.set_auto_page_break(False)
    paper.set_margin(0)
    paper.c_margin = 0
    return paper


def split(paper: FPDF, words: str, width: float) -> list[str]:
    """The words as lines of this width at most, in the font that is set."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if paper.get_string_width(longer) > width and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def drawn(layout: Layout, told: Sequence[str]) -> bytes:
    """A page with these sentences in the layout, in paragraphs of three."""
    paper = blank()
    paper.add_page()
    top = 60.0
    if layout.heading:
        paper.set_font("Helvetica", "B", layout.size * 1.6)
        paper.text(57, top, layout.heading)
        top += layout.size * 2.5
    paper.set_font("Helvetica", "", layout.size)
    if layout.table:
        top = table(paper, layout, top) + layout.size * 2.5
    _columns(paper, layout, told, top)
    if layout.foot:
        paper.set_font("Helvetica", "", 8)
        paper.text(57, 815, "Brook Trust")
        paper.text(500, 815, "Page 1 of 2")
    return bytes(paper.output())


def _columns(paper: FPDF, layout: Layout, told: Sequence[str], top: float) -> None:
    gutter = layout.gutter
    width = (480 - gutter * (layout.columns - 1)) / layout.columns
    lines = []
    for at in range(0, len(told), 3):
        lines += [*split(paper, " ".join(told[at : at + 3]), width), ""]
    each = -(-len(lines) // layout.columns)
    step = layout.size * layout.leading
    put = [
        (57 + at * (width + gutter), top + row * step + layout.shift * at, line)
        for at in range(layout.columns)
        for row, line in enumerate(lines[at * each : (at + 1) * each])
        if line
    ]
    if layout.across:
        put.sort(key=lambda one: (one[1], one[0]))
    for x, y, line in put:
        paper.text(x, y, line)


def table(paper: FPDF, layout: Layout, top: float) -> float:
    """Draw the table, with lines round its cells where the layout says "ruled"; give where it ends."""
    step = layout.size * 1.8
    for at, row in enumerate(TABLE):
        paper.set_font("Helvetica", "" if at else "B", layout.size)
        for column, cell in enumerate(row):
            if layout.table == "ruled":
                paper.rect(57 + column * 120, top + at * step - layout.size * 1.2, 120, step)
            paper.text(61 + column * 120, top + at * step, cell)
    paper.set_font("Helvetica", "", layout.size)
    return top + step * len(TABLE)


CELLS = (
    ("Bag", "When", "Change it"),
    (
        "Leg bag with a long tube",
        "By day, when you are up and about the house",
        "At once if it leaks, else weekly",
    ),
    ("Night bag", "At night, hung below the bed on its own stand", "Every morning"),
)
CELL_ROWS = [
    "Bag: Leg bag with a long tube; When: By day, when you are up and about the house; "
    "Change it: At once if it leaks, else weekly.",
    "Bag: Night bag; When: At night, hung below the bed on its own stand; Change it: Every morning.",
]


def with_cells(borders: str, told: Sequence[str]) -> bytes:
    """A page with a table of cells of several lines between paragraphs, drawn cell by cell."""
    paper = FPDF()
    paper.add_page()
    paper.set_font("Helvetica", "", 11)
    paper.multi_cell(0, text=" ".join(told[:3]), new_x="LMARGIN", new_y="NEXT")
    with paper.table(borders_layout=borders) as drawn_table:
        for cells in CELLS:
            row = drawn_table.row()
            for cell in cells:
                row.cell(cell)
    paper.multi_cell(0, text=" ".join(told[3:]), new_x="LMARGIN", new_y="NEXT")
    return bytes(paper.output())


def with_box(told: Sequence[str], boxed: Sequence[str]) -> bytes:
    """A page whose text runs round a box, in the middle of a sentence, and goes on below it."""
    paper = blank()
    paper.add_page()
    paper.set_font("Helvetica", "", 10)
    beside = split(paper, " ".join(told), 300)
    narrow, wide = beside[:9], split(paper, " ".join(beside[9:]), 480)
    paper.rect(380, 52, 157, 100)
    paper.set_font("Helvetica", "B", 10)
    paper.text(388, 66, "In an emergency")
    paper.set_font("Helvetica", "", 10)
    for at, line in enumerate(split(paper, " ".join(boxed), 140)):
        paper.text(388, 80 + 13 * at, line)
    for at, line in enumerate((*narrow, *wide)):
        paper.text(57, 60 + 13 * at, line)
    return bytes(paper.output())
