"""Each sentence of a PDF comes out whole and in order, however its page is laid out, or the page is named."""

import random
from itertools import product

from menus.document.cutting import numbered
from tests.tools.document.layouts import ROWS, Layout, drawn, sentences
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
