"""A plain text is cut into its headings, paragraphs and items of lists, each with the line it began on."""

import pytest

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


NINE = "One two three four five six seven eight nine"
SEVENTY = "Seven words of a heading are " + "s" * 41


@pytest.mark.parametrize(
    ("line", "above", "below"),
    [
        ("CARE", "Wash it.", "and dry it"),
        (NINE, "", ""),
        (SEVENTY, "", ""),
        ("Your bag", "", "Wash it each day."),
        ("How to wash it", "", "Wash it each day."),
        ("2 weeks later", "", ""),
        ("Bags?", "", ""),
        ("3. Bags", "", "wash it"),
    ],
)
def test_a_line_stands_out_as_a_heading(line: str, above: str, below: str) -> None:
    assert len(SEVENTY) == 70
    assert line.removeprefix("3. ") in headings(above, line, below)


@pytest.mark.parametrize(
    ("line", "above", "below"),
    [
        ("NHS", "Wash it.", "and dry it"),
        ("CARe", "Wash it.", "and dry it"),
        (f"{NINE} ten", "", ""),
        (f"{SEVENTY}s", "", ""),
        ("Your bag", "", "Wash it now"),
        ("Your bag", "", "wash it each day"),
        ("Your bag", "Wash it.", "Wash it each day."),
        ("How to wash it well", "", "Wash it each day."),
        ("your Bag", "", ""),
        ("12 34", "", ""),
        ("Your bag,", "", ""),
        ("3. Bags", "Wash it.", ""),
        ("3. Bags", "", "4. Legs"),
        ("3. Bags and legs.", "", ""),
    ],
)
def test_a_line_of_text_is_no_heading(line: str, above: str, below: str) -> None:
    assert not headings(above, line, below)


def test_a_heading_loses_its_number_and_its_colon_and_may_begin_with_one_digit_of_a_word() -> None:
    assert headings("3. Bags:", "", "2nd week:", "") == ["Bags", "2nd week"]


def test_the_last_paragraph_is_one_block_of_all_its_lines() -> None:
    (one,) = blocks_of(["Wash it each day,", "with plain soap,", "and dry it."])
    assert (one.words, one.place) == ("Wash it each day, with plain soap, and dry it.", "line 1")


def headings(*lines: str) -> list[str]:
    return [one.words for one in blocks_of(lines) if one.kind == "heading"]


def test_the_words_behind_a_bullet_or_a_number_stay_as_they_are() -> None:
    (one,) = blocks_of(["- 2. Wash it"])
    assert one.words == "2. Wash it"


def test_the_first_line_is_a_heading_whatever_the_last_one_is() -> None:
    assert headings("Bags", "", "Wash it well.", "rest") == ["Bags"]
    assert headings("Bags", "Wash it each day.", "and rest") == ["Bags"]
