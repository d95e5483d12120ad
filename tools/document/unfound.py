"""Finds how a topic is missed by texts: facts in the document's words, and everyday words that it lacks."""

import re
from collections.abc import Iterator

from menus.matcher.by_words.stems import stem
from menus.matcher.matching import Found, Nothing, Unsure, label
from menus.matcher.matching import match as answer_to
from menus.model import Language, Pack, Topic
from menus.phrasing.normalise import plain_words
from menus.phrasing.tables import strings, table

# How an English document says that something cannot wait.
URGENT = re.compile(
    r"\b(?:999|111|112|9 9 9|1 1 1|urgent(?:ly)?|emergency|at once|straight ?away|right away|immediately|"
    r"same day|A ?(?:&|and) ?E)\b",
    re.IGNORECASE,
)
# So many of each are told at a time: whoever mends these sees others next.
MOST = 8


def facts_not_found(pack: Pack, language: Language, topic: Topic) -> Iterator[tuple[str, str]]:
    """The facts of a topic whose words, sent as a text, would not find the topic.

    Each fact comes with its words and the label of the answer that they get, "NONE" for no answer. A fact
    belongs to the topics that rest on it. If no topic rests on it, it belongs to the topic with its heading.
    Facts whose words get an alarm, or care with a medicine, are left out.
    """
    used = {name for its in language.topics.values() for name in its.source}
    for name, fact in pack.facts.items():
        its = name in topic.source or (name not in used and fact.heading == topic.heading)
        if fact.is_addition or not its:
            continue
        match answer := answer_to(language, fact.words):
            case Found(other) if other != topic.name:
                yield fact.words, label(answer)
            case Unsure(asked) if topic.name not in asked:
                yield fact.words, label(answer)
            case Nothing("unknown"):
                yield fact.words, "NONE"


def everyday_words(language: Language, topic: Topic) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each one-word name of a topic, with other words for the same thing that the topic does not have.

    Words for the same thing are those that matching.toml lists together (`same_words`).
    """
    told = (topic.keyword, *topic.also, topic.title, topic.short, *topic.spoken, topic.text, topic.more)
    has = {stem(word) for words in told for word in plain_words(words)}
    called_so = (plain_words(name) for name in (topic.keyword, *topic.also))
    names = {_one(words[0]): words[0] for words in called_so if len(words) == 1}
    for group in strings(table(language.matching, "matching"), "same_words"):
        its = group.split()
        called = next((names[_one(word)] for word in its if _one(word) in names), None)
        others = tuple(word for word in its if stem(word) not in has)
        if called and others:
            yield called, others


def _one(word: str) -> str:
    """A word without its plural s.

    Its stem would not do, because different words may share a stem: "carer" and "car".
    """
    return word.removesuffix("s")


def alarms_named(pack: Pack, topic: Topic) -> tuple[str, ...]:
    """The ids of a topic's facts that tell of an emergency.

    A topic's facts are its sources, and all facts under its heading.
    """
    facts = (
        (name, fact)
        for name, fact in pack.facts.items()
        if not fact.is_addition and (name in topic.source or fact.heading == topic.heading)
    )
    return tuple(name for name, fact in facts if URGENT.search(fact.words))
