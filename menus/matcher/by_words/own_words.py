"""Makes the word ear of a pack's language from what the pack itself says of its topics; nothing is learnt."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from menus.blanks import BLANK
from menus.facts.fact import Fact
from menus.matcher.by_words.stems import stem
from menus.matcher.by_words.word_ear import WordEar
from menus.messages.written import written
from menus.model import Language, Topic
from menus.phrasing.normalise import plain_words
from menus.phrasing.tables import strings, table
from menus.phrasing.vocabulary import TIERS

# How much a word counts for a topic where it stands: in its names, in phrases and messages that lead to it,
# in what it says and the facts that this rests on, and in other facts under the same heading. Other
# weights that were tried on four packs changed two or three answers in a hundred.
NAMES, LEADS, SAYS, BESIDE = 5.0, 2.0, 1.0, 0.5

# How often a word must count for half its weight.
HALF = 6.0

# What an everyday word for another one counts of that one's weight.
EVERYDAY = 0.4

# Times in a thousand words from which on a word of English tells nothing but that it is English, and what is
# left of its weight then; by a thousand times rarer words tell all that they can.
COMMON, LEFT, RARER = 1e-3, 0.25, 3

# A weight of 1 as the ear has it.
ONE = 100


def word_ear_of(
    language: Language, facts: Mapping[str, Fact], topics: tuple[str, ...], shares: Mapping[str, float]
) -> WordEar | None:
    """Make the word ear of a language for some of its `topics`; None for fewer than two.

    `facts` are the pack's, by id. `shares` gives for ordinary words of English how large a part each is of
    all words that people use, from 0 to 1.
    """
    if len(topics) < 2:  # noqa: PLR2004, there is nothing to choose from
        return None
    matching = table(language.matching, "matching")
    silent = frozenset(chain.from_iterable(map(plain_words, strings(matching, "stop_words"))))
    counts: dict[str, dict[str, float]] = {}
    common = dict[str, float]()
    for place, words, counting in _told(language, facts, topics):
        for word in words:
            if len(word) > 1 and word.isalpha() and word not in silent:
                its = counts.setdefault(stem(word), dict.fromkeys(topics, 0.0))
                its[place] += counting
                share = shares.get(word, 0.0)
                common[stem(word)] = max(common.get(stem(word), share), share)
    weights = {one: _weights(tuple(its.values()), common[one]) for one, its in counts.items()}
    return WordEar(topics, weights | _same_words(strings(matching, "same_words"), weights), silent)


def _weights(counts: tuple[float, ...], share: float) -> tuple[int, ...]:
    """The weight of a word for each topic: higher if few topics have the word, and if the word is rare.

    `counts` is how often each topic has the word (weighted), `share` its part of all English words.
    """
    most = max(counts)
    telling = math.log((len(counts) + 0.5) * most / sum(counts))
    rare = math.log10(COMMON / max(share, COMMON / 10**RARER)) / RARER
    return tuple(round(ONE * telling * max(LEFT, rare) * one / (one + HALF)) for one in counts)


def _same_words(groups: Iterable[str], weights: Mapping[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    """The weights of everyday words that mean the same as a topic's word, such as "loo" for "toilet".

    Each of `groups` is a text of words with one meaning. `weights` has the weights of the topics' own words.
    Both `weights` and the result are by the stem of the word, with one weight for each topic. A topic's
    own word that is also in a group gets, for each topic, the highest of its own weight and the group's.
    """
    found: dict[str, tuple[int, ...]] = {}
    for group in groups:
        stems = dict.fromkeys(map(stem, group.split()))
        for one in stems:
            rows = [
                tuple(round(EVERYDAY * its) for its in weights[other]) for other in stems if other in weights
            ]
            if rows:
                had = found.get(one) or weights.get(one) or rows[0]
                found[one] = tuple(map(max, zip(had, *rows, strict=True)))
    return found


def _told(
    language: Language, facts: Mapping[str, Fact], topics: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, ...], float]]:
    """Each text in a pack that tells of a topic, as (the topic's name, the text's words, a word's weight)."""
    matching = table(language.matching, "matching")
    for name in topics:
        its = language.topics[name]
        for words in (its.keyword, *its.also, its.title, its.option, its.short):
            yield name, plain_words(words), NAMES
        lists = table(matching, "topics", name)
        for phrase in chain.from_iterable(strings(lists, tier) for tier in (*TIERS, "names", "words")):
            yield name, plain_words(_said(phrase)), LEADS
        for words in (*its.spoken, its.text, its.more):
            yield name, plain_words(BLANK.sub(" ", words)), SAYS
    yield from _rows(language, topics)
    yield from _facts([language.topics[name] for name in topics], facts)


def _said(phrase: str) -> str:
    """A phrase of matching.toml as bare words, without the names of sets of words ("@body")."""
    return " ".join(piece for piece in phrase.replace("_", " ").replace("/", " ").split() if "@" not in piece)


def _rows(language: Language, topics: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...], float]]:
    """Each of the pack's own messages on a topic, as (name of the topic, its words, weight of a word)."""
    named = {language.topics[name].keyword: name for name in topics}
    for row in written(language.messages):
        led = [named[word] for word in (*sorted(row.right), row.of) if word in named]
        for name in led if not row.to_write else ():
            yield name, plain_words(row.text), LEADS / len(led)


def _facts(topics: list[Topic], facts: Mapping[str, Fact]) -> Iterator[tuple[str, tuple[str, ...], float]]:
    """The facts that topics rest on and, counting less, other facts under their headings, and the headings.

    Each result has the name of the topic, the words, and how much each word counts for the topic.
    """
    under: dict[str, Counter[str]] = {}
    for its in topics:
        for fact in (facts[one] for one in its.source if one in facts and not facts[one].is_addition):
            yield its.name, plain_words(fact.words), SAYS
            under.setdefault(fact.heading, Counter())[its.name] += 1
    for fact in facts.values():
        shared = under.get(fact.heading, Counter())
        for name, times in shared.items():
            yield name, plain_words(fact.words), BESIDE * times / shared.total()
    for heading, shared in under.items():
        for name in shared:
            yield name, plain_words(heading), BESIDE
