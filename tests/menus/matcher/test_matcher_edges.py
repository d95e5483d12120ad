"""The matcher at its edges: so many words, so many letters, and not one more."""

from dataclasses import replace
from typing import Any

import pytest

from menus.matcher.answers import label
from menus.matcher.matching import match
from menus.matcher.unwrap import visible
from menus.matcher.whole_message import keyword_beside, keyword_topics
from menus.model import Language
from menus.phrasing.lexicon import Lexicon, lexicon
from menus.phrasing.reading import read


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
        ("fatigeu", "?RECOVERY"),  # a name of seven letters is asked about, one of eight is answered
        ("wo are you", "ABOUT"),
        ("axe you real", "?ABOUT"),  # plain words all
    ],
)
def test_what_is_nearly_a_word_of_ours_is_known_by_its_length(
    english: Language, words: str, answer: str
) -> None:
    assert label(match(english, words)) == answer


@pytest.fixture(scope="module")
def two(english: Language) -> Lexicon:
    """The lexicon of two topics that have a name nearly alike."""
    names = {"bones": ("spotted dog",), "steroids": ("spotted dig",)}
    topics = {topic: replace(english.topics[topic], also=also) for topic, also in names.items()}
    return lexicon(replace(english, topics=topics, matching={"matching": {"joiners": ["and"]}}))


@pytest.mark.parametrize(
    ("words", "topics", "asks"),
    [
        ("spotted dxg", ("steroids", "bones"), True),  # as near to one as to the other
        ("spotted dogx", ("bones",), False),
        ("xxpotted dxgx", (), False),  # four slips
        ("a b c d e f g", (), False),  # too many words
        ("zzz", (), False),  # too short
        ("z" * 31, (), False),  # too long
        ("spotted dxg 4", (), False),  # no letter
    ],
)
def test_a_name_that_is_nearest_is_meant_and_of_two_as_near_neither_is_guessed(
    two: Lexicon, words: str, topics: tuple[str, ...], asks: bool
) -> None:
    assert keyword_topics(two, read(two, words)) == (topics, asks)


THIRTY = "plitzingquommsnarfedquabblezor"


@pytest.fixture(scope="module")
def made_up(english: Language) -> Lexicon:
    """The lexicon of topics that are named in words of no language, of 4 to 30 letters."""
    names = {
        "bones": ("quab", "zorbs", "quabbles"),
        "flare": ("snarfedquom", "plitzingquom", "mirfle"),
        "steroids": (THIRTY, "mirfle"),
    }
    topics = {topic: replace(english.topics[topic], also=also) for topic, also in names.items()}
    return lexicon(replace(english, topics=topics, matching={"matching": {"joiners": ["and"]}}))


@pytest.mark.parametrize(
    ("words", "topics", "asks"),
    [
        ("quax", ("bones",), True),  # one slip in four letters, two from five on, three from twelve on
        ("qxax", (), False),
        ("qua", (), False),
        ("qu az", ("bones",), True),
        ("q ua", (), False),
        ("zoxxs", ("bones",), True),
        ("quab blez", ("bones",), False),
        ("zxxxs", (), False),
        ("snarxxdquom", ("flare",), False),
        ("snxrxedqxom", (), False),
        ("plxtzxngqxom", ("flare",), False),
        ("plxtzxngqxox", (), False),
        (f"{THIRTY[:15]} {THIRTY[15:-1]}x", ("steroids",), False),  # up to thirty letters
        (f"{THIRTY[:15]} {THIRTY[15:]}x", (), False),
        ("pl it zi ng qu ox", ("flare",), False),  # up to six words
        ("pl it zi ng qu o x", (), False),
        ("zorbs and snarfed quom", ("bones", "flare"), False),  # a list of names, each in full
        ("snarfed quom and zorbs and quab", ("flare", "bones"), False),
        ("zorbs and quab", ("bones",), False),
        ("zorbs and mirfle", ("bones", "flare"), False),  # of two that share a name the first
        ("so it", (), False),  # four letters of plain words
        ("and zorbs and", (), True),
        ("zorbs and snarfed", (), False),
        ("zorbs snarfed quom", (), False),
    ],
)
def test_a_message_is_a_name_within_some_slips_or_a_list_of_names(
    made_up: Lexicon, words: str, topics: tuple[str, ...], asks: bool
) -> None:
    assert keyword_topics(made_up, read(made_up, words)) == (topics, asks)


def test_of_many_names_as_near_each_topic_is_meant(english: Language) -> None:
    names = {"bones": tuple(f"spotted d{letter}g" for letter in "abcdefgh"), "flare": ("spotted dzg",)}
    topics = {topic: replace(english.topics[topic], also=also) for topic, also in names.items()}
    data = lexicon(replace(english, topics=topics, matching={"matching": {}}))
    assert keyword_topics(data, read(data, "spotted dxg")) == (("bones", "flare"), True)


@pytest.mark.parametrize(
    ("words", "topics"),
    [
        ("I am deaf, please text. EXERCISE", ("exercise",)),
        ("I am deaf, please text. Exer cise.", ("exercise",)),
        ("Hello! BONES\n", ("bones",)),
        ("EXERCISE", ()),
        ("EXERCISE.", ()),
        ("I am deaf. EXERCISE. BONES", ()),
        ("I am deaf. please text", ()),
    ],
)
def test_one_keyword_as_a_sentence_beside_others_is_meant(
    english: Language, words: str, topics: tuple[str, ...]
) -> None:
    assert keyword_beside(lexicon(english), words) == topics


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
