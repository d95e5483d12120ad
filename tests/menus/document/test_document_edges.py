"""Where a document's words begin to be damage, furniture, a head of a table, another sentence: both sides."""

import pytest

from menus.document.block import Block, as_rows, in_a_cell, restated
from menus.document.cutting import Sentence
from menus.document.damage import damages, gathered, mended
from menus.document.debris import running, without_debris
from menus.document.edition import compare
from menus.document.ids import Given, given_in
from menus.document.kept_text import blocks_in, is_copy, sentences_of, written
from menus.document.leads import led_in
from menus.document.synonyms import synonyms
from menus.facts.fact import Fact

KNOWN = frozenset({"clean", "drain", "days", "catheter", "bag", "bags"})
EIGHT = "one two three four five six seven eight"


@pytest.mark.parametrize(
    ("line", "is_told"),
    [
        ("cleandrain", True),
        ("cleandays", False),
        ("the bag and the catheterbag", True),
        ("the bag and the bagcatheter", True),
        ("catheterbag", False),
        ("catheterbags", True),
        ("it is catheteris", False),
        ("in my mycatheter", False),
        ("cleandrain cleandrain", True),
        ("cleandrain, cleandrain, cleandrain", False),
        ("aabbcleandrain", False),
        ("takeDaily", True),
        ("the drain's cleandrain's", False),
        ("the drain’s cleandrain’s", False),
    ],
)
def test_a_long_unknown_word_of_two_that_stand_by_themselves_was_run_together(
    line: str, is_told: bool
) -> None:
    assert any("run together" in one.says for one in damages([line], KNOWN)) == is_told


def test_damage_at_five_places_names_them_all_and_at_a_sixth_tells_that_there_are_more() -> None:
    for times, lines in ((1, "1"), (2, "1, 2"), (5, "1, 2, 3, 4, 5"), (6, "1, 2, 3, 4, 5, …")):
        (told,) = gathered(damages(["wa(cid:127)ter"] * times, KNOWN))
        assert told.startswith(f"{lines}: ") and (f", {times} times: " in told) == (times > 1), told


def test_lost_letters_are_told_with_the_twenty_letters_on_each_side() -> None:
    (found,) = damages([f"{'a' * 21}\ufffd{'b' * 21}"], KNOWN)
    assert f'"{"a" * 20}\ufffd{"b" * 20}"' in found.says
    (early,) = damages(["soap\ufffdsoap"], KNOWN)
    assert '"soap\ufffdsoap"' in early.says


def test_a_letter_that_cannot_be_printed_is_told_by_its_code() -> None:
    (found,) = damages(["so\u0001ap"], KNOWN)
    assert "U+0001" in found.kind


def test_letters_that_nobody_can_read_again_stay() -> None:
    assert mended("caf\u00c3\u0081\u00ad a\u2009b") == "caf\u00c3\u0081 a b"


@pytest.mark.parametrize(("more", "is_left_out"), [(27, True), (28, False)])
def test_a_piece_of_up_to_thirty_words_may_be_furniture(more: int, is_left_out: bool) -> None:
    words = "We use cookies" + " now" * more
    _, left_out = without_debris([Block("Wash it."), Block(words)])
    assert bool(left_out) == is_left_out


def test_a_heading_stays_above_text_or_a_smaller_heading() -> None:
    def kept(*blocks: Block) -> list[str]:
        return [block.words for block in without_debris(blocks)[0]]

    care, more, big = (
        Block("Care", "heading", 2),
        Block("More of it", "heading", 3),
        Block("Help", "heading", 1),
    )
    text = Block("Wash it.")
    assert kept(care, more, text) == ["Care", "More of it", "Wash it."]
    assert kept(care, Block("Rest", "heading", 2), text) == ["Rest", "Wash it."]
    assert kept(care, big, text, more) == ["Help", "Wash it."]


@pytest.mark.parametrize(
    ("on", "pages", "found"), [(3, 3, True), (2, 2, False), (2, 5, False), (4, 12, True), (3, 12, False)]
)
def test_a_line_on_three_pages_and_a_third_of_all_is_a_running_head(on: int, pages: int, found: bool) -> None:
    text = [["Our trust" if n < on else f"text {'x' * n}", "y" * n] for n in range(pages)]
    assert ("Our trust" in running(text)) == found


def test_only_the_two_lines_at_each_end_of_a_page_may_run() -> None:
    pages = [["a", "b", "c", "x" * n, "d", "e", "f"] for n in range(1, 5)]
    assert running(pages) == {"a", "b", "e", "f"}
    assert running(pages, edge=1) == {"a", "f"}


def under(heading: str, *words: str) -> list[Sentence]:
    return [Sentence(heading, number, one) for number, one in enumerate(words, 1)]


