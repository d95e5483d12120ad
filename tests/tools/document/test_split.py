"""`flask facts split`: a fact is cut in two, and both halves keep the place of their sentence."""

import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from menus.document.facts import halves
from menus.facts.fact import Fact
from tests.tools.document.papers import MARKDOWN, facts_of_pack
from tools.document.document import document
from tools.document.split import facts

TWO = "Wipe it each night, and never put it under water."
LEAFLET = MARKDOWN.replace("A hearing aid makes", f"{TWO} A hearing aid makes")


def taken(pack: Path, words: str) -> Result:
    file = pack.parent / "aids.md"
    file.write_text(words, encoding="utf-8")
    return CliRunner().invoke(document, [str(file), "--into", str(pack), "--licence", "ours", "--yes"])


def cut(pack: Path, fact: str, words: str) -> Result:
    return CliRunner().invoke(facts, ["split", fact, words, "--pack", str(pack)])


@pytest.fixture
def halved(bare: Path) -> Path:
    """The pack with a sentence that says two things, cut in two, on both of which a topic rests."""
    assert taken(bare, LEAFLET).exit_code == 0
    bones = bare / "en/topics/bones.toml"
    text = bones.read_text(encoding="utf-8").replace("osteoporosis. [T6]", "osteoporosis. [T6 R1]")
    text = text.replace('source = ["T6"', 'source = ["R1", "T6"')
    bones.write_text(f"# R1: {TWO}\n{text}", encoding="utf-8")
    told = cut(bare, "R1", "never put")
    assert told.exit_code == 0 and "en/topics/bones.toml" in told.output, told.output
    return bare


def test_both_halves_have_the_place_of_their_sentence_and_stand_for_it_everywhere(halved: Path) -> None:
    now = facts_of_pack(halved)
    assert [name for name in now if name[0] == "R"] == ["R1a", "R1b", "R2", "R3"]
    assert [now[name].pop("words") for name in ("R1a", "R1b")] == [
        "Wipe it each night.",
        "Never put it under water.",
    ]
    assert now["R1a"] == now["R1b"] and now["R1a"]["sentence"] == 1
    text = (halved / "en/topics/bones.toml").read_text(encoding="utf-8")
    assert "osteoporosis. [T6 R1a R1b]" in text
    assert tomllib.loads(text)["source"][:3] == ["R1a", "R1b", "T6"]
    assert text.startswith("# R1a: Wipe it each night.\n# R1b: Never put it under water.\n")


def test_a_fact_is_cut_between_words_and_where_the_words_stand_once() -> None:
    facts = {"D1": Fact("Help", "Ask for a nurse or a doctor, or a friend.")}
    assert [one.words for one in halves("D1", "or a doctor", facts).values()] == [
        "Ask for a nurse.",
        "Or a doctor, or a friend.",
    ]
    for words, says in (("or a", "more than once"), ("or a frien", "cannot be cut")):
        with pytest.raises(ValueError, match=says):
            halves("D1", words, facts)


def test_a_new_edition_knows_both_halves(halved: Path) -> None:
    before = facts_of_pack(halved)
    assert taken(halved, LEAFLET.replace("Each week", "Every week")).exit_code == 0
    now = facts_of_pack(halved)
    assert now.keys() == before.keys()
    assert [now[name] for name in ("R1a", "R1b")] == [before[name] for name in ("R1a", "R1b")]
    told = taken(halved, LEAFLET.replace("each night, and", "each morning, and"))
    assert "R1a" in told.output and "R1b" in told.output
    moved = facts_of_pack(halved)
    assert [moved[name]["words"] for name in ("R1a", "R1b")] == [before[n]["words"] for n in ("R1a", "R1b")]
    assert moved["R1a"]["hash"] == moved["R1b"]["hash"] != before["R1a"]["hash"]
    assert taken(halved, LEAFLET.replace(f"{TWO} ", "")).exit_code == 0
    assert not {"R1a", "R1b"} & facts_of_pack(halved).keys()


def test_half_of_a_half_gets_the_next_letter(halved: Path) -> None:
    assert cut(halved, "R1a", "each night").exit_code == 0
    now = facts_of_pack(halved)
    assert [now[name]["words"] for name in ("R1a", "R1c", "R1b")] == [
        "Wipe it.",
        "Each night.",
        "Never put it under water.",
    ]


@pytest.mark.parametrize(
    ("fact", "words", "says"),
    [
        ("R1", "never put", '"R1" is no fact'),
        ("R2", "no such words", "cannot be cut"),
        ("R2", "A hearing", "cannot be cut"),
        ("A99", "if you", "is an addition"),
    ],
)
def test_what_cannot_be_cut_stays_whole(halved: Path, fact: str, words: str, says: str) -> None:
    before = (halved / "facts.toml").read_bytes()
    told = cut(halved, fact, words)
    assert told.exit_code == 1 and says in told.output
    assert (halved / "facts.toml").read_bytes() == before
