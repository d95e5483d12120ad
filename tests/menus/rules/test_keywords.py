"""The words that people text for a topic: how they are written, and whose a word is that two topics have."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest

from menus.model import Fault, Pack
from menus.rules import keyword
from menus.said import Look, look

TODAY = date(2026, 6, 1)
SYNONYMS = ("one", "two", "three")


@pytest.fixture(scope="module")
def seen(pack: Pack) -> Look:
    return look(pack, pack.languages["en"], TODAY)


def with_topics(seen: Look, code: str = "en", **words: tuple[str, ...]) -> Look:
    """A pack with these topics alone, each with its keyword and its synonyms."""
    of = seen.language.topics["bones"]
    topics = {
        name: replace(of, name=name, keyword=first, also=tuple(also))
        for name, (first, *also) in words.items()
    }
    return replace(seen, language=replace(seen.language, code=code, topics=topics), said=())


def told(rule: Callable[[Look], Iterator[Fault]], seen: Look) -> list[str]:
    return [str(fault) for fault in rule(seen)]


@pytest.mark.parametrize(
    ("code", "word", "fits"),
    [
        ("en", "BONES", True),
        ("en", "Bones", False),
        ("en", "CŴN", False),  # who texts in English has no such letter
        ("en-GB", "CŴN", False),
        ("cy", "CWN", True),
        ("cy", "CŴN", True),
        ("cy", "Cŵn", False),
        ("cy", "CŴN A", False),
        ("cy", "CŴN1", False),
        ("cy", "", False),
        ("he", "עצמות", True),  # a script without capitals
    ],
)
def test_a_keyword_is_one_word_of_capitals_of_its_language(
    seen: Look, code: str, word: str, fits: bool
) -> None:
    says = f'{code}/topics/bones.toml: keyword: "{word}" is not one word of capital letters'
    expected = [] if fits else [f"{says}: write it like BONES (R26)"]
    assert told(keyword.keywords, with_topics(seen, code, bones=(word, *SYNONYMS))) == expected


@pytest.mark.parametrize(
    ("first", "second", "at"),
    [
        # the topic keeps the word that is like its name, whichever of the two stands first
        (("BONES", "exercise"), ("EXERCISE", "move"), ("bones", "also", "exercise")),
        (("BONES", "thin"), ("EXERCISE", "bones"), ("exercise", "also", "bones")),
        (("EXERCISE", "thin"), ("MOVE", "exercise"), ("bones", "keyword", "EXERCISE")),
        (("BONES", "zzz"), ("EXERCISE", "zzz"), ("exercise", "also", "zzz")),
        (("BONES", "Zzz!"), ("ZZZ",), ("exercise", "keyword", "ZZZ")),
        (("BONES", "bones", "thin"), ("EXERCISE",), None),
    ],
)
def test_a_word_of_two_topics_is_left_to_the_one_whose_name_is_more_like_it(
    seen: Look, first: tuple[str, ...], second: tuple[str, ...], at: tuple[str, str, str] | None
) -> None:
    found = told(keyword.collisions, with_topics(seen, bones=first, exercise=second))
    if at is None:
        assert found == []
    else:
        name, key, word = at
        other = "exercise" if name == "bones" else "bones"
        says = f'"{word}" is also a word of en/topics/{other}.toml: leave it to one of the two (R26)'
        assert found == [f"en/topics/{name}.toml: {key}: {says}"]


@pytest.mark.parametrize(
    ("words", "key", "of"),
    [
        (("STOPP", "thin"), "keyword", "STOP"),
        (("BONES", "stopp"), "also", "STOP"),
        (("MENU", "menus"), "", ""),  # a topic's own keyword may be a command, and its synonyms near it
    ],
)
def test_a_word_that_is_nearly_a_command_is_told_at_its_key(
    seen: Look, words: tuple[str, ...], key: str, of: str
) -> None:
    says = f'"{words[key == "also"]}" is one slip from {of}, which means something else'
    expected = [f"en/topics/bones.toml: {key}: {says}: choose another word (R26)"] if key else []
    assert told(keyword.near_commands, with_topics(seen, bones=words)) == expected


def test_a_synonym_that_is_the_keyword_or_nothing_is_none(seen: Look) -> None:
    def lacks(*also: str) -> list[str]:
        return told(keyword.keywords, with_topics(seen, bones=("BONES", *also)))

    says = "en/topics/bones.toml: also: 2 synonyms, 1 too few: add other words that people use for it (R26)"
    assert lacks(*SYNONYMS) == []
    assert lacks("one", "two", "Bones") == lacks("one", "two", " ") == lacks("one", "two", "Two") == [says]
