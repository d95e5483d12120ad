"""`flask words`: what the line does not know of a topic's words is proposed, and entered everywhere."""

import json
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from menus.document.synonyms import synonyms
from menus.loading.pack import load
from menus.matcher.matching import Careful, match
from tests.tools.document.papers import MARKDOWN
from tools.document.document import document
from tools.document.sounds import as_ipa, proposals
from tools.document.words import words

SAID = "swapped flucloxacillin for honey"
FACTS = """
[fact.B6]
heading = "What treatments are there"
words = "If your hip gives way, get help at once."

[fact.B7]
heading = "Somewhere else"
words = "If your boiler leaks, ring us urgently."

[fact.B8]
heading = "What treatments are there"
words = "Zeppelins drift over Budapest."

[fact.B9]
heading = "What treatments are there"
words = "Thin bone is also known as porous bone (see page 3), and bone tablets may help (calciferol tablets)."

[fact.B10]
heading = "What treatments are there"
words = "You may need a heart trace (EKG) first."
"""


def run(pack: Path, *options: str, asked: str = "", **environ: str) -> Result:
    return CliRunner(env=environ).invoke(words, ["bones", "--pack", str(pack), *options], input=asked)


def sheet(pack: Path, name: str) -> dict[str, Any]:
    return tomllib.loads((pack / f"en/{name}.toml").read_text(encoding="utf-8"))


@pytest.fixture
def talked(bare: Path) -> Path:
    """A pack whose topic on bones says words that nobody has told the line, and has one of another topic."""
    with (bare / "facts.toml").open("a", encoding="utf-8") as facts:
        facts.write(FACTS)
    bones = bare / "en/topics/bones.toml"
    text = bones.read_text(encoding="utf-8").replace(
        '"brittle bones",', '"brittle bones", "flare up", "loo", "pip", "carers",'
    )
    text = text.replace(
        "called osteoporosis.",
        "called osteoporosis. A zimbrosteen podiatrist may give flucloxacillin or insulin.",
    )
    bones.write_text(text, encoding="utf-8")
    return bare


def test_words_are_entered_with_where_their_sounds_were_read(talked: Path) -> None:
    told = run(talked, "--yes", PATH="")
    assert told.exit_code == 0, told.output
    text = (talked / "en/pronunciation.toml").read_text(encoding="utf-8")
    assert 'podiatrist = "pəʊˈdaɪətɹɪst" # misaki, British English' in text
    assert "# recalled" in text and load(talked)


def test_a_medicine_is_entered_everywhere(talked: Path) -> None:
    assert not isinstance(match(load(talked).languages["en"], SAID), Careful)
    assert run(talked, "--yes", PATH="").exit_code == 0
    assert {"flucloxacillin", "insulin"} <= set(sheet(talked, "checks")["medicines"])
    assert {"flucloxacillin", "insulin"} <= set(sheet(talked, "safety")["careful"]["medicines"])
    assert "insulin" in sheet(talked, "matching")["clinical"], "an ordinary word by the list"
    assert "flucloxacillin" in sheet(talked, "topics/bones")["also"]
    assert isinstance(match(load(talked).languages["en"], SAID), Careful)
    assert "medicine: flucloxacillin" not in run(talked, "--yes", PATH="").output, "asked once"


def test_a_word_that_only_looks_like_a_medicine_is_refused(talked: Path) -> None:
    found = json.loads(run(talked, "--json", PATH="").output)["en"]
    answers = "n\n" * len(found["medicines"]) + "\n" * 20
    assert run(talked, asked=answers, PATH="").exit_code == 0
    assert "insulin" not in sheet(talked, "checks")["medicines"]


def test_other_names_are_those_of_the_document_and_clashes_are_named_in_the_topics_file(talked: Path) -> None:
    found = json.loads(run(talked, "--json", PATH="").output)["en"]
    assert found["other_names"] == ["porous bone", "calciferol tablets", "ekg"]
    told = run(talked, "--yes", PATH="").output
    assert (
        f'{talked}/en/topics/bones.toml: also: "flare up" is a word of flare too (en/topics/flare.toml)'
        in told
    )
    assert "also: calciferol tablets" in told and 'the document says "porous bone"' in told
    also = sheet(talked, "topics/bones")["also"]
    assert "calciferol tablets" in also and "porous bone" not in also
    assert 'the document says "ekg"' in told and "ekg" not in also, "short for what stands before it"


def test_facts_that_no_text_finds_are_told_and_everyday_words_that_the_topic_lacks(talked: Path) -> None:
    told = run(talked, "--yes", PATH="").output
    assert 'a text in the words of "Zeppelins drift over Budapest." gets NONE' in told
    assert 'a text in the words of "Steroids taken for' not in told, "that one is found"
    assert 'for "loo" people may say toilet, lavatory' in told
    assert 'for "pip"' not in told and 'for "carers"' not in told, "a pipe is no pip, and a car no carer"


