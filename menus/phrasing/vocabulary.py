"""The names of topics (keywords, synonyms, titles), as phrases to find and as whole messages."""

from collections.abc import Iterable
from typing import Any

from menus.model import Language
from menus.phrasing.nearness import SHORTEST
from menus.phrasing.tables import Table, plain, strings, table

# Owners of a veto: it silences every topic, or every one that the message does not name outright.
ALL, DESCRIBED = "", "*"

# Letters of the shortest word that can make a synonym telling.
WORD = 3

# The kinds of phrases that speak for a topic, the surest first; `names` and `words` stand beside them.
TIERS = ("strong", "asks", "hints")


def names_of(language: Language, topic: str) -> tuple[str, ...]:
    """The names in a topic's own file, in plain words: keyword, synonyms and title."""
    its = language.topics[topic]
    return tuple(dict.fromkeys(filter(None, (plain(name) for name in (its.keyword, *its.also, its.title)))))


def fires_alone(language: Language, name: str, clinical: frozenset[str]) -> bool:
    """Whether this name of a topic, found in a sentence, is reason enough to answer with the topic.

    It is if one word of the name has at least 3 letters, and is no ordinary word of the language or is in
    `clinical`. Words in `clinical` are ordinary words with a single meaning in this pack.
    """
    return any(
        len(word) >= WORD and word.isalpha() and (word not in language.ordinary or word in clinical)
        for word in name.split()
    )


def topic_phrases(
    language: Language, matching: Table, stop_words: frozenset[str], clinical: frozenset[str]
) -> Iterable[tuple[str, str]]:
    """Every phrase that is evidence for a topic, as (the phrase, its topic and its kind: "bones names").

    A name of only common words (`stop_words`) is left out: it counts only as a whole message. `matching` is
    the table of matching.toml. `clinical` are words with a single meaning in this pack.
    """
    for topic in language.topics:
        its = table(matching, "topics", topic)
        for tier in TIERS:
            yield from ((source, f"{topic} {tier}") for source in strings(its, tier))
        weak = {plain(word) for word in strings(its, "words")}
        own = [name for name in names_of(language, topic) if name not in weak]
        sure = [name for name in own if fires_alone(language, name, clinical)]
        names = dict.fromkeys((*map(plain, strings(its, "names")), *sure))
        for name in names:
            tier = "names" if fires_alone(language, name, clinical) else "terms"
            yield both_numbers(language, name, clinical), f"{topic} {tier}"
        words = dict.fromkeys((*weak, *own))
        telling = (word for word in words if word not in names and not stop_words.issuperset(word.split()))
        for word in telling:
            yield both_numbers(language, word, clinical), f"{topic} words"


def both_numbers(language: Language, name: str, clinical: frozenset[str]) -> str:
    """The phrase that finds a name in singular and plural, or only as it is given.

    Only the form `name` is found if this form tells of the topic, and the other form is an ordinary word. So
    "bloods" does not find "blood" if only "bloods" is in `clinical` (words with a single meaning here).
    """
    other = name.removesuffix("s") if name.endswith("s") else f"{name}s"
    one_word = name.replace(" ", "_")
    if fires_alone(language, name, clinical) and not fires_alone(language, other, clinical):
        return one_word
    return f"{one_word}/{other.replace(' ', '_')}"


def _whole_messages(language: Language, matching: Table) -> dict[str, tuple[str, ...]]:
    """The topics for each keyword, synonym and name that may be a whole message.

    The keys are words run together ("alertcard"). A topic's own keyword means that topic alone, even if
    another topic has it as a synonym.
    """
    claims: dict[str, list[str]] = {}
    for topic in language.topics:
        its = table(matching, "topics", topic)
        entries = (*names_of(language, topic), *strings(its, "names"), *strings(its, "words"))
        for entry in dict.fromkeys(plain(entry).replace(" ", "") for entry in entries):
            claims.setdefault(entry, []).append(topic)
    return {entry: tuple(topics) for entry, topics in claims.items() if entry} | _keywords(language)


def _keywords(language: Language) -> dict[str, tuple[str, ...]]:
    """The topic of each keyword; the keywords are run together ("alertcard")."""
    return {plain(its.keyword).replace(" ", ""): (its.name,) for its in language.topics.values()}


def wordings(language: Language, matching: Table) -> Iterable[str]:
    """All wordings of commands and all names of topics; misspelt words in messages become these words.

    `matching` is the table of matching.toml; more names are in the topics' own files.
    """
    commands, when_open = table(matching, "commands"), table(matching, "when_open")
    for holder in (commands, when_open):
        for name in holder:
            yield from strings(holder, name)
    for topic in language.topics:
        yield from names_of(language, topic)
        yield from strings(table(matching, "topics", topic), "names")
        yield from strings(table(matching, "topics", topic), "words")


def vetoes(matching: Table) -> Iterable[tuple[str, str]]:
    """The vetoes of matching.toml: phrases that keep a topic from answering, each with the name of the topic.

    In place of a topic's name may stand ALL, for every topic, or DESCRIBED, for every topic that the message
    does not name. A veto uses a clinical word in another sense ("blood sausage"), or is on another subject.
    """
    yield from ((source, ALL) for source in strings(matching, "veto"))
    yield from ((source, DESCRIBED) for source in strings(matching, "subjects"))
    for topic in table(matching, "topics"):
        its = table(matching, "topics", topic)
        yield from ((source, topic) for source in strings(its, "veto"))


def _weight(its: Table) -> int:
    """The weight of a topic's name in a sentence as evidence: `weight` in the topic's table, else 5."""
    given = its.get("weight")
    return given if isinstance(given, int) else 5


def topics_named(language: Language, matching: Table) -> dict[str, Any]:
    """The fields of a `Lexicon`, by name, that hold the names of topics, as whole messages and in sentences.

    `matching` is the table of matching.toml.
    """
    whole = _whole_messages(language, matching)
    return {
        "whole": whole,
        "near_whole": tuple(sorted(entry for entry in whole if len(entry) >= SHORTEST and entry.isalpha())),
        "keywords": {entry: topic for entry, (topic,) in _keywords(language).items()},
        "weights": {topic: _weight(table(matching, "topics", topic)) for topic in language.topics},
    }
