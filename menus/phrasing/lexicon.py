"""The matcher's data for one language: the pack's tables, prepared for quick look-ups."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import chain
from typing import Any

from menus.model import Language
from menus.phrasing.field import (
    by_themselves,
    clinical_words,
    field_words,
    long_names,
    medicines,
    own_evidence,
    with_medicines,
)
from menus.phrasing.frames import frames
from menus.phrasing.nearness import Near, build_near
from menus.phrasing.normalise import plain_words
from menus.phrasing.phrase_lists import alarms_and_guards, index_sources, other_lists, words_in
from menus.phrasing.phrases import Grammar, Index, forget_elements
from menus.phrasing.tables import Table, plain, sets_of, spaced, strings, table
from menus.phrasing.vocabulary import topic_phrases, topics_named, vetoes, wordings

# Letters of the shortest slip that is itself worth mending to: a typo of a known slip. With 7 one answer of
# tests/messages.tsv goes wrong.
LONG_SLIP = 6


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The matcher's data for one language, made from the pack's tables; wordings are in plain words.

    - Commands: `commands` maps wordings to names; `commands_open` also has those that count only while a
      question of ours is open. `requests` are the commands that a sentence may ask for, in the order of
      trial.
    - Topics: `keywords` and `whole` (with synonyms) map whole messages to topics. A mistyped message may mean
      an entry of `near_whole`. Phrases of `evidence` speak for topics, and phrases of `vetoes` silence them.
      `weights` tells how much a topic's name counts in a sentence.
    - Alarms: `guards` and `everyday` only sound like `alarms`. `lists` has all other lists of phrases.
    - Safety reply: `careful_topics` may be offered; `careful_default` if the message names no medicine.
    - Words: `near`, `spelling` and `misheard_as` correct them. `edges`, `passing` and `skipped` may be left
      out.
    """

    near: Near  # what slips are mended towards
    grammar: Grammar  # what phrases are read with
    stop_words: frozenset[str]  # say nothing: "the"
    spelling: Mapping[str, tuple[str, ...]]  # a known slip, and the words it stands for
    misheard: re.Pattern[str]  # finds what speech recognition makes of a name
    misheard_as: Mapping[str, str]  # what was found, and what was meant
    edges: frozenset[str]  # greetings and thanks
    passing: frozenset[str]  # may be left out of a sentence: "really"
    skipped: frozenset[str]  # left out of a telegram: "the"
    frames: tuple[re.Pattern[str], re.Pattern[str]]  # before a keyword ("tell me about"), and behind it
    commands: Mapping[str, str]  # a command's wording, run together, and its name
    commands_open: Mapping[str, str]  # with those that count only while a question of ours is open
    alarms: Index
    guards: Index  # only sound like alarms
    everyday: Index  # of the pack's field: no alarm where nothing else is one
    lists: Mapping[str, Index]  # all other lists of phrases, by "table list": "careful alarms"
    whole: Mapping[str, tuple[str, ...]]  # a keyword or synonym, run together, and its topics
    keywords: Mapping[str, str]  # a topic's own keyword, run together, and the topic
    evidence: Index  # phrases that speak for a topic, owner "topic tier"
    vetoes: Index  # phrases that silence topics
    weights: Mapping[str, int]  # how much a topic's name counts in mid-sentence
    near_whole: tuple[str, ...]  # of `whole`, what a mistyped message may have meant
    joiners: frozenset[str]  # part two keywords: "and"
    requests: tuple[str, ...]  # commands that a sentence may ask for, in the order in which they are tried
    careful_topics: tuple[str, ...]  # may be offered by the safety reply
    careful_default: tuple[str, ...]  # are, where the message names no medicine
    matching: Table  # the pack's own table, for all else
    stopped: re.Pattern[str] | None = None  # finds words that staff have taken off the air (R57)


@lru_cache(maxsize=16)
def lexicon(language: Language) -> Lexicon:
    """The lexicon of a language, built at first use and cached.

    Raises PhraseError if one of the pack's phrases cannot be read: it names an undefined set, or no word.
    If staff have stopped words, `language.whole` is the language with them. The two lexicons then share
    nearly everything.
    """
    if language.whole:
        return _without(lexicon(language.whole), language.stopped)
    built = _build(language)
    forget_elements()
    return built


def _without(built: Lexicon, stopped: frozenset[str]) -> Lexicon:
    """The lexicon `built` in which the `stopped` words (run together: "alertcard") find no topic (R57)."""
    written = (" ?".join(map(re.escape, word)) for word in sorted(stopped, key=len, reverse=True))
    return replace(
        built,
        keywords={entry: topic for entry, topic in built.keywords.items() if entry not in stopped},
        near_whole=tuple(entry for entry in built.near_whole if entry not in stopped),
        stopped=re.compile(rf"(?<= )(?:{'|'.join(written)})(?= )"),
    )


