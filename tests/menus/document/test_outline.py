"""A plain text is cut into its headings, paragraphs and items of lists, each with the line it began on."""

from menus.document.outline import blocks_of

TEXT = """\
Catheters
=========

A catheter is a thin tube
that drains the bladder.
- Wash your hands first,
  with plain soap.
- Dry the skin.

Ask your nurse if it leaks,
whatever the hour.

The bags
--------
Empty them in time.
"""


def test_each_block_has_its_kind_its_level_and_its_line() -> None:
    assert [(one.kind, one.words, one.level, one.place) for one in blocks_of(TEXT.splitlines())] == [
        ("heading", "Catheters", 1, "line 1"),
        ("text", "A catheter is a thin tube that drains the bladder.", 0, "line 4"),
        ("item", "Wash your hands first, with plain soap.", 0, "line 6"),
        ("item", "Dry the skin.", 0, "line 8"),
        ("text", "Ask your nurse if it leaks, whatever the hour.", 0, "line 10"),
        ("heading", "The bags", 2, "line 13"),
        ("text", "Empty them in time.", 0, "line 15"),
    ]
