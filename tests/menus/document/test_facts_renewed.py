"""What becomes of each fact in a new edition, by what became of its sentence and who wrote its words."""

from dataclasses import replace

import pytest

from menus.document.cutting import Sentence
from menus.document.edition import compare
from menus.document.facts import before_mending, first_facts, halves, renew
from menus.document.ids import Given, given_in
from menus.facts.fact import Fact
from menus.facts.found import hash_of

OLD = [
    Sentence("Care", 1, "Wash it each day with soap."),
    Sentence("Care", 2, "Dry it with a clean towel."),
    Sentence("Care", 3, "Never use any talc on it, or it may leak."),
    Sentence("Care", 4, "Empty the bag when it is half full."),
    Sentence("Care", 5, "Rest."),
    Sentence("Care", 6, "Nobody made a fact of this."),
    Sentence("Help", 1, "Ring the nurse, and do not wait for long."),
]
NEW = [
    Sentence("Care", 1, "Dry it with a clean towel."),
    Sentence("Care", 2, "Never use any talc at all on it, or it may leak."),
    Sentence("Care", 3, "Quite another thing is told here now."),
    Sentence("Care", 4, "Empty the bag when it is quite half full."),
    Sentence("Care", 5, "Nobody made a fact of this."),
    Sentence("Help", 1, "Ring the nurse, and do not wait for so long."),
    Sentence("Wash", 1, "Wash it each day with soap."),
]


def of(sentence: Sentence, words: str | None = None) -> Fact:
    """The fact of a sentence, in its words or in an editor's."""
    return Fact(sentence.heading, sentence.words if words is None else words, sentence.number, sentence.hash)


FACTS = {
    "C1": of(OLD[0]),
    "C2": of(OLD[1], "Dry it well."),
    "C3": of(OLD[2]),
    "C4": of(OLD[3], "Empty it at half."),
    "C5": of(OLD[4]),
    "H1a": of(OLD[6], "Ring the nurse."),
    "H1b": of(OLD[6], "Do not wait for long."),
    "C9": of(OLD[2], ""),
    "A1": Fact("addition", "Call 9 9 9."),
    "H2": Fact("Help", "By hand."),
}


def test_each_fact_goes_on_with_its_sentence_and_keeps_an_editors_words() -> None:
    given = given_in(FACTS, (), Given())
    now = renew(FACTS, compare(OLD, NEW), given, with_words=True)
    assert now.facts == {
        "C2": of(NEW[0], "Dry it well."),
        "C3": of(NEW[1]),
        "C9": of(NEW[1], ""),
        "C10": of(NEW[2]),
        "C4": of(NEW[3], "Empty it at half."),
        "H1a": of(NEW[5], "Ring the nurse."),
        "H1b": of(NEW[5], "Do not wait for long."),
        "C1": of(NEW[6]),
        "A1": FACTS["A1"],
        "H2": FACTS["H2"],
    }
    assert [*now.facts] == ["C2", "C3", "C9", "C10", "C4", "H1a", "H1b", "C1", "A1", "H2"]
    assert (now.gone, now.new) == ({"C5": FACTS["C5"]}, ("C10",))
    assert set(now.changed) == {"C3", "C9", "C4", "H1a", "H1b"}
    assert now.changed["C3"] == (OLD[2].words, NEW[1].words)
    assert now.own == ("C4", "H1a", "H1b") and now.touched == {*now.changed, "C5"}


def test_a_pack_that_may_not_hold_the_documents_words_holds_its_editors_alone() -> None:
    facts = first_facts(OLD, Given(), with_words=False)
    assert [fact.words for fact in facts.values()] == [""] * len(OLD)
    assert first_facts(OLD, Given(), with_words=True) == {
        name: of(sentence) for name, sentence in zip(facts, OLD, strict=True)
    }
    own = {**facts, "C4": replace(facts["C4"], words="Empty it at half.")}
    now = renew(own, compare(OLD, NEW), given_in(own, (), Given()), with_words=False).facts
    assert {name: fact.words for name, fact in now.items() if fact.words} == {"C4": "Empty it at half."}
    assert now["C3"].hash == NEW[1].hash


