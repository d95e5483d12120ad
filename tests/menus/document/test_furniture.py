"""Each kind of thing that stands around a document is left out; what only looks like it stays."""

import pytest

from menus.document.block import Block
from menus.document.debris import alike, running, without_debris

# One of each kind: left out wherever it stands, also as a heading.
ANYWHERE = [
    "This website uses cookies.",
    "Accept all cookies",
    "Cookie settings",
    "Cookies on this website",
    "Change your cookie preferences",
    "Print this page",
    "Download the leaflet (2 MB)",
    "Share this on: Facebook, Twitter",
    "Follow us on X",
    "Facebook | Twitter",
    "Sign up to our newsletter",
    "Skip to content",
    "Back to top",
    "Home › Feet › Shoes",
    "You are here: Home",
    "You are here: Home > Feet",
    "Home / Feet",
    "Read more...",
    "Next page: Shoes",
    "Did you find this information useful?",
    "Log in",
    "Toggle navigation",
    "Related topics",
    "On this page:",
]
# Left out of the text alone: a heading in these words may have something below it.
IN_TEXT = [
    "Copyright the trust",
    "Registered charity number 12345",
    "All rights reserved.",
    "3 of 12",
    "- 7 -",
    "Privacy | Terms of use | Accessibility statement",
    "Yes",
    "Facebook",
    "Shoes and feet ........ 12",
    "Last updated: May 2025",
    "Next review due: May 2027",
]


@pytest.mark.parametrize("words", [*ANYWHERE, *IN_TEXT])
def test_what_stands_around_a_document_is_left_out_and_told(words: str) -> None:
    kept, left_out = without_debris([Block(words), Block("Wash it.")])
    assert ([block.words for block in kept], left_out) == (["Wash it."], (words,))


@pytest.mark.parametrize("words", [*ANYWHERE, *IN_TEXT])
def test_as_a_heading_goes_only_what_has_nothing_of_the_subject_below_it(words: str) -> None:
    kept, _ = without_debris([Block(words, "heading", 2), Block("Wash it.")])
    assert [block.words for block in kept] == [*([] if words in ANYWHERE else [words]), "Wash it."]


@pytest.mark.parametrize(
    ("line", "as_any_page"),
    [
        ("Page 3", "#"),
        ("3  Brook   Trust", "# Brook Trust"),
        ("Brook Trust 3 of 12", "Brook Trust #"),
        ("Brook Trust, Page 3, care", "Brook Trust, #, care"),
        ("Ward 3 of the trust", "Ward 3 of the trust"),
    ],
)
def test_a_running_head_is_the_same_line_whatever_its_page(line: str, as_any_page: str) -> None:
    assert alike(line) == as_any_page


def test_lines_that_differ_by_their_page_alone_run() -> None:
    assert running([[f"Page {n} | Brook Trust", "x" * n] for n in range(1, 4)]) == {"# | Brook Trust"}