def test_the_alarms_that_the_document_names_are_listed_by_the_facts_of_the_topic(talked: Path) -> None:
    (told,) = [line for line in run(talked, "--yes", PATH="").output.splitlines() if "alarms that" in line]
    assert "write words for them in safety.toml" in told
    named = told.rpartition(": ")[2].split(", ")
    assert "B6" in named and not {"B7", "B8", "B9"} & set(named)


def test_each_answer_is_taken_as_it_was_meant(talked: Path) -> None:
    found = json.loads(run(talked, "--json", PATH="").output)["en"]
    asked = {"podiatrist": "o", "insulin": "ˈɪnsʊlɪn"}
    answers = ["n"] * len(found["medicines"]) + [asked.get(word, "-") for word in found["sounds"]]
    told = run(talked, asked="\n".join([*answers, "y", "n", "n", ""]), PATH="")
    assert told.exit_code == 0, told.output
    assert "podiatrist" in sheet(talked, "pronunciation")["ordinary"]
    assert 'insulin = "ˈɪnsʊlɪn" # the editor' in (talked / "en/pronunciation.toml").read_text(
        encoding="utf-8"
    )
    assert "porous bone" in sheet(talked, "topics/bones")["also"]


def test_what_no_list_has_is_asked_of_espeak_and_heard(talked: Path, tmp_path: Path) -> None:
    heard, tool = tmp_path / "heard", tmp_path / "bin/espeak-ng"
    tool.parent.mkdir()
    tool.write_text(f'#!/bin/sh\nif [ "$3" = -q ]; then echo fluːklˈɒks; else echo "$3" >>{heard}; fi\n')
    tool.chmod(0o755)
    told = run(talked, "--hear", asked="y\ny\n" + "\n" * 9, PATH=f"{tool.parent}:/bin:/usr/bin")
    assert "zimbrosteen (espeak-ng by its rules: listen to it) [fluːklˈɒks]" in told.output
    assert "zimbrosteen" in heard.read_text().split()
    assert "espeak-ng is not installed" in run(talked, "--hear", "--yes", PATH="").output


@pytest.mark.parametrize(
    ("word", "sounds"),
    [
        ("catheters", "ˈkæθɪtəz"),
        ("physiotherapist", "ˌfɪzɪəʊˈθɛɹəpɪst"),
        ("rheumatology", "ˌɹuːməˈtɒlədʒi"),
        ("earmould", "ˈɪəˌməʊld"),
    ],
)
def test_sounds_are_british_and_in_ipa(word: str, sounds: str) -> None:
    found = proposals(word)
    assert found and found.sounds == sounds


def test_stress_stands_before_its_syllable() -> None:
    assert as_ipa("kəntɹˈakʧə") == "kənˈtɹæktʃə"


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("A stoma, also called an ostomy, is an opening.", ["ostomy"]),
        ("Hard skin (a callus) comes from rubbing.", ["callus"]),
        ("Ring if it hurts (see page 4).", []),
        ("It is known as “whistling” and stops.", ["whistling"]),
    ],
)
def test_names_are_found_in_a_document(sentence: str, names: list[str]) -> None:
    assert list(synonyms([sentence])) == names


@contextmanager
def without(library: str) -> Iterator[None]:
    """A machine on which a library is not installed."""
    held = sys.modules.get(library)
    sys.modules[library] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        sys.modules.pop(library)
        if held is not None:
            sys.modules[library] = held


def test_a_library_that_is_not_installed_is_one_line(bare: Path, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(MARKDOWN)
    with without("markdown_it"):
        options = [str(tmp_path / "a.md"), "--into", str(bare), "--licence", "ours", "--yes"]
        told = CliRunner().invoke(document, options)
    assert told.exit_code == 1 and told.output.count("\n") == 1
    assert told.output.startswith("Error: markdown-it-py is not installed: `make document` installs")
    with without("tomlkit"):
        told = run(bare, "--yes")
    assert told.exit_code == 1 and told.output.count("\n") <= 2 and "tomlkit is not installed" in told.output


@pytest.mark.parametrize("options", [["flying"], ["bones"]])
def test_a_topic_or_pack_that_is_not_there_is_said(bare: Path, tmp_path: Path, options: list[str]) -> None:
    pack = bare if options == ["flying"] else tmp_path
    told = CliRunner().invoke(words, [*options, "--pack", str(pack)])
    assert told.exit_code in (1, 2) and "Traceback" not in told.output
