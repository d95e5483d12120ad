"""The matcher's data of one language, read once from the pack's tables into what the layers look things up in."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import cast

from menus.model import Language
from menus.nearness import Near, near
from menus.normalise import plain_words
from menus.phrases import Grammar, Index, Sets, index, read_phrase

Table = Mapping[str, object]

TIERS = ("strong", "asks", "hints")
"""The kinds of phrases that speak for a topic, the surest first; `names` and `words` stand beside them."""


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Everything that the layers need to know of one language; the safety lists and the topics' words alike."""

    near: Near
    sets: Sets
    stop_words: frozenset[str]
    spelling: Mapping[str, tuple[str, ...]]
    heard: re.Pattern[str]
    heard_as: Mapping[str, str]
    edges: frozenset[str]
    passing: frozenset[str]
    frames: tuple[re.Pattern[str], re.Pattern[str]]
    commands: Mapping[str, str]
    commands_open: Mapping[str, str]
    lists: Mapping[str, Index]
    whole: Mapping[str, tuple[str, ...]]
    evidence: Index
    vetoes: Index
    weights: Mapping[str, int]
    near_whole: tuple[str, ...]
    joiners: frozenset[str]
    requests: tuple[str, ...]
    careful_topics: tuple[str, ...]
    careful_default: tuple[str, ...]


def table(holder: Table, *path: str) -> Table:
    """The table at the end of a path of keys; an empty one when it is not there."""
    for key in path:
        below = holder.get(key, {})
        holder = cast(Table, below) if isinstance(below, Mapping) else {}
    return holder


def strings(holder: Table, key: str) -> tuple[str, ...]:
    """The list of strings under a key; empty when it is not there."""
    below = holder.get(key, ())
    return tuple(str(entry) for entry in below) if isinstance(below, list | tuple) else ()


def spaced(words: Iterable[str]) -> str:
    """Words as phrases are looked for in them: a space before each and one behind the last."""
    return " " + "".join(f"{word} " for word in words)


def plain(text: str) -> str:
    """A pack's entry in the form in which messages are read."""
    return " ".join(plain_words(text))


def sets_of(matching: Table) -> Sets:
    """The named sets of words, `@name` entries opened up."""
    given = {name: strings(table(matching, "sets"), name) for name in table(matching, "sets")}

    def opened(name: str, depth: int = 0) -> tuple[str, ...]:
        if depth > 4:
            return ()
        entries = (
            opened(entry[1:], depth + 1) if entry.startswith("@") else (plain(entry),)
            for entry in given.get(name, ())
        )
        return tuple(dict.fromkeys(chain.from_iterable(entries)))

    return {name: opened(name) for name in given}


def names_of(language: Language, topic: str) -> tuple[str, ...]:
    """What a topic is called by its own file: keyword, synonyms and title, in plain words."""
    its = language.topics[topic]
    return tuple(dict.fromkeys(filter(None, (plain(name) for name in (its.keyword, *its.also, its.title)))))


def fires_alone(language: Language, name: str, clinical: frozenset[str]) -> bool:
    """True when a synonym is telling enough to answer in mid-sentence: it holds a word that is not ordinary English."""
    return any(
        len(word) > 2 and word.isalpha() and (word not in language.ordinary or word in clinical)
        for word in name.split()
    )


def topic_phrases(
    language: Language, matching: Table, stop_words: frozenset[str]
) -> Iterable[tuple[str, str]]:
    """Every phrase that speaks for a topic, with its owner "topic tier"; one of stop words only speaks when alone."""
    clinical = frozenset(strings(matching, "clinical"))
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
            yield _both_numbers(language, name, clinical), f"{topic} {tier}"
        words = dict.fromkeys((*weak, *own))
        telling = (word for word in words if word not in names and not stop_words.issuperset(word.split()))
        for word in telling:
            yield _both_numbers(language, word, clinical), f"{topic} words"


def _both_numbers(language: Language, name: str, clinical: frozenset[str]) -> str:
    """A name as a phrase, singular and plural alike; but a telling plural ("bloods") vouches for no ordinary word."""
    other = name.removesuffix("s") if name.endswith("s") else f"{name}s"
    one_word = name.replace(" ", "_")
    if fires_alone(language, name, clinical) and not fires_alone(language, other, clinical):
        return one_word
    return f"{one_word}/{other.replace(' ', '_')}"


def _whole(language: Language, matching: Table) -> dict[str, tuple[str, ...]]:
    """Every keyword and synonym as one run of letters, and whose it is; a keyword beats another topic's synonym."""
    claims: dict[str, list[str]] = {}
    for topic in language.topics:
        its = table(matching, "topics", topic)
        entries = (*names_of(language, topic), *strings(its, "names"), *strings(its, "words"))
        for entry in dict.fromkeys(plain(entry).replace(" ", "") for entry in entries):
            claims.setdefault(entry, []).append(topic)
    return {entry: tuple(topics) for entry, topics in claims.items() if entry} | _keywords(language)


def _keywords(language: Language) -> dict[str, tuple[str, ...]]:
    """Each keyword as one run of letters, and its topic."""
    return {plain(its.keyword).replace(" ", ""): (its.name,) for its in language.topics.values()}


def _commands(commands: Table) -> dict[str, str]:
    """Each wording of a command as one run of letters, and the command's name."""
    return {plain(wording).replace(" ", ""): name for name in commands for wording in strings(commands, name)}


def _frame(phrases: Iterable[str], grammar: Grammar, template: str) -> re.Pattern[str]:
    """One pattern for all the phrases that may stand round a keyword."""
    bodies = [read_phrase(source, "frame", grammar).expression for source in phrases]
    inside = "|".join(body.removeprefix("(?<= )") for body in sorted(bodies, key=len, reverse=True))
    return re.compile(template.format(inside or "(?!)"))


