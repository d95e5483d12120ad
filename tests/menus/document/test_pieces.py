"""What becomes of each piece of a document: its kind, its place in the file, and what it takes with it."""

import pytest

from menus.document.block import Block, Draft, as_rows
from menus.document.bullets import is_bullet
from menus.document.cutting import cut, numbered
from menus.document.facts import sentences_noted
from menus.document.kept_text import blocks_in, written
from menus.document.leads import led_in
from menus.document.medicines import is_medicine
from menus.document.synonyms import synonyms
from menus.facts.fact import Fact


def test_all_that_a_table_becomes_has_the_tables_place() -> None:
    headed = [["Bags", "Bags"], ["Bag", "When"], ["Leg", "day"]]
    alone = [["Bag", "When"]]
    told = [(one.words, one.kind, one.level, one.place) for t in (headed, alone) for one in as_rows(t, "p")]
    assert told == [
        ("Bags", "text", 0, "p"),
        ("Bag: Leg; When: day.", "row", 0, "p"),
        ("Bag", "text", 0, "p"),
        ("When", "text", 0, "p"),
    ]


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ([["Name:", "By day."], ["Leg:", "By night."]], ["Name: By day.", "Leg: By night."]),
        ([["Ring", "By day."], ["", "At once", "Now"]], ["Ring: By day.", "At once; Now."]),
        ([["Name", "Dose"], ["Old:", "Old:"], ["Foam", "A"]], ["Old; Name: Foam; Dose: A."]),
        ([["Name", "Dose"], ["Foam", "A", "B"]], ["Name: Foam; Dose: A; B."]),
        ([["Name", "Dose", "Time"], ["Foam", "A"]], ["Name: Foam; Dose: A."]),
        (
            [["", "Dose", "Dose"], ["Name", "Old", "New"], ["Soap", "x", "y"]],
            ["Name: Soap; Dose, Old: x; Dose, New: y."],
        ),
        (
            [["Name", "Dose", "Dose", "Time"], ["", "Old", "New"], ["Soap", "x", "y", "z"]],
            ["Name: Soap; Dose, Old: x; Dose, New: y; Time: z."],
        ),
        ([["Name:", "Dose"], ["Foam.", "A."]], ["Name: Foam; Dose: A."]),
    ],
)
def test_a_table_of_any_shape_is_told_in_whole_sentences(table: list[list[str]], told: list[str]) -> None:
    assert [block.words for block in as_rows(table, "")] == told


def test_a_draft_has_nothing_that_its_file_does_not_give() -> None:
    draft = Draft(())
    assert not any((draft.left_out, draft.warnings, draft.title, draft.date))


@pytest.mark.parametrize(
    ("blocks", "told"),
    [
        ([Block("Wash. Dry. Never use:"), Block("talc", "item")], ["Wash. Dry.", "Never use: talc"]),
        ([Block("Never:", "item"), Block("talc", "item")], ["Never:", "talc"]),
        ([Block("Never:", "row"), Block("talc", "item")], ["Never:", "talc"]),
        ([Block("Never:"), Block("Wash:"), Block("ears", "item")], ["Never:", "Wash: ears"]),
        ([Block("Never:"), Block("talc", "item"), Block("Rest."), Block("soap", "item")], None),
    ],
)
def test_the_lead_in_is_said_once_with_each_of_its_items(blocks: list[Block], told: list[str] | None) -> None:
    assert [one.words for one in led_in(blocks)] == (told or ["Never: talc", "Rest.", "soap"])


def test_each_sentence_has_the_place_of_its_piece() -> None:
    blocks = [
        Block("One. Two.", place="line 1"),
        Block("Care", "heading", 1),
        Block("Three.", place="line 5"),
    ]
    told = [(one.heading, one.number, one.words, one.place) for one in numbered(blocks, "Top")]
    assert told == [
        ("Top", 1, "One.", "line 1"),
        ("Top", 2, "Two.", "line 1"),
        ("Care", 1, "Three.", "line 5"),
    ]