@pytest.mark.parametrize(
    ("words", "at", "told"),
    [
        ("Wash it, and dry it.", "Dry it", ("Wash it.", "Dry it.")),
        ("Wash it; BUT never boil it.", "never boil", ("Wash it.", "Never boil it.")),
        ("Wash it so often (or less).", "or less", ("Wash it so often.", "Or less).")),
        ("Wash it.  Dry it.", " dry it ", ("Wash it.", "Dry it.")),
    ],
)
def test_a_cut_leaves_two_sentences_without_the_word_between(
    words: str, at: str, told: tuple[str, str]
) -> None:
    fact = Fact("Care", words, 3, "h3")
    assert halves("C1", at, {"C1": fact}) == {
        "C1a": replace(fact, words=told[0]),
        "C1b": replace(fact, words=told[1]),
    }


def test_half_of_a_half_keeps_its_id_and_the_other_gets_the_next_free_letter() -> None:
    facts = {"C1a": Fact("Care", "Wash it and dry it.", 1, "h"), "C1b": Fact("Care", "Rest.", 1, "h")}
    assert list(halves("C1a", "dry it", facts)) == ["C1a", "C1c"]
    assert list(halves("C1", "dry it", {"C1": facts["C1a"], "C1b": facts["C1b"]})) == ["C1a", "C1c"]


@pytest.mark.parametrize(
    ("fact", "at", "says"),
    [
        (Fact("addition", "Wash it and dry it."), "dry it", "C1 is an addition"),
        (Fact("Care", "Wash it and dry it."), "wash it", "says .*name words of it, not its first"),
        (Fact("Care", "Wash it and dry it."), "ry it", "says .*name words of it, not its first"),
        (Fact("Care", "Wash it and dry it."), "  ", "it"),
        (Fact("Care", "Wash it and dry it."), "it", "more than once"),
    ],
)
def test_what_is_no_cut_in_two_is_told(fact: Fact, at: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        halves("C1", at, {"C1": fact})


def test_the_text_is_as_the_facts_know_it_unless_somebody_mended_it() -> None:
    facts = {"C1": of(OLD[0]), "C3": of(OLD[2]), "A1": FACTS["A1"]}
    assert before_mending(OLD, facts) == tuple(OLD)
    mended = [OLD[0], OLD[1], Sentence("Care", 3, "Never use talc."), Sentence("Top", 1, "A new one.")]
    noted = before_mending(mended, facts)
    assert [(one.heading, one.number, one.words) for one in noted] == [
        ("Care", 1, OLD[0].words),
        ("Care", 3, OLD[2].words),
        ("Top", 1, "A new one."),
    ]
    assert noted[1].hash == OLD[2].hash == hash_of(OLD[2].words)
    moved = [replace(OLD[0], heading="Soap"), Sentence("Soap", 2, "More of it."), Sentence("Top", 1, "Top.")]
    assert [one.words for one in before_mending(moved, facts)] == [OLD[0].words, OLD[2].words, "Top."]


def test_a_sentence_goes_on_under_its_heading_before_another_and_unchanged_before_reworded() -> None:
    old = [Sentence("Care", 1, "a b c d e"), Sentence("Help", 1, "a b c d e")]
    found = compare(old, [old[1], old[0]])
    assert {(pair.old.heading, pair.new.heading) for pair in found.pairs} == {
        ("Care", "Care"),
        ("Help", "Help"),
    }
    found = compare(old[:1], [Sentence("Care", 1, "a b c x y"), old[1]])
    assert [(pair.new.heading, pair.is_reworded) for pair in found.pairs] == [("Help", False)]


def test_of_a_long_document_each_sentence_is_looked_for_in_its_place_alone() -> None:
    long = [Sentence(f"Part {n}", 1, f"a b c d e {n}") for n in range(1001)]
    reworded = [Sentence(one.heading, 1, f"{one.words} x") for one in long]
    assert len(compare(long, reworded).changed) == len(long)
    moved = [Sentence(f"{one.heading}.", 1, f"{one.words} x") for one in long]
    found = compare(long, moved)
    assert found.pairs == () and len(found.gone) == len(found.new) == len(long)
