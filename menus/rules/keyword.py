"""Rules for the words that people text: keywords and synonyms, and their distance from commands.

The rule is R26.
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from menus.matcher.commands import TAKEN, one_edit, same
from menus.model import Fault, Topic
from menus.multilingual.offered import is_english
from menus.said import Look

LONGEST, LONGEST_OFFERED, FEWEST_SYNONYMS = 14, 12, 3
# Texts that name a topic which the person has just written about.
ASKED = ("ask_one", "ask_two", "careful", "worried", "worried_owed", "urgent_at_once", "why")
NAME_WHAT_WAS_ASKED = tuple(f"text.{name}" for name in ASKED)
SHORTEST_COMMAND = 3  # letters of a command to which a word may be too near; for NO it must be the same


def keywords(look: Look) -> Iterator[Fault]:
    """Check that a keyword is one word of at most 14 capital letters, with at least 3 synonyms (R26)."""
    for topic in look.language.topics.values():
        word, file = topic.keyword, look.file(topic)
        if not re.fullmatch(r"[A-Z]+", word) and (is_english(look.language) or not _is_word(word)):
            yield Fault(
                file, "keyword", f'"{word}" is not one word of capital letters', "write it like BONES (R26)"
            )
        if len(word) > LONGEST:
            yield Fault(
                file, "keyword", f"{len(word)} letters, {len(word) - LONGEST} over", "shorten it (R26)"
            )
        others = {same(synonym) for synonym in topic.also} - {same(word), ""}
        if len(others) < FEWEST_SYNONYMS:
            says = f"{len(others)} synonyms, {FEWEST_SYNONYMS - len(others)} too few"
            yield Fault(file, "also", says, "add other words that people use for it (R26)")


def _is_word(word: str) -> bool:
    """Whether a keyword is one word of letters, which are capitals if its script has any."""
    return word.isalpha() and word == word.upper()


def offered_keyword(look: Look) -> Iterator[Fault]:
    """Check that texts tell people to send a keyword only if it has at most 12 letters (R26)."""
    for topic in look.language.topics.values():
        for said in look.said if len(topic.keyword) > LONGEST_OFFERED else ():
            elsewhere = said.channel == "text" and said.topic != topic.name
            if (
                elsewhere
                and re.search(rf"\b{re.escape(topic.keyword)}\b", said.full)
                and said.key not in NAME_WHAT_WAS_ASKED
            ):
                says = f"tells to text {topic.keyword}: {len(topic.keyword)} letters"
                yield Fault(said.file, said.key, says, "name a shorter synonym of it (R26)")


def collisions(look: Look) -> Iterator[Fault]:
    """Check that no two topics have the same keyword or synonym (R26).

    Of two topics with the same word, the one whose name is less similar to the word gets the fault.
    """
    claimed: dict[str, tuple[Topic, str, str]] = {}
    for topic in look.language.topics.values():
        for key, word in _words(topic):
            other, its, theirs = claimed.setdefault(same(word), (topic, key, word))
            if other is not topic:
                if _alike(word, topic.name) > _alike(word, other.name):
                    topic, other, key, word = other, topic, its, theirs
                says = f'"{word}" is also a word of {look.file(other)}'
                yield Fault(look.file(topic), key, says, "leave it to one of the two (R26)")


def _alike(word: str, name: str) -> float:
    return SequenceMatcher(None, same(word), name).ratio()


def near_commands(look: Look) -> Iterator[Fault]:
    """Find each keyword or synonym of a topic that is a command, or one slip away from one (R26).

    A slip is a letter more, less or changed, or two swapped. A command of 1 or 2 letters finds only words
    equal to it. A command that is itself the topic's keyword is not looked for.
    """
    for topic in look.language.topics.values():
        for key, says in commands_near(topic):
            yield Fault(look.file(topic), key, says, "choose another word (R26)")


def commands_near(topic: Topic) -> Iterator[tuple[str, str]]:
    """The keywords and synonyms of a topic that are a command, or one slip away from one (R26).

    Each is given as its key in the topic's file ("also"), and what is wrong with it. A command that is itself
    the topic's keyword is not looked for.
    """
    for key, word in _words(topic):
        form = same(word)
        # a short synonym is one letter from half the language: there only the same word is in the way
        for command in sorted(TAKEN - {same(topic.keyword)}):
            if one_edit(form, command) if len(command) >= SHORTEST_COMMAND else form == command:
                yield key, f'"{word}" is one slip from {command.upper()}, which means something else'


def _words(topic: Topic) -> tuple[tuple[str, str], ...]:
    return (("keyword", topic.keyword), *(("also", word) for word in topic.also))
