"""What may belong to words above it that the reader does not join to it is told as damage."""

import pytest

from menus.document.kept_text import blocks_in
from menus.document.leads import led_in
from tests.tools.document.test_leads import facts, read, told, under

PAINKILLERS = "- ibuprofen\n- aspirin\n"


@pytest.mark.parametrize(
    ("page", "sure", "doubted"),
    [
        # behind the list of a heading, with no heading before it to repeat: also what leads in another list
        (
            "## Call 999 if\n\n- you faint\n\nRing 111 if:\n\n- you are sick\n\nTake steroids with food.\n",
            ["Call 999 if: you faint"],
            ["Ring 111 if: you are sick", "Take steroids with food."],
        ),
        # a heading over headings
        (
            f"# Do not take:\n\n## Painkillers\n\n{PAINKILLERS}\n# Fine\n\n- tea\n",
            ["tea"],
            ["ibuprofen", "aspirin"],
        ),
        (f"# Do not take:\n\n# Painkillers\n\n{PAINKILLERS}", [], ["ibuprofen", "aspirin"]),
        (f"# Do not take:\n\n## These:\n\n{PAINKILLERS}", [], ["These: ibuprofen", "These: aspirin"]),
        # a text between a heading and its list
        (
            "# Call 999 if\n\nYou have one of these.\n\n- you faint\n\nTake steroids with food.\n",
            [],
            ["You have one of these.", "you faint", "Take steroids with food."],
        ),
        (
            "# Side effects:\n\nMost have none.\n\n- a rash\n\nRest.\n",
            ["Most have none.", "Rest."],
            ["a rash"],
        ),
        # a lead that no list takes up
        (
            "# Pain\n\nDo not take:\n\nThese medicines:\n\n- ibuprofen\n",
            [],
            ["Do not take:", "These medicines: ibuprofen"],
        ),
        ("# Pain\n\nAvoid:\n\n## Fruit\n\n- apples\n\n## Fine\n\n- tea\n", ["tea"], ["Avoid:", "apples"]),
        ("# Pain\n\nAsk us at:\n\nUnit 1, Leeds.\n", ["Ask us at:", "Unit 1, Leeds."], []),
        # a list goes on behind a text
        (
            "# A\n\nDo not:\n\n- drive\n\nor\n\n- climb\n\nRest.\n",
            ["Do not: drive", "or", "Rest."],
            ["climb"],
        ),
        (
            "# A\n\nDo not:\n\n- drive\n\nAsk first.\n\n- climb\n",
            ["Do not: drive", "Ask first."],
            ["climb"],
        ),
        # words without a colon may lead a list in, too
        ("# A\n\nDo not take any\n\n- tea\n", ["Do not take any"], ["tea"]),
        ("# A\n\nWho should not take it?\n\n- women\n", ["Who should not take it?"], ["women"]),
        ("# A\n\nNone of the following is safe.\n\n- tea\n", ["None of the following is safe."], ["tea"]),
        ("# Do not take\n\n- tea\n\n# You can take\n\n- milk\n", ["milk"], ["tea"]),
        ("# A\n\nTea is fine.\n\n- tea\n", ["Tea is fine.", "tea"], []),
    ],
)
def test_what_other_words_may_lead_in_is_told(page: str, sure: list[str], doubted: list[str]) -> None:
    draft = read("a.md", page.encode())
    assert (sorted({*facts(draft)} - {*told(draft)}), told(draft)) == (sorted(sure), doubted)


FURTHER = [
    ("a.md", "# A\n\nNever:\n\n- stop\n\n  It is bad.\n- take two\n"),
    ("a.html", "<h2>A</h2><p>Never:</p><ul><li><p>stop</p><p>It is bad.</p></li><li>take two</li></ul>"),
    ("a.html", "<h2>A</h2><p>Never:</p><ul><li>stop<br>It is bad.</li><li>take two</li></ul>"),
]


@pytest.mark.parametrize(("name", "page"), FURTHER)
def test_a_second_paragraph_of_an_item_gets_no_lead_and_is_told(name: str, page: str) -> None:
    draft = read(name, page.encode())
    assert facts(draft) == ["Never: stop", "It is bad.", "Never: take two"]
    assert told(draft) == ["It is bad."]


def test_a_list_below_a_second_paragraph_has_its_words_alone_and_is_told() -> None:
    page = "# A\n\nNever:\n\n- stop.\n\n  You may feel:\n\n    - sick\n    - faint\n\n- take two\n"
    draft = read("a.md", page.encode())
    felt = ["You may feel: sick", "You may feel: faint"]
    assert facts(draft) == ["Never: stop.", *felt, "Never: take two"]
    assert told(draft) == felt


def test_a_second_paragraph_in_a_list_without_a_lead_is_no_damage() -> None:
    draft = read("a.md", b"# A\n\n- Eat well.\n\n  It helps.\n- Rest.\n")
    assert (facts(draft), told(draft)) == (["Eat well.", "It helps.", "Rest."], [])


def test_the_heading_before_is_repeated_and_another_lead_behind_the_list_is_told() -> None:
    page = "# Help\n\nHello.\n\n## Call 999 if\n\n- you faint\n\nRing us if:\n\n- you are sick\n\nRest.\n"
    draft = read("a.md", page.encode())
    assert under(draft)[2:] == [("Help", "Ring us if: you are sick"), ("Help", "Rest.")]
    assert told(draft) == ["Ring us if: you are sick"]


def test_a_line_of_a_kept_text_under_such_a_heading_is_told_no_more() -> None:
    blocks = led_in(blocks_in("# Call 999 if\n\nCall 999 if: you faint\n\nRest.\n"))
    assert not any(block.doubt for block in blocks)
