"""Each sentence of a PDF comes out whole and in order, however its page is laid out, or the page is named."""

import random
from itertools import product

from fpdf import FPDF

from menus.document.cutting import numbered
from tests.tools.document.layouts import (
    CELL_ROWS,
    ROWS,
    Layout,
    drawn,
    sentences,
    split,
    with_box,
    with_cells,
)
from tools.document.reading.files import read_document
from tools.document.taking import clean

SEED = 14
HEADINGS = ("", "Care", "Looking after your bag, day and night")


def read(held: bytes) -> tuple[list[str], tuple[str, ...]]:
    """The sentences of a PDF, and what is unsure of it."""
    draft = clean(read_document("a.pdf", held, lambda _done, _of: None))
    return [one.words for one in numbered(draft.blocks, "top")], draft.warnings


def family(draw: random.Random) -> list[Layout]:
    """Pages of each number of columns, heading and table, the rest drawn by lot."""
    return [
        Layout(
            columns,
            heading,
            table,
            draw.choice((9, 11, 12.5)),
            leading=draw.choice((1.05, 1.2, 1.4)),
            gutter=draw.choice((12, 18, 30)),
            across=draw.random() < 0.25,
            shift=draw.choice((0, 0, 3, 6)),
            foot=draw.random() < 0.5,
        )
        for columns, heading, table in product((1, 2, 3), HEADINGS, ("", "ruled", "plain"))
    ]


def test_each_sentence_comes_out_whole_and_in_order_or_its_page_is_named() -> None:
    draw = random.Random(SEED)
    for layout in family(draw):
        told = sentences(draw, draw.randrange(8, 24))
        found, unsure = read(drawn(layout, told))
        whole = [one for one in found if one not in ROWS and "Brook" not in one]
        rows = [one for one in found if one in ROWS]
        right = whole == told and (rows == ROWS or not layout.table)
        assert right or unsure, layout
        assert len(unsure) <= 1 and (layout.across or right), layout


BORDERS = ("ALL", "INTERNAL", "HORIZONTAL_LINES", "NO_HORIZONTAL_LINES", "MINIMAL", "NONE")


def test_a_row_of_a_table_is_one_sentence_whatever_lines_are_drawn() -> None:
    told = sentences(random.Random(SEED), 6)
    for borders in BORDERS:
        assert read(with_cells(borders, told)) == ([*told[:3], *CELL_ROWS, *told[3:]], ()), borders


def test_a_box_beside_the_text_cuts_no_sentence_and_its_heading_ends_with_it() -> None:
    told, boxed = sentences(random.Random(SEED), 12), ["Ring 999 at once.", "Do not wait for the nurse."]
    draft = clean(read_document("a.pdf", with_box(told, boxed), lambda _done, _of: None))
    said = list(numbered(draft.blocks, "top"))
    assert [one.words for one in said if one.heading == "In an emergency"][:2] == boxed
    assert [one.words for one in said if one.words not in boxed] == told and not draft.warnings


def panels(order: tuple[int, ...]) -> bytes:
    """One side of a sheet that is folded to three panels, drawn in this order."""
    paper = FPDF(orientation="landscape", unit="pt", format="A4")
    paper.set_auto_page_break(False)
    paper.add_page()
    paper.set_font("Helvetica", "", 11)
    for at in order:
        for row in range(8):
            paper.text(40 + 270 * at, 60 + 14 * row, f"panel {at} says what is in line {row} and goes on")
    return bytes(paper.output())


def test_a_page_whose_order_nobody_can_tell_is_named_once() -> None:
    for order in ((0, 1, 2), (2, 0, 1)):
        assert read(panels(order))[1] == (
            "page 1: panels of a folded sheet that may be in the wrong order: compare it",
        )


def test_a_running_foot_below_columns_is_told_once_and_cuts_nothing() -> None:
    told = sentences(random.Random(SEED), 30)
    paper = FPDF(unit="pt", format="A4")
    paper.set_auto_page_break(False)
    for page in range(3):
        paper.add_page()
        paper.set_font("Helvetica", "", 10)
        lines = split(paper, " ".join(told[10 * page : 10 * page + 10]), 230)
        half = -(-len(lines) // 2)
        for at, line in enumerate(lines):
            paper.text(57 if at < half else 307, 60 + 13 * (at % half), line)
        paper.text(57, 820, f"Brook Trust, page {page + 1} of 3")
    draft = clean(read_document("a.pdf", bytes(paper.output()), lambda _done, _of: None))
    assert [one.words for one in numbered(draft.blocks, "top")] == told
    assert draft.left_out == ("page 1: Brook Trust, page 1 of 3 (on 3 pages)",)


def test_columns_that_are_drawn_line_by_line_are_text_and_their_page_is_named() -> None:
    told = sentences(random.Random(SEED), 12)
    for columns in (2, 3):
        found, unsure = read(drawn(Layout(columns, across=True), told))
        assert found == told and unsure == (
            "page 1: two columns or a table that may be in the wrong order: compare it",
        )


def test_columns_that_no_white_parts_are_named() -> None:
    paper = FPDF(unit="pt", format="A4")
    paper.add_page()
    paper.set_font("Helvetica", "", 10)
    for start in (57, 57 + paper.get_string_width("Avoid rehydration until noon and then rest awhile") + 2):
        for at in range(6):
            paper.text(start, 60 + 13 * at, "Avoid rehydration until noon and then rest awhile")
    assert read(bytes(paper.output()))[1]
