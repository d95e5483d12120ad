"""A list of checks.toml finds its words, and the longer ones that begin with them."""

import pytest

from menus.rules.word_lists import words_listed


@pytest.mark.parametrize(
    ("listed", "text", "found"),
    [
        ("dose", "doses and dosed", ("doses", "dosed")),
        ("dose", "an overdose", ()),
        ("mg", "mg", ("mg",)),
        ("mg", "mgs", ("mgs",)),
        ("cup", "cups", ("cups",)),
        ("cup", "cupboard", ()),
        ("cups", "cupsful", ("cupsful",)),
        ("# mg", "5 mg", ("5 mg",)),
        ("# mg", "5mg", ("5mg",)),
        ("# mg", "2,5 mg", ("2,5 mg",)),
        ("# mg", "two mg", ("two mg",)),
        ("# mg", "mg", ()),
        ("once a day", "ONCE  A DAY", ("once  a day",)),
        ("dose", "dose, dose", ("dose",)),
        ("a.b", "axb", ()),
        ("", "anything", ()),
    ],
)
def test_a_listed_word_is_found(listed: str, text: str, found: tuple[str, ...]) -> None:
    assert words_listed(text, (listed,) if listed else (), ("two",)) == found
