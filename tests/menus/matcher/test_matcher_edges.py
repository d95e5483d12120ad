"""The matcher at its edges: so many words, so many letters, and not one more."""

from typing import Any

import pytest

from menus.matcher.answers import label
from menus.matcher.matching import match
from menus.matcher.unwrap import visible
from menus.model import Language
from menus.phrasing.lexicon import lexicon


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("thats what i meant thats what i meant", "YES"),
        ("yes thats what i meant yes thats what i meant", "NONE"),
        ("menu menu", "MENU"),
        ("exercis", "EXERCISE"),
        ("excercises", "EXERCISE"),
        ("imunoglobln", "IMMUNOGLOBULIN"),
        ("bonse", "?BONES"),
        ("physi", "?PHYSIO"),
    ],
)
def test_what_is_nearly_a_word_of_ours_is_known_by_its_length(
    english: Language, words: str, answer: str
) -> None:
    assert label(match(english, words)) == answer


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a  b", "a b"),
        ("a \t b", "a b"),
        ("a\n\n\nb", "a\n\nb"),
        ("a\r\n\r\nb", "a\n\nb"),
        ("a b", "a b"),
        ("a\u200bb", "ab"),
        ("é\u200b", "é"),
    ],
)
def test_blanks_in_a_row_are_one(text: str, seen: str) -> None:
    assert visible(text) == seen


def test_every_list_of_phrases_of_the_pack_is_heard(english: Language) -> None:
    held: Any = english.matching["matching"]
    lists = lexicon(english).lists
    for name in (
        "automatic",
        "machines",
        "own_number",
        "stop_alone",
        "stop_beside",
        "stop_perhaps",
        "stop_plain",
        "texts_wanted",
        "our_texts",
        "goes_on",
        "not_ours",
    ):
        assert len(lists[f"{name} phrases"].phrases) >= len(held[name]["phrases"]) > 0, name
    for name, given in held["requests"].items():
        assert len(lists[f"{name} phrases"].phrases) >= len(given["phrases"]) > 0, name
    for name, given in held["best_time"].items():
        assert len(lists[f"{name}_time phrases"].phrases) >= len(given["phrases"]) > 0, name
