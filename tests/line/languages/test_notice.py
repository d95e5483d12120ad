"""A notice that staff put in front of a line of two languages: nobody needs the second one to start it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from store.desk.desk import DeskStore
from tests.caller import Caller
from tests.conftest import At, new_number
from tests.line.languages.test_called import ENGLISH, WELSH, voices
from tests.packs.bilingual import bilingual
from tests.people.desk import Person, new_name
from tests.texter import Texter
from tests.wiring.wire import Wire, in_process

PAGE, END = "/desk/off-air", "2026-05-19T22:00"
SAID, CYMRAEG = "Our lines are busy today.", "Mae'r tŷ'n brysur heddiw."
LACKS = "No words in Welsh: callers and texters get those in English."


@pytest.fixture
def line(tmp_path: Path, line_with: Callable[..., Flask], at: At) -> Flask:
    at("2026-05-19T10:00")
    return line_with(pack=bilingual(tmp_path).folder)


@pytest.fixture
def staff(line: Flask, kept: DeskStore) -> Person:
    return Person(line, new_name(kept, "edit")).sign_in()


def heard_and_read(line: Flask) -> tuple[list[tuple[str, str]], str]:
    """What is said of the notice in a call that goes on in Welsh, by whom, and the menu in Welsh by text."""
    wire = Wire(in_process(line))
    caller = Caller(wire, number=new_number()).call()
    caller.press_unheard("7")
    said = [
        (voice, words) for voice, words in voices(caller.document) if "busy" in words or "brysur" in words
    ]
    return said, Texter(wire, new_number()).text("CYMRAEG")


def test_a_language_left_empty_is_told_before_and_after_and_has_the_words_of_the_first(
    line: Flask, staff: Person
) -> None:
    staff.open(PAGE)
    assert "Callers hear, in Welsh" in staff.words and "Texters read, in English" in staff.words
    assert "Who chose Welsh gets the words in English where these two boxes are empty." in staff.words
    needed = re.findall(r"<textarea[^>]+name=\"(\S+)\"[^>]+ required>", staff.page)
    assert needed == ["spoken-en"]
    staff.send(f"{PAGE}/notice", **{"spoken-en": SAID, "end": END, "read": "1"})
    assert staff.words.count(LACKS) == 2, "in the message, and where the notice stands"
    assert LACKS in staff.open("/desk").words
    said, menu = heard_and_read(line)
    ((voice, words),) = said
    assert voice == ENGLISH and SAID in words
    assert menu.startswith(f"Muscle Line. {SAID} Atebwch 1 ")


def test_welsh_as_it_is_spelt_is_said_so_and_texted_plain(line: Flask, staff: Person) -> None:
    staff.open(PAGE).send(
        f"{PAGE}/notice", **{"spoken-en": SAID, "spoken-cy": CYMRAEG, "end": END, "read": "1"}
    )
    assert "No words in" not in staff.words and CYMRAEG in staff.words and "Mae'r ty'n brysur" in staff.words
    said, menu = heard_and_read(line)
    assert [(voice, CYMRAEG in words) for voice, words in said] == [(WELSH, True)]
    assert menu.startswith("Muscle Line. Mae'r ty'n brysur heddiw. Atebwch 1 ")


def test_words_for_texters_alone_are_read_and_the_others_said_in_the_first_language(
    line: Flask, staff: Person
) -> None:
    staff.open(PAGE).send(
        f"{PAGE}/notice", **{"spoken-en": SAID, "texted-cy": "Prysur heddiw.", "end": END, "read": "1"}
    )
    assert "No words in Welsh: callers get those in English." in staff.words
    said, menu = heard_and_read(line)
    assert [voice for voice, _ in said] == [ENGLISH]
    assert menu.startswith("Muscle Line. Prysur heddiw. Atebwch 1 ")


def test_a_fault_in_welsh_names_its_box_and_keeps_what_was_typed(staff: Person) -> None:
    fields = {"spoken-en": SAID, "spoken-cy": "Rydym yn brysur.", "texted-cy": CYMRAEG, "end": END}
    staff.open(PAGE).send(f"{PAGE}/notice", **fields, read="1")
    assert staff.status == 422
    assert "Texters read, in Welsh: character 8, 'ŷ'" in staff.words.replace("&#39;", "'")
    assert "Mae&#39;r tŷ&#39;n brysur heddiw.</textarea>" in staff.page