@pytest.mark.parametrize(
    ("after", "heading", "is_same"),
    [
        ("a b c x y", "Care", True),
        ("a b w x y", "Care", False),
        ("a b c d y", "Help", True),
        ("a b c x y", "Help", False),
    ],
)
def test_a_sentence_is_reworded_by_three_words_of_five_in_place_and_four_elsewhere(
    after: str, heading: str, is_same: bool
) -> None:
    found = compare(under("Care", "a b c d e"), under(heading, after))
    assert len(found.changed) == is_same and bool(found.gone) == bool(found.new) == (not is_same)


def test_the_more_similar_sentence_goes_on_and_each_goes_on_once() -> None:
    found = compare(under("Care", "a b c d e", "a b c d x"), under("Care", "a b c d e f"))
    assert [(pair.old.number, pair.new.number) for pair in found.pairs] == [(1, 1)]
    assert [one.number for one in found.gone] == [2]
    both = compare(under("Care", "a b c d e", "a b c d f"), under("Care", "a b c d g", "a b c d h"))
    assert [(pair.old.number, pair.new.number) for pair in both.pairs] == [(1, 1), (2, 2)]
    twice = compare(under("Care", "a b", "a b"), under("Care", "a b", "a b"))
    assert [(pair.old.number, pair.new.number) for pair in twice.pairs] == [(1, 1), (2, 2)]


@pytest.mark.parametrize(
    ("heading", "letter"),
    [("My legs", "L"), ("My bag", "M"), ("Aches", "C"), ("The pumps", "P")],
)
def test_a_heading_gives_its_facts_the_first_letter_of_a_word_that_tells(heading: str, letter: str) -> None:
    assert Given().next_under(heading) == f"{letter}1"


def test_a_heading_whose_letters_are_all_taken_gets_others() -> None:
    given = Given({"Other": "B"}, {"B": 2, "G": 1, "C": 7})
    assert [given.next_under(one) for one in ("Bag", "Other", "Bag")] == ["D1", "B3", "D2"]


def test_ids_go_on_behind_those_that_facts_topics_and_the_record_name() -> None:
    facts = {"B7": Fact("Bags", "x", 1), "C2a": Fact("Care", "x", 1), "A4": Fact("addition", "x")}
    given = given_in(facts, ("B9", "K3", "word"), Given({"Legs": "L"}, {"L": 5, "C": 1}))
    assert given.highest == {"L": 5, "C": 2, "B": 9, "A": 4, "K": 3}
    assert given.letters == {"Legs": "L", "Bags": "B", "Care": "C"}
    assert given_in({"D0": Fact("Day", "x", 1)}, (), Given()).highest == {"D": 0}


@pytest.mark.parametrize(("text", "is_one"), [("a\nx", True), ("a\nx\ny", False), ("", False), ("a", True)])
def test_a_text_of_which_half_the_lines_are_kept_is_a_copy(text: str, is_one: bool) -> None:
    assert is_copy(text, "a\n\nb\n") == is_one


def test_headings_and_sentences_of_a_kept_text_have_their_rank_and_their_line() -> None:
    text = written([Block("Wash it. Dry it."), Block("Care", "heading", 3), Block("Rest.")], "Top")
    assert text == "# Top\n\nWash it.\nDry it.\n\n### Care\n\nRest.\n"
    assert [(one.heading, one.number, one.place) for one in sentences_of(text)] == [
        ("Top", 1, "3"),
        ("Top", 2, "4"),
        ("Care", 1, "8"),
    ]


def test_what_an_editor_put_into_a_kept_text_is_read_with_its_line() -> None:
    text = "## Care\nWash it.\nDry it.\n- soap\n- water\n\n| Bag | When |\n|---|---|\n| Leg | by day |\nRest."
    assert [(one.kind, one.words, one.level, one.place) for one in blocks_in(text)] == [
        ("heading", "Care", 2, "line 1"),
        ("lines", "Wash it.\nDry it.", 0, "line 2"),
        ("item", "soap", 0, "line 4"),
        ("item", "water", 0, "line 5"),
        ("row", "Bag: Leg; When: by day.", 0, "line 7"),
        ("lines", "Rest.", 0, "line 10"),
    ]