def test_pieces_of_a_kept_text_that_an_editor_moved_in_are_told_by_the_line_they_begin_on() -> None:
    text = (
        "\n  Wash it.\nDry it.\n\n\n- soap\n\tRest.\n  | Bag | When |\n  |--|--|\n  | Leg | day |\n# Help\n"
    )
    assert [(one.kind, one.words, one.place) for one in blocks_in(text)] == [
        ("lines", "Wash it.\nDry it.", "line 2"),
        ("item", "soap", "line 6"),
        ("lines", "Rest.", "line 7"),
        ("row", "Bag: Leg; When: day.", "line 8"),
        ("heading", "Help", "line 11"),
    ]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("It is Also Called A Leg Bag, by some.", ["leg bag"]),
        ("A Bag (The Driver’s Bag) is one.", ["driver's bag"]),
        ("We say “Night Bag” for it.", ["night bag"]),
        ("It is known as the “leg  bag”.", ["leg bag"]),
        ("A bag (See page two) is one, or (IF you like) two.", []),
        ("It is called a bag that holds urine.", ["bag"]),
    ],
)
def test_another_name_is_found_in_whatever_letters_it_is_given(sentence: str, names: list[str]) -> None:
    assert list(synonyms([sentence])) == names


def test_a_row_of_a_table_and_a_line_of_a_kept_text_are_a_sentence_each() -> None:
    blocks = [Block("Leg: Wash it. Then dry.", "row"), Block("Wash it. Then dry\nand rest", "lines")]
    assert [one.words for one in numbered(blocks, "Top")] == [
        "Leg: Wash it. Then dry.",
        "Wash it. Then dry",
        "and rest",
    ]
    table = "| Leg | By day. |\n| Bag | By night. |"
    assert [one.words for one in blocks_in(table)] == ["Leg: By day.", "Bag: By night."]


def test_halves_of_a_sentence_are_one_sentence_and_what_has_no_place_is_none() -> None:
    facts = {
        "C1a": Fact("Care", "Wash it.", 1, "h1"),
        "C1b": Fact("Care", "Dry it.", 1, "h1"),
        "C2": Fact("Care", "By hand."),
    }
    (one,) = sentences_noted(facts)
    assert (one.heading, one.number, one.words, one.hash) == ("Care", 1, "Wash it. Dry it.", "h1")
    assert [fact.is_by_hand for fact in facts.values()] == [False, False, True]


def test_a_document_that_begins_with_a_heading_gets_no_other_and_an_empty_one_is_no_fault() -> None:
    last = Block("Help", "heading", 1)
    assert written([Block("Care", "heading", 2), Block("Rest.")], "Top") == "## Care\n\nRest.\n"
    assert written([Block("Rest."), last], "Top") == "# Top\n\nRest.\n\n# Help\n"
    assert written([], "Top").strip() == ""


@pytest.mark.parametrize(
    ("word", "is_one"),
    [*((sign, True) for sign in ("•", "-", "(cid:127)", "\uf0b7", "o")), ("o,", False), ("on", False)],
)
def test_a_word_is_a_bullet_if_it_is_nothing_else(word: str, is_one: bool) -> None:
    assert is_bullet(word) is is_one


@pytest.mark.parametrize(
    ("words", "sentences"),
    [
        ("Ask about low vitamin D. Pacing helps.", ("Ask about low vitamin D.", "Pacing helps.")),
        ("You are tested for hepatitis C. Tell us.", ("You are tested for hepatitis C.", "Tell us.")),
        ("It is by A. Smith and Dr B. Jones. Read it.", ("It is by A. Smith and Dr B. Jones.", "Read it.")),
    ],
)
def test_a_letter_that_tells_things_apart_ends_a_sentence_and_an_initial_does_not(
    words: str, sentences: tuple[str, ...]
) -> None:
    assert cut(words) == sentences


def test_what_a_document_calls_a_thing_ends_where_its_sentence_goes_on() -> None:
    said = ["You have a blood test called TPMT before starting, or a card known as a passport after that."]
    assert list(synonyms(said)) == ["tpmt", "passport"]


@pytest.mark.parametrize(("word", "is_one"), [("trimoxazole", True), ("naproxen", True), ("oxygen", False)])
def test_a_medicine_is_known_by_its_ending(word: str, is_one: bool) -> None:
    assert is_medicine(word) is is_one
