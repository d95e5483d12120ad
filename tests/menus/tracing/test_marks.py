"""A mark at the end of a sentence names its facts, and is never said."""

import pytest

from menus.loading.pack import PackError
from menus.model import Pack
from menus.said import look
from menus.tracing.marks import take_off
from menus.tracing.units import statements
from tests.conftest import OPEN
from tests.packs.broken import BONES, Copy, copy


def test_marks_are_taken_off_and_kept() -> None:
    said, marks = take_off("Steroids come first. [T1] Rest. [T2, A4] Text MORE. [-]")
    assert said == "Steroids come first. Rest. Text MORE."
    assert [(said[: mark.at], mark.ids) for mark in marks] == [
        ("Steroids come first.", ("T1",)),
        ("Steroids come first. Rest.", ("T2", "A4")),
        (said, ()),
    ]


@pytest.mark.parametrize("words", ["No mark.", "A word [see below].", "Seven [7]."])
def test_words_in_brackets_are_said_as_they_stand(words: str) -> None:
    assert take_off(words) == (words, ())


@pytest.mark.parametrize("words", ["Rest. [T1", "Rest. []", "Rest. [T1 see]", "Rest. [- T1]"])
def test_a_mark_that_is_not_whole_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match=r"\["):
        take_off(words)


def test_no_mark_is_in_anything_that_is_said(pack: Pack) -> None:
    language = pack.languages["en"]
    every = look(pack, language, OPEN.date()).said
    assert not [said.key for said in every if "[" in said.written + said.full]
    assert not [words for words in (*language.checked.values(), *language.keys.values()) if "[" in words]


def test_a_question_and_its_answer_are_one_statement(pack: Pack) -> None:
    every = statements(look(pack, pack.languages["en"], OPEN.date()))
    found = {(one.key, one.words): one.ids for one in every}
    assert found["text", "Fever or infection? Call your rheumatology team or 111 at once."] == ("A4",)


def test_a_mark_that_is_not_whole_is_a_fault_at_its_place(tmp_path_factory: pytest.TempPathFactory) -> None:
    made: Copy = copy(tmp_path_factory.mktemp("pack"))
    made.swap(BONES, "It is called osteoporosis. [T6]", "It is called osteoporosis. [T6")
    with pytest.raises(PackError) as error:
        made.load()
    assert [(fault.file, fault.key) for fault in error.value.faults] == [(BONES, "spoken[1]")]