def _build(language: Language) -> Lexicon:
    """Build the lexicon of a language from the pack's tables. Raises PhraseError."""
    matching, safety = table(language.matching, "matching"), table(language.matching, "safety")
    misheard_as, spelling = _substitutes(table(matching, "heard")), _spelling(table(matching, "spelling"))
    clinical = clinical_words(language, matching, safety)
    named = medicines(language, safety, clinical)
    correct = _corrector(tuple(spelling.items()), tuple(misheard_as.items()))
    grammar = _grammar(language, matching, safety, named, correct)
    alarms, guards, everyday = alarms_and_guards(safety, grammar)
    lists = other_lists(matching, with_medicines(safety, named), grammar)
    speaking = language, matching, grammar.stop_words, clinical
    evidence = index_sources(chain(topic_phrases(*speaking), own_evidence(*speaking)), grammar)
    silencing = index_sources(vetoes(matching), grammar)
    wanted = words_in((alarms, guards, everyday, *lists.values(), evidence, silencing), grammar.sets)
    wanted |= _right_words(misheard_as, spelling, wordings(language, matching))
    return Lexicon(
        near=build_near(
            wanted,
            long_names(language, evidence, clinical),
            grammar.sets.get("spoken", ()),
            wanted | grammar.stop_words | language.ordinary | set(spelling),
            strings(matching, "short"),
        ),
        grammar=grammar,
        stop_words=grammar.stop_words,
        spelling=spelling,
        misheard=_any_of(misheard_as),
        misheard_as=misheard_as,
        **_beside(matching, grammar),
        alarms=alarms,
        guards=guards,
        everyday=everyday,
        lists=lists,
        **topics_named(language, matching),
        evidence=evidence,
        vetoes=silencing,
        careful_topics=(*strings(table(safety, "careful"), "topics"), *by_themselves(language, safety)),
        careful_default=strings(table(safety, "careful"), "default"),
        matching=matching,
    )


def _beside(matching: Table, grammar: Grammar) -> dict[str, Any]:
    """The fields of a lexicon that hold commands, and words that occur beside the meaningful words."""
    commands = _commands(table(matching, "commands"))
    return {
        "commands": commands,
        "commands_open": commands | _commands(table(matching, "when_open")),
        "requests": tuple(table(matching, "requests")),
        "edges": frozenset(map(plain, strings(matching, "edges"))),
        "passing": frozenset(grammar.sets.get("passing", ())),
        "skipped": frozenset(grammar.sets.get("skipped", ())),
        "frames": frames(matching, grammar),
        "joiners": frozenset(strings(matching, "joiners")),
    }


def _right_words(
    misheard_as: Mapping[str, str], spelling: Mapping[str, tuple[str, ...]], wordings: Iterable[str]
) -> frozenset[str]:
    """The words to which misspelt words are corrected: right spellings, commands, names.

    Longer misspelt words that the pack lists are included, because they may be misspelt once more.
    """
    words = chain(*map(str.split, misheard_as.values()), *map(plain_words, wordings))
    return frozenset(chain(words, (slip for slip in spelling if len(slip) >= LONG_SLIP)))


def _grammar(
    language: Language, matching: Table, safety: Table, named: tuple[str, ...], correct: Callable[[str], str]
) -> Grammar:
    """The grammar for reading phrases: the pack's named sets of words, and stop words such as "the".

    The names of medicines in the topics' files (`named`) join the set `medicine`, the topics' own words the
    set `familiar`.
    """
    plain_ones = frozenset(chain.from_iterable(map(plain_words, strings(matching, "stop_words"))))
    given = sets_of({"sets": {**table(matching, "sets"), **table(safety, "sets")}})
    own = {"medicine": named, "pills": named, "familiar": field_words(language, matching, plain_ones)}
    joined = {**given, **{name: (*given.get(name, ()), *words) for name, words in own.items()}}
    sets = {name: tuple(dict.fromkeys(map(correct, entries))) for name, entries in joined.items()}
    sets["name"] = tuple(map(plain, strings(table(matching, "added"), "names")))
    return _shared(tuple(sets.items()), plain_ones, correct)


@lru_cache(maxsize=4)
def _shared(
    sets: tuple[tuple[str, tuple[str, ...]], ...], stop_words: frozenset[str], correct: Callable[[str], str]
) -> Grammar:
    """The grammar with these parts; the same object for equal parts.

    Phrases are cached by the grammar object, so they need not be read again.
    """
    return Grammar(dict(sets), stop_words, correct)


@lru_cache(maxsize=4)
def _corrector(
    spelling_pairs: tuple[tuple[str, tuple[str, ...]], ...], misheard_pairs: tuple[tuple[str, str], ...]
) -> Callable[[str], str]:
    """A function that respells the pack's own words in the way that messages are corrected.

    Each pair is a wrong wording and what is meant by it: nothing for a filler ("er"). If correcting would
    leave no word at all, the words stay unchanged. Equal pairs give the same function (cached).
    """
    spelling, misheard_as = dict(spelling_pairs), dict(misheard_pairs)
    misheard = _any_of(misheard_as)

    @cache
    def correct(words: str) -> str:
        spelled = chain.from_iterable(spelling.get(word, (word,)) for word in words.split())
        return (
            " ".join(misheard.sub(lambda said: misheard_as[said.group()], spaced(spelled)).split()) or words
        )

    return correct


def _substitutes(given: Table) -> dict[str, str]:
    """A table of the pack from what people write or say to what they mean, with both put in plain words."""
    return {plain(said): plain(str(meant)) for said, meant in given.items() if plain(said)}


def _spelling(given: Table) -> dict[str, tuple[str, ...]]:
    """The correct words for each misspelling that the pack lists."""
    return {slip: tuple(meant.split()) for slip, meant in _substitutes(given).items()}


def _any_of(said: Iterable[str]) -> re.Pattern[str]:
    """A regular expression for any of these wordings in a text of plain words, longer ones first."""
    listed = sorted(said, key=len, reverse=True)
    return re.compile(f"(?<= )(?:{'|'.join(map(re.escape, listed)) or '(?!)'})(?= )")


def _commands(commands: Table) -> dict[str, str]:
    """A table from each wording of a command, without its spaces ("callmeback"), to the command's name."""
    return {plain(wording).replace(" ", ""): name for name in commands for wording in strings(commands, name)}