def _indexed(sources: Iterable[tuple[str, str]], grammar: Grammar) -> Index:
    """The phrases with their owners, ready to be looked for."""
    return index(read_phrase(source, owner, grammar) for source, owner in sources)


def _lists(holder: Table, grammar: Grammar) -> dict[str, Index]:
    """Each table's lists of phrases as "table list" (such as "body alarms")."""
    return {
        f"{name} {key}": _indexed(((source, name) for source in strings(table(holder, name), key)), grammar)
        for name in holder
        for key in ("alarms", "phrases", "guards")
        if key in table(holder, name)
    }


def _words_of(indexes: Iterable[Index], sets: Sets) -> frozenset[str]:
    """Every word that any phrase listens for: what messages are mended towards."""
    phrases = chain.from_iterable(found_in.phrases for found_in in indexes)
    pieces = chain.from_iterable(re.split(r"[\s/]+", phrase.source) for phrase in phrases)
    plain_pieces = chain.from_iterable(plain_words(piece) for piece in pieces if "@" not in piece)
    members = chain.from_iterable(entry.split() for entries in sets.values() for entry in entries)
    return frozenset(chain(plain_pieces, members))


@lru_cache(maxsize=16)
def lexicon(language: Language) -> Lexicon:
    """The matcher's data of `language`, built at first use and kept; raises PhraseError for a phrase it cannot read."""
    matching, safety = table(language.matching, "matching"), table(language.matching, "safety")
    sets = sets_of({"sets": {**table(matching, "sets"), **table(safety, "sets")}})
    stop_words = frozenset(chain.from_iterable(map(plain_words, strings(matching, "stop_words"))))
    sentences = {**safety, **table(matching, "requests"), "automatic": table(matching, "automatic")}
    grammar = Grammar(sets, stop_words)
    lists = _lists(sentences, grammar)
    evidence = _indexed(topic_phrases(language, matching, stop_words), grammar)
    vetoes = _indexed(_vetoes(matching), grammar)
    whole = _whole(language, matching)
    commands = _commands(table(matching, "commands"))
    heard_as = {
        plain(said): plain(str(meant)) for said, meant in table(matching, "heard").items() if plain(said)
    }
    wanted = _words_of((*lists.values(), evidence, vetoes), sets)
    wanted |= set(chain.from_iterable(map(plain_words, _wordings(language, matching))))
    wanted |= set(chain.from_iterable(meant.split() for meant in heard_as.values()))
    names = _long_names(language, evidence, frozenset(strings(matching, "clinical")))
    spelling = {word: plain_words(str(meant)) for word, meant in table(matching, "spelling").items()}
    known = wanted | stop_words | language.ordinary | set(spelling)
    listed = sorted(heard_as, key=len, reverse=True)
    return Lexicon(
        near=near(wanted, names, sets.get("spoken", ()), known, strings(matching, "short")),
        sets=sets,
        stop_words=stop_words,
        spelling=spelling,
        heard=re.compile(f"(?<= )(?:{'|'.join(map(re.escape, listed)) or '(?!)'})(?= )"),
        heard_as=heard_as,
        edges=frozenset(map(plain, strings(matching, "edges"))),
        passing=frozenset(sets.get("passing", ())),
        frames=(
            _frame(strings(matching, "before"), grammar, r"\A (?:{})+"),
            _frame(strings(matching, "after"), grammar, r"(?<= )(?:{})+\Z"),
        ),
        commands=commands,
        commands_open=commands | _commands(table(matching, "when_open")),
        lists=lists,
        whole=whole,
        evidence=evidence,
        vetoes=vetoes,
        weights={topic: _weight(table(matching, "topics", topic)) for topic in language.topics},
        near_whole=tuple(sorted(entry for entry in whole if len(entry) >= 4 and entry.isalpha())),
        joiners=frozenset(strings(matching, "joiners")),
        requests=tuple(table(matching, "requests")),
        careful_topics=strings(table(safety, "careful"), "topics"),
        careful_default=strings(table(safety, "careful"), "default"),
    )


def _wordings(language: Language, matching: Table) -> Iterable[str]:
    """All wordings of commands, keywords and synonyms: their words are known, and mended towards."""
    commands, when_open = table(matching, "commands"), table(matching, "when_open")
    for holder in (commands, when_open):
        for name in holder:
            yield from strings(holder, name)
    for topic in language.topics:
        yield from names_of(language, topic)
        yield from strings(table(matching, "topics", topic), "names")
        yield from strings(table(matching, "topics", topic), "words")


def _long_names(language: Language, evidence: Index, clinical: frozenset[str]) -> frozenset[str]:
    """The single words that name a topic and little else: keywords, medicines. Slips and splits lean to them."""
    named = (phrase.reading for phrase in evidence.phrases if phrase.owner.endswith("names"))
    keywords = chain.from_iterable(plain_words(its.keyword) for its in language.topics.values())
    rare = {word for word in named if word.isalpha() and word not in language.ordinary}
    return frozenset(rare | clinical | set(keywords))


def _weight(its: Table) -> int:
    """How much a topic's own name counts in mid-sentence; more for the special than for the general."""
    weight = its.get("weight", 5)
    return weight if isinstance(weight, int) else 5


def _vetoes(matching: Table) -> Iterable[tuple[str, str]]:
    """Clinical words in another sense: owner "" silences every topic, a topic's name that topic."""
    yield from ((source, "") for source in strings(matching, "veto"))
    for topic in table(matching, "topics"):
        its = table(matching, "topics", topic)
        yield from ((source, topic) for source in strings(its, "veto"))
