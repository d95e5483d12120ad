"""What texts alone are held to: their letters, the words that they tell people to text, and their name."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest

from menus.model import Fault, Pack
from menus.rules import texted
from menus.said import Look, Said, look

TODAY = date(2026, 6, 1)


@pytest.fixture(scope="module")
def seen(pack: Pack) -> Look:
    """A pack with the topics bones and exercise."""
    seen = look(pack, pack.languages["en"], TODAY)
    topics = {name: seen.language.topics[name] for name in ("bones", "exercise")}
    topics["exercise"] = replace(topics["exercise"], also=("ribs",))
    return replace(seen, language=replace(seen.language, topics=topics), said=())


def saying(seen: Look, words: str, key: str = "text.menu", channel: str = "text") -> Look:
    return replace(seen, said=(Said("f", key, words, words, channel),))  # type: ignore[arg-type]


def told(rule: Callable[[Look], Iterator[Fault]], seen: Look) -> list[str]:
    return [str(fault) for fault in rule(seen)]


@pytest.mark.parametrize(
    ("words", "channel", "lacks"),
    [
        ("Text BONES.", "text", []),
        ("Text RIBS, MENU or STOP.", "text", []),
        ("Text SKELETON.", "text", ["SKELETON"]),
        ("Send the one word SKELETON.", "text", ["SKELETON"]),
        ("Text BONES, SKELETON or SKULL and TOES.", "text", ["SKELETON", "SKULL", "TOES"]),
        ("For more, TEXT SKELETON. Or text SKULL.", "text", ["SKELETON", "SKULL"]),
        ("Text SKELETON.", "call", []),
        ("Text SKELETON to 85258.", "text", []),  # that is to somebody else
        ("We only text SKELETON.", "text", []),
        ("Text skeleton, or text A.", "text", []),
        ("Context SKELETON.", "text", []),
        ("SKELETON is text.", "text", []),
    ],
)
def test_what_people_are_told_to_text_is_answered(
    seen: Look, words: str, channel: str, lacks: list[str]
) -> None:
    assert told(texted.invitations, saying(seen, words, channel=channel)) == [
        f"f: text.menu: tells to text {word}, which no topic answers to: mend it" for word in lacks
    ]
    silent = replace(seen, language=replace(seen.language, checks={}))
    assert told(texted.invitations, saying(silent, words, channel=channel)) == []


def test_a_letter_that_no_plain_text_holds_is_told_alone_or_is_paid_for(seen: Look) -> None:
    """Its text is longer for that letter alone, so nothing else is told of it."""
    for count in (201, 306):
        foreign = saying(seen, "ŷ" * count)
        assert len(told(texted.characters, foreign)) == 1 and told(texted.lengths, foreign) == []
    paying = replace(seen, language=replace(seen.language, parts=4))
    assert told(texted.characters, saying(paying, "ŷ" * 201)) == []


@pytest.mark.parametrize("word", ["femur", "tibia", "ribs", "bones"])
def test_a_line_is_not_named_after_what_people_have(seen: Look, word: str) -> None:
    """Words with sounds are of the field: those that a topic says, or is texted by, name a condition."""
    language = replace(seen.language, pronunciation=dict.fromkeys((word, "tamar"), "x"))
    said = (
        Said("f", "spoken[1]", "The femur.", "", "call", "bones"),
        Said("f", "more", "The tibia.", "", "text", "bones"),
        Said("f", "call.end", "The tamar.", "", "call"),
    )
    named = replace(seen, language=language, said=said, pack=replace(seen.pack, service=f"{word.title()} 1"))
    mend = "choose a name that names no condition, and no word that a carrier acts on (R25)"
    assert told(texted.service_name, named) == [f'menu.toml: service: holds "{word}": {mend}']
    place = replace(named, pack=replace(named.pack, service="Tamar"))
    assert told(texted.service_name, place) == []


@pytest.mark.parametrize(
    ("letter", "name"), [("ŷ", "latin small letter y with circumflex"), ("\ue000", "u+e000")]
)
def test_a_letter_is_told_by_its_name_or_its_number(seen: Look, letter: str, name: str) -> None:
    assert told(texted.characters, saying(seen, f"ab{letter}")) == [
        f"f: text.menu: character 3, {letter!r}, is {name}, which a plain text cannot hold: "
        "type a plain one in its place (R24)"
    ]
