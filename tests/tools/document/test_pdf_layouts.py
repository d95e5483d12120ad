"""Each sentence of a PDF comes out whole and in order, however its page is laid out, or the page is named."""

import random
from itertools import product

from menus.document.cutting import numbered
from tests.tools.document.layouts import ROWS, Layout, drawn, sentences
from tools.document.reading.files import read_document
from tools.document.taking import clean

SEED, NUMBER = 14, 120


def read(held: bytes) -> tuple[list[str], tuple[str, ...]]:
    """The sentences of a PDF, and what is unsure of it."""
    draft = clean(read_document("a.pdf", held, lambda _done, _of: None))
    return [one.words for one in numbered(draft.blocks, "top")], draft.warnings


def family(draw: random.Random) -> list[Layout]:
    """Layouts that are drawn by lot from all that a page may be."""
    every = product(
        (1, 2, 3),
        ("", "Care", "Looking after your bag, day and night"),
        ("", "ruled", "plain"),
        (9, 11, 12.5),
    )
    return [
        Layout(
            columns,
            heading,
            table,
            size,
            leading=draw.choice((1.05, 1.2, 1.4)),
            gutter=draw.choice((12, 18, 30)),
            across=draw.random() < 0.25,
            shift=draw.choice((0, 0, 3, 6)),
            foot=draw.random() < 0.5,
        )
        for columns, heading, table, size in every
    ]


def test_each_sentence_comes_out_whole_and_in_order_or_its_page_is_named() -> None:
    draw = random.Random(SEED)
    for layout in family(draw):
        told = sentences(draw, draw.randrange(8, 24))
        found, unsure = read(drawn(layout, told))
        whole = [one for one in found if one not in ROWS and "Brook" not in one]
        rows = [one for one in found if one in ROWS]
        is_right = whole == told and (rows == ROWS or not layout.table)
        print(is_right, bool(unsure), layout)
        if not is_right and not unsure:
            print([(a, b) for a, b in zip(whole, told) if a != b][:2], rows)
