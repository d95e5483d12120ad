"""A message is split where its writer paused, and a phrase is cut out of it whole or not at all."""

import pytest

from menus.phrasing.clauses import clauses
from menus.phrasing.cut_out import cut_out, cutting
from menus.phrasing.phrases import Grammar, Index, index, read_phrase


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        ("Hello, is it open? Thanks!", (("Hello", False), ("is it open", True), ("Thanks", False))),
        (
            "one; two: three (four) five",
            tuple((word, False) for word in ["one", "two", "three", "four", "five"]),
        ),
        (
            "one - two \u2013 three\u2014four",
            tuple((word, False) for word in ["one", "two", "three", "four"]),
        ),
        ("one\u2026 two\uff0cthree\u3002", tuple((word, False) for word in ["one", "two", "three"])),
        ("self-care", (("self-care", False),)),
        ("at 9.30 or 1,000 or 9:30. Yes?!", (("at 930 or 1000 or 930", False), ("Yes", True))),
        ("... ?! - ", ()),
        ("👍. ok", (("ok", False),)),
        ("", ()),
    ],
)
def test_a_message_is_split_at_its_pauses_and_a_number_is_not(
    message: str, parts: tuple[tuple[str, bool], ...]
) -> None:
    assert tuple((one.text, one.asks) for one in clauses(message)) == parts


def listed(*sources: str) -> Index:
    return index(read_phrase(source, "", Grammar({})) for source in sources)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (" take my blood thinner ", " take my blood thinner "),
        (" take my blood today ", " # today "),
        (" take my blood take my blood thinner ", " # take my blood thinner "),
        (" take my blood test ", " # test "),
        (" i fell ", " i fell "),
    ],
)
def test_no_phrase_is_cut_where_one_that_is_kept_begins_in_it_and_goes_on(text: str, left: str) -> None:
    cut, kept = (
        listed("take my blood"),
        listed("blood thinner", "my blood", "take my", "today", "take my blood test"),
    )
    assert cut_out(cut, (text,), kept) == (left,)
    assert [hit.words for hit in cutting(cut, (text,), kept)] == (["take my blood"] if text != left else [])


def test_a_phrase_is_cut_out_of_each_form_of_a_message() -> None:
    assert cut_out(listed("so sick", "of it"), (" am so sick of it ", " so sick ")) == (" am # # ", " # ")
