"""What is no statement of a document is told as doubtful: a byline, a caption, somebody's own words."""

import pytest

from menus.document.doubtful import doubtful


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("Written by the information team · 9 minute read", "who wrote it"),
        ("Medically reviewed by Dr Bo Jones.", "who wrote it"),
        ("Image: the big toe is often the first joint.", "a caption"),
        ("Swimming is kind to joints. Photo: posed by models", "a caption"),
        ("Table 1. Urate targets", "a caption"),
        ("Swipe to see more", "of the page"),
        ("Desmond, 61, forum member", "who said it"),
        ("Desmond, 61", "who said it"),
        ("“I put up with it for nine years.”", "somebody's own words"),
    ],
)
def test_what_looks_like_no_statement_is_told_with_what_it_looks_like(line: str, what: str) -> None:
    (found,) = doubtful([line])
    assert f"looks like {what}" in found.says and found.line == 1


@pytest.mark.parametrize(
    "line",
    [
        "Take it as your doctor wrote.",
        "Table salt raises blood pressure, so use less of it in all that you cook.",
        "“Pseudogout” is another illness.",
        "Below 360 is the target.",
        "Ask for help: our nurses know what to do.",
        "Tell your doctor if you are over 61.",
        "# Photo: a heading",
        "",
    ],
)
def test_a_statement_is_not(line: str) -> None:
    assert not list(doubtful([line]))


def test_a_quotation_is_told_to_its_closing_mark_and_no_further() -> None:
    lines = ["“I put up with it for nine years.", "I wish I had asked sooner.”", "It eases in a week."]
    assert [one.line for one in doubtful(lines)] == [1, 2]
    assert [one.line for one in doubtful([lines[0], "", "It eases in a week."])] == [1]
