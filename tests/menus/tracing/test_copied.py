"""Sentences of the document are not ours: `flask check` tells which a topic has word for word (R23)."""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest

from menus.facts.document import Document
from menus.facts.fact import Fact
from menus.facts.found import hash_of
from menus.loading.folders import SHIPPED, Folders
from menus.loading.pack import load, load_from
from menus.loading.snapshots import name_of
from menus.model import Fault, Pack
from menus.said import look
from menus.tracing.copied import copied
from tests.conftest import OPEN
from tests.packs.broken import copy

THEIRS = "Rinse the small blue filter under a tap each evening before you go to bed."
DOCUMENT = f"# The filter\n\n{THEIRS}\nIt has to be dry by the morning.\n"


@lru_cache(maxsize=1)
def shipped() -> Pack:
    return load(SHIPPED)


def told(
    says: str, text: str = DOCUMENT, facts: dict[str, Fact] | None = None, name: str = "A leaflet"
) -> list[Fault]:
    """What is told of a topic that says this, in a pack with this text of a document."""
    pack = shipped()
    english = pack.languages["en"]
    bones = replace(english.topics["bones"], spoken=(says,))
    english = replace(english, topics={**english.topics, "bones": bones})
    document = Document(name, text=text)
    made = replace(pack, languages={"en": english}, document=document, facts={**pack.facts, **(facts or {})})
    return list(copied(look(made, english, OPEN.date())))


def test_a_long_run_of_the_documents_words_is_told_at_its_place_with_a_mend() -> None:
    (fault,) = told("Best of all: rinse the small blue filter under a tap each evening, and dry it.")
    assert (fault.file, fault.key, fault.level) == ("en/topics/bones.toml", "spoken[1]", "warning")
    assert "9 words in a row are the document's own: \"rinse the small blue filter under a tap" in fault.says
    assert "in words of your own" in fault.mend


def test_each_run_of_a_topic_is_quoted_in_its_one_warning() -> None:
    (fault,) = told(f"Best of all: {THEIRS.lower()} The small blue filter under a tap each evening is best.")
    assert 'own: "rinse the small blue filter' in fault.says
    assert '; so are "The small blue filter under a tap each evening" in spoken[1]' in fault.says


@pytest.mark.parametrize(
    "says",
    [
        "Rinse the filter each evening. It has to be dry by the morning.",
        "Rinse it under a tap each evening before breakfast, small and blue as it is.",
        "By morning the small blue filter has to be dry.",
    ],
)
def test_what_is_said_in_other_words_is_not_told(says: str) -> None:
    assert not told(says)


@pytest.mark.parametrize(
    "alike",
    [
        "Call 999 or 111, or ring Samaritans on 116 123, day or night.",
        "These are methotrexate, azathioprine, rituximab, methotrexate, azathioprine and rituximab.",
        "Open Monday to Friday 9 to 5, Saturday and Sunday ten to two, January to December.",
        "Call NHS, RNIB, BBC, DWP, HMRC, DVLA, TFL or the BMA.",
    ],
)
def test_figures_names_and_times_are_nobodys_own(alike: str) -> None:
    assert not told(alike, f"# Numbers\n\n{alike}\n")


def test_the_lines_own_additions_and_the_documents_name_are_nobodys_own() -> None:
    words = shipped().facts["A1"].words
    assert words and not told(f"You know: {words}", f"# Medicines\n\n{words}\n")
    name = "Our long and careful guide to the small blue filter"
    assert told(f"See {name}.", f"# It\n\n{name}\n")
    assert not told(f"See {name}.", f"# It\n\n{name}\n", name=name)


def test_without_the_text_facts_that_are_the_documents_words_and_hashes_tell() -> None:
    kept = Fact("The filter", THEIRS, 1, hash_of(THEIRS))
    assert told(f"So {THEIRS.lower()}", "", {"F1": kept})
    own = replace(kept, words="The filter is rinsed daily.")
    assert not told(f"So {THEIRS.lower()}", "", {"F1": own}), "its words are the pack's own"
    assert told(THEIRS, "", {"F1": replace(kept, words="")}), "a whole sentence is known by its hash"


def test_a_text_beside_the_pack_is_read_and_is_no_part_of_the_served_pack(tmp_path: Path) -> None:
    made = copy(tmp_path)
    before = name_of(Folders(made.folder, made.base))
    (made.folder / "document").mkdir()
    made.add("document/text.md", DOCUMENT)
    folders = Folders(made.folder, made.base)
    assert load_from(folders).document.text == DOCUMENT
    assert name_of(folders) == before and "document/text.md" not in folders.read
    made.path("document/text.md").write_bytes(b"\xff\xfe")
    assert made.load().document.text == "", "what is no text is no fault of the pack"
