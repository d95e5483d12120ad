"""Sentences are cut, cleaned and compared; ids are given once."""

import pytest

from menus.document.block import Block, as_rows
from menus.document.bullets import unbulleted
from menus.document.cutting import Sentence, cut, numbered
from menus.document.damage import damages, gathered, mended, rejoined
from menus.document.debris import running, without_debris
from menus.document.edition import compare
from menus.document.ids import Given
from menus.document.kept_text import sentences_of, written
from menus.document.leads import led_in
from menus.document.medicines import is_medicine

WORDS = "take daily catheter clean the then dry bag have drainage physio therapist"
KNOWN = frozenset(WORDS.split())


@pytest.mark.parametrize(
    ("words", "sentences"),
    [
        ("Ring Dr. Jones. Do it today!", ("Ring Dr. Jones.", "Do it today!")),
        ("Use soap, e.g. plain. Then dry.", ("Use soap, e.g. plain.", "Then dry.")),
        ('He said "Stop." Then he left.', ('He said "Stop."', "Then he left.")),
        ("It holds 1.5 litres", ("It holds 1.5 litres",)),
    ],
)
def test_a_paragraph_is_cut_at_the_ends_of_its_sentences(words: str, sentences: tuple[str, ...]) -> None:
    assert cut(words) == sentences


def test_the_kept_text_is_read_back_as_it_was_numbered() -> None:
    blocks = [
        Block("Before it. All."),
        Block("Care", "heading", 2),
        Block("One. Two."),
        Block("Care", "heading", 1),
    ]
    blocks += [Block("Three.", "row")]
    read = sentences_of(written(blocks, "Top"))
    assert [(one.heading, one.number, one.hash) for one in read] == [
        (one.heading, one.number, one.hash) for one in numbered(blocks, "Top")
    ]


@pytest.mark.parametrize(
    "words",
    [
        "We use cookies to improve this site.",
        "Home > Conditions > Feet",
        "Share on Facebook Twitter",
        "Page 3 of 12",
        "© Brook Trust 2025",
        "Last reviewed: March 2025",
        "Was this page helpful?",
    ],
)
def test_furniture_is_left_out_and_told(words: str) -> None:
    kept, left_out = without_debris([Block(words, place="line 2"), Block("Wash it.")])
    assert [block.words for block in kept] == ["Wash it."] and left_out == (f"line 2: {words}",)


@pytest.mark.parametrize(
    "block",
    [
        Block("Contact us", "heading", 2),
        Block("Share the care with somebody you trust."),
        Block("Page 4 of your diary is for notes."),
        Block("3", "row"),
        Block("Print", "heading", 2),
    ],
)
def test_what_only_looks_like_furniture_stays(block: Block) -> None:
    assert block in without_debris([block, Block("Wash it.")])[0]


def test_a_heading_that_comes_back_with_another_number_is_no_running_head() -> None:
    pages = [["Brook Trust", f"Part {n} of care", "text", f"{n}"] for n in range(1, 5)]
    assert running(pages) == {"Brook Trust", "#", "text"}


def test_what_leads_in_a_list_goes_with_each_item() -> None:
    blocks = [
        Block("Do not use:"),
        Block("talc", "item"),
        Block("soap", "item"),
        Block("Dry it:"),
        Block("Rest."),
    ]
    assert [block.words for block in led_in(blocks)] == [
        "Do not use: talc",
        "Do not use: soap",
        "Dry it:",
        "Rest.",
    ]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("take methotrexateazathioprine daily", '"methotrexate azathioprine"'),
        ("clean the drainagecatheter", '"drainage catheter"'),
        ("Clean it.Then dry", "a space"),
        ("the cath- eter", '"catheter"'),
        ("a \ufffd b", "anew"),
        ("clean clean the bag", "twice"),
    ],
)
def test_damage_is_found(line: str, says: str) -> None:
    (found,) = damages(["", line], KNOWN)
    assert found.line == 2 and says in str(found)


@pytest.mark.parametrize(
    "line", ["the physiotherapist", "take methylprednisolone", "hydroxychloroquine", "I had had it"]
)
def test_sound_words_are_no_damage(line: str) -> None:
    assert not list(damages([line], KNOWN))


@pytest.mark.parametrize("word", ["painkillers", "breathlessness", "breastfeed", "extractions"])
def test_another_form_of_a_known_word_is_no_damage(word: str) -> None:
    parts = {"pain", "killers", "breath", "lessness", "breast", "feed", "extract", "ions"}
    assert list(damages([word], parts))
    assert not list(damages([word], {*parts, "painkiller", "breathless", "breastfeeding", "extraction"})), (
        word
    )


