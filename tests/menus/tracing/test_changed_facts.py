"""A fact that no longer says what its sentence of the document says is told, with both sentences (R23)."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from menus.facts.fact import Fact
from menus.facts.found import hash_of
from menus.loading.pack import load
from menus.model import Fault, Pack
from menus.said import Look
from menus.tracing.changed_facts import changed_facts
from tests.packs.fields import catheters

THEIRS = "Most people change the bag every week, and never every day."
TEXT = f"# Looking after your catheter\n\n{THEIRS}\n"


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return load(catheters(Path(tmp_path_factory.mktemp("packs")) / "tubes"))


def told(pack: Pack, words: str, text: str = TEXT) -> list[Fault]:
    fact = Fact("Looking after your catheter", words, 1, hash_of(THEIRS))
    having = replace(pack, facts={**pack.facts, "L1": fact}, document=replace(pack.document, text=text))
    return list(changed_facts(Look(having, pack.languages["en"], date(2026, 6, 1), ())))


@pytest.mark.parametrize("words", [THEIRS, "Most people change the bag every week", "never every day."])
def test_the_documents_words_and_a_part_of_them_are_no_fault(plain: Pack, words: str) -> None:
    assert told(plain, words) == []


@pytest.mark.parametrize(
    "words",
    [
        "Most people change the bag every day.",
        "People change the bag every 2 weeks, and never every day.",
        "Most people change the bag and their trimethoprim every week, and never every day.",
    ],
)
def test_a_fact_that_tells_it_otherwise_is_told_with_both_sentences(plain: Pack, words: str) -> None:
    (fault,) = told(plain, words)
    assert (fault.file, fault.key, fault.level) == ("facts.toml", "fact.L1.words", "warning")
    assert f'"{words}" (the document: "{THEIRS}")' in fault.says and "tell it otherwise: L1" in fault.says


def test_a_fact_in_other_words_is_counted(plain: Pack) -> None:
    (fault,) = told(plain, "Most people change bags every week, and never every day.")
    assert fault.says == "1 fact is no longer in the document's words: L1"


def test_without_the_document_nothing_is_compared(plain: Pack) -> None:
    assert told(plain, "Change it daily.", text="") == []


def test_a_number_in_words_is_no_change_and_another_number_is(plain: Pack) -> None:
    theirs = "About 1 in 100 people change the bag twice."
    fact = Fact("Looking after your catheter", "", 1, hash_of(theirs))
    document = replace(plain.document, text=f"# Looking after your catheter\n\n{theirs}\n")
    for words, changed in (("1 in a hundred people", False), ("1 in 200 people", True)):
        having = replace(plain, facts={"L1": replace(fact, words=words)}, document=document)
        look = Look(having, plain.languages["en"], date(2026, 6, 1), ())
        assert bool(list(changed_facts(look))) is changed