def test_another_name_has_up_to_three_words_and_is_given_once() -> None:
    told = [
        "A catheter (long thin tube) is one.",
        "It is also called a thin tube.",
        "A thin one (thin tube).",
    ]
    assert list(synonyms(told)) == ["long thin tube", "thin tube"]
    assert not list(synonyms(["A catheter (very long thin tube) is one.", "Wash it (see page two)."]))


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ([["Bag", EIGHT], ["Leg", "Day"]], [f"Bag: Leg; {EIGHT}: Day."]),
        ([["Bag", f"{EIGHT} nine"], ["Leg", "Day"]], [f"Bag: {EIGHT} nine.", "Leg: Day."]),
        ([["Bag", "When"]], ["Bag", "When"]),
        ([["Bag"], ["Leg"]], ["Bag", "Leg"]),
        ([["Bags", "Bags"], ["Leg", "day"]], ["Bags: Leg; Bags: day."]),
        ([["1", "When"], ["2", "day"]], ["1: 2; When: day."]),
        ([["Name", "2 a day"], ["Leg", "3 a day"]], ["Name: 2 a day.", "Leg: 3 a day."]),
        ([["Name", "by day"], ["Leg", "by night"]], ["Name: by day.", "Leg: by night."]),
        ([["Name", "Dose"], ["Leg", "3 a day"]], ["Name: Leg; Dose: 3 a day."]),
        ([["Name", "Dose", "Dose"], ["Leg", "day", "Two"]], ["Name: Leg; Dose: day; Dose: Two."]),
        (
            [["Name", "Dose", "Dose"], ["", "Adult", "Child"], ["Soap", "x", "y"]],
            ["Name: Soap; Dose, Adult: x; Dose, Child: y."],
        ),
        ([["Name", "When"], ["", "by day"]], ["When: by day."]),
        ([["Ring us.", "by day"], ["Write.", "by night"]], ["Ring us.", "by day", "Write.", "by night"]),
        ([["Write.", "Now."], ["", "By day."]], ["Write.", "Now.", "By day."]),
        ([["", "By day."], ["Write.", "Now."]], ["By day.", "Write.: Now."]),
        ([["Name", "iPad"], ["Leg", "eBook"]], ["Name: iPad.", "Leg: eBook."]),
        ([["Leg", "By day."], ["Bag", ""]], ["Leg: By day.", "Bag."]),
        (
            [["Name", "Dose", "Dose"], ["Soap.", "X", "Y"], ["Foam", "A", "B"]],
            ["Name: Soap; Dose: X; Dose: Y.", "Name: Foam; Dose: A; Dose: B."],
        ),
        (
            [["Name", "Dose", "Dose"], ["Old", "Old", "Old"], ["Foam", "A", "B"]],
            ["Old; Name: Foam; Dose: A; Dose: B."],
        ),
        ([["Name", "When"], ["Young", "Young"], ["Old", "Old"]], ["Young.", "Old."]),
        (
            [["Name", "When"], ["All of it.", "All of it."], ["Leg", "day"]],
            ["All of it.", "Name: Leg; When: day."],
        ),
    ],
)
def test_a_table_is_told_by_its_shape(table: list[list[str]], told: list[str]) -> None:
    assert [block.words for block in as_rows(table, "")] == told


@pytest.mark.parametrize(
    ("headed", "told"), [(True, "Bag.: Leg; 1: 2."), (False, "Bag.: 1."), (None, "Bag.: 1.")]
)
def test_the_file_tells_better_than_the_words_whether_a_table_has_a_head(
    headed: bool | None, told: str
) -> None:
    assert as_rows([["Bag.", "1"], ["Leg", "2"]], "", headed)[0].words == told


def test_paragraphs_of_a_cell_are_told_as_one_text() -> None:
    assert in_a_cell(["Soap", "", "water.", "Dry it:", "well"]) == "Soap; water. Dry it: well"


def test_behind_a_box_with_a_heading_the_texts_own_heading_is_said_again() -> None:
    care, tip = Block("Care", "heading", 2), Block("Tip", "heading", 3, apart=True)
    blocks = [care, Block("Wash."), tip, Block("Rest.", apart=True), Block("Dry."), Block("Sit.")]
    assert [one.words for one in restated(blocks)] == [
        "Care",
        "Wash.",
        "Tip",
        "Rest.",
        "Care",
        "Dry.",
        "Sit.",
    ]
    new = Block("More", "heading", 2)
    assert [one.words for one in restated([care, tip, new, Block("Dry.")])] == ["Care", "Tip", "More", "Dry."]
    assert [one.words for one in restated([tip, Block("Dry.")])] == ["Tip", "Dry."]


def test_what_stands_before_a_lead_in_is_a_piece_of_its_own() -> None:
    blocks = [Block("Wash it. Never use:"), Block("talc", "item"), Block("Dry it.")]
    assert [one.words for one in led_in(blocks)] == ["Wash it.", "Never use: talc", "Dry it."]
    lines = [Block("Wash it.\nDry it.\nNever use:", "lines"), Block("talc", "item")]
    assert [one.words for one in led_in(lines)] == ["Wash it.\nDry it.", "Never use: talc"]
    assert [one.words for one in led_in([Block("Never use:")])] == ["Never use:"]
    for first in (Block("Never use", "heading", 2), Block("Dry it.")):
        assert [one.words for one in led_in([first, Block("talc", "item")])] == [first.words, "talc"]