def test_what_is_sure_is_mended() -> None:
    assert mended("o\ufb03ce\u00a0 caf\u00c3\u00a9 itâ€™s so\u00adap") == "office café it’s soap"
    assert (
        rejoined("cath", "eter", KNOWN, ()) == "catheter"
        and rejoined("self", "care", KNOWN, ()) == "self-care"
    )


@pytest.mark.parametrize(
    "word", ["rituximab", "Flucloxacillin", "prednisolone", "paracetamol", "omeprazole", "cefalexin"]
)
def test_medicines_are_known_by_list_and_ending(word: str) -> None:
    assert is_medicine(word)


@pytest.mark.parametrize("word", ["person", "concept", "machine", "bladder", "April", "routine", "alone"])
def test_plain_words_are_no_medicines(word: str) -> None:
    assert not is_medicine(word)


def said(heading: str, *words: str) -> list[Sentence]:
    return [Sentence(heading, number, one) for number, one in enumerate(words, 1)]


def test_each_sentence_goes_on_as_what_it_became() -> None:
    old = said(
        "Care", "Wash it each day.", "Never use talc on it.", "Rest a while.", "Ring the nurse if it hurts."
    )
    new = said("Care", "Never use any talc on it.", "Eat well.", "Wash it each day.")
    new += said("Help", "Ring the nurse if it hurts.")
    found = compare(old, new)
    assert {(pair.old.number, pair.new.heading, pair.new.number) for pair in found.pairs} == {
        (1, "Care", 3),
        (2, "Care", 1),
        (4, "Help", 1),
    }
    assert [pair.old.number for pair in found.changed] == [2]
    assert [one.words for one in found.gone] == ["Rest a while."]
    assert [one.words for one in found.new] == ["Eat well."]


def test_a_not_that_comes_in_is_a_change_and_no_new_sentence() -> None:
    found = compare(said("Care", "You can drive after it."), said("Care", "You can not drive after it."))
    assert len(found.changed) == 1 and not found.gone and not found.new


def test_a_sentence_that_moved_and_was_reworded_a_little_is_the_same() -> None:
    old = said("Care", "Ring the nurse at once if the skin is hot and red.", "Rest.")
    new = [*said("Care", "Rest."), *said("Help", "Ring a nurse at once if the skin is hot and red.")]
    assert len(compare(old, new).changed) == 1 and not compare(old, new).gone


def test_no_id_is_given_twice_and_none_is_that_of_an_addition() -> None:
    given = Given()
    ids = [given.next_under(heading) for heading in ("About it", "Bones", "About it", "Both")]
    assert len(set(ids)) == 4 and not any(one.startswith("A") for one in ids)
    many = Given()
    assert len({many.next_under(f"{n}") for n in range(900)}) == 900


def test_damage_of_one_kind_is_told_once_with_its_places() -> None:
    lines = [f"soap (cid:127) water {n} of \uf0b7 kinds" for n in range(100)]
    first, second = gathered(damages(lines, KNOWN))
    assert (
        first.startswith("1, 2, 3, 4, 5, …: ")
        and '"(cid:127)", 100 times' in first
        and "symbol font" in second
    )
    (within,) = gathered(damages(["wa\uf0b7ter"], KNOWN))
    assert "letters are lost" in within


@pytest.mark.parametrize("sign", ["(cid:127) ", "\uf0b7 ", "•", "- ", "o ", "• • ", "# ", "| "])
def test_a_bullet_is_cleaned_off_and_one_alone_is_nothing(sign: str) -> None:
    assert unbulleted(f"{sign}-5 degrees") == "-5 degrees" and unbulleted(sign) == ""


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (
            [["Pain"] * 2, ["Name", "Dose"], ["Adults"] * 2, ["Soap", "1"]],
            ["Pain", "Adults; Name: Soap; Dose: 1."],
        ),
        ([["Step 1", "Wash. Then dry."], ["Step 2", "Rest."]], ["Step 1: Wash. Then dry.", "Step 2: Rest."]),
        (
            [["Ring us.", "Or write."], ["Ring 2.", "Or mail."]],
            ["Ring us.", "Or write.", "Ring 2.", "Or mail."],
        ),
        ([["Bag", "When"], ["Leg", ""], ["Over 65"] * 2], ["Bag: Leg.", "Over 65."]),
    ],
)
def test_a_row_of_a_table_is_told_by_its_head_or_by_its_first_cell(
    table: list[list[str]], told: list[str]
) -> None:
    assert [block.words for block in as_rows(table, "")] == told
