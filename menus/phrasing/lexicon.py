"""The matcher's data of one language, read once into what the layers look things up in."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain

from menus.model import Language
from menus.phrasing.nearness import Near, near
from menus.phrasing.normalise import plain_words
from menus.phrasing.phrases import Grammar, Index, Sets, index, read_phrase
from menus.phrasing.tables import Table, plain, sets_of, spaced, strings, table
from menus.phrasing.vocabulary import topic_phrases, vetoes, weight, whole_messages, wordings

PHRASED: tuple[str, ...] = ("automatic", "machines", "own_number")
PHRASED += ("stop_alone", "stop_beside", "our_texts", "goes_on", "not_ours")
"""Tables of the pack's matching that hold lists of phrases, beside its requests."""

KINDS = ("despair", "body", "danger", "harm", "at_once")
"""The kinds of alarm, the gravest first: where several are raised, the first is answered (R30)."""


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Everything that the layers need to know of one language; the safety lists and the topics' words
    alike.
    """

    near: Near
    grammar: Grammar
    stop_words: frozenset[str]
    spelling: Mapping[str, tuple[str, ...]]
    heard: re.Pattern[str]
    heard_as: Mapping[str, str]
    edges: frozenset[str]
    passing: frozenset[str]
    skipped: frozenset[str]
    frames: tuple[re.Pattern[str], re.Pattern[str]]
    commands: Mapping[str, str]
    commands_open: Mapping[str, str]
    alarms: Index
    guards: Index
    lists: Mapping[str, Index]
    whole: Mapping[str, tuple[str, ...]]
    keywords: Mapping[str, str]
    evidence: Index
    vetoes: Index
    weights: Mapping[str, int]
    near_whole: tuple[str, ...]
    joiners: frozenset[str]
    requests: tuple[str, ...]
    careful_topics: tuple[str, ...]
    careful_default: tuple[str, ...]
    matching: Table


@lru_cache(maxsize=16)
def lexicon(language: Language) -> Lexicon:
    """The matcher's data of `language`, built at first use and kept. Raises PhraseError."""
    matching, safety = table(language.matching, "matching"), table(language.matching, "safety")
    heard_as, spelling = _meant(table(matching, "heard")), _spelling(table(matching, "spelling"))
    grammar = _grammar(matching, safety, _put_right(spelling, heard_as))
    alarms, guards = _alarms(safety, replace(grammar, endings=True))
    lists = _lists(matching, safety, grammar)
    evidence = _indexed(topic_phrases(language, matching, grammar.plain), grammar)
    silencing = _indexed(vetoes(matching), grammar)
    whole, commands = whole_messages(language, matching), _commands(table(matching, "commands"))
    wanted = _words_of((alarms, guards, *lists.values(), evidence, silencing), grammar.sets)
    wanted |= _said(heard_as, spelling, wordings(language, matching))
    return Lexicon(
        near=_near(language, matching, grammar, evidence, wanted, set(spelling)),
        grammar=grammar,
        stop_words=grammar.plain,
        spelling=spelling,
        heard=_any_of(heard_as),
        heard_as=heard_as,
        edges=frozenset(map(plain, strings(matching, "edges"))),
        passing=frozenset(grammar.sets.get("passing", ())),
        skipped=frozenset(grammar.sets.get("skipped", ())),
        frames=_frames(matching, grammar),
        commands=commands,
        commands_open=commands | _commands(table(matching, "when_open")),
        alarms=alarms,
        guards=guards,
        lists=lists,
        whole=whole,
        keywords=_keywords(language),
        evidence=evidence,
        vetoes=silencing,
        weights={topic: weight(table(matching, "topics", topic)) for topic in language.topics},
        near_whole=tuple(sorted(entry for entry in whole if len(entry) >= 4 and entry.isalpha())),
        joiners=frozenset(strings(matching, "joiners")),
        requests=tuple(table(matching, "requests")),
        careful_topics=strings(table(safety, "careful"), "topics"),
        careful_default=strings(table(safety, "careful"), "default"),
        matching=matching,
    )


def _said(
    heard_as: Mapping[str, str], spelling: Mapping[str, tuple[str, ...]], wordings: Iterable[str]
) -> frozenset[str]:
    """The words that others are put right to, those of commands and names, and slips that are long enough."""
    words = chain(*map(str.split, heard_as.values()), *map(plain_words, wordings))
    return frozenset(chain(words, (slip for slip in spelling if len(slip) >= 6)))


def _keywords(language: Language) -> dict[str, str]:
    """Each topic's own keyword as one run of letters, and the topic."""
    return {plain(its.keyword).replace(" ", ""): name for name, its in language.topics.items()}


def _grammar(matching: Table, safety: Table, meant: Callable[[str], str]) -> Grammar:
    """The sets of both files, and the words of no meaning."""
    given = sets_of({"sets": {**table(matching, "sets"), **table(safety, "sets")}})
    sets = {name: tuple(dict.fromkeys(map(meant, entries))) for name, entries in given.items()}
    sets["name"] = tuple(map(plain, strings(table(matching, "added"), "names")))
    plain_ones = frozenset(chain.from_iterable(map(plain_words, strings(matching, "stop_words"))))
    return Grammar(sets, plain_ones, meant)


def _put_right(spelling: Mapping[str, tuple[str, ...]], heard_as: Mapping[str, str]) -> Callable[[str], str]:
    """How a pack's own words are put right as messages are; words that only fill stay where they stand
    alone.
    """

    heard = _any_of(heard_as)

    def meant(words: str) -> str:
        spelled = chain.from_iterable(spelling.get(word, (word,)) for word in words.split())
        return " ".join(heard.sub(lambda said: heard_as[said.group()], spaced(spelled)).split()) or words

    return meant


def _near(
    language: Language,
    matching: Table,
    grammar: Grammar,
    evidence: Index,
    wanted: frozenset[str],
    spelled: set[str],
) -> Near:
    """What messages are mended towards."""
    names = _long_names(language, evidence, frozenset(strings(matching, "clinical")))
    known = wanted | grammar.plain | language.ordinary | spelled
    return near(wanted, names, grammar.sets.get("spoken", ()), known, strings(matching, "short"))


def _meant(given: Table) -> dict[str, str]:
    """What stands for what, both in plain words."""
    return {plain(said): plain(str(meant)) for said, meant in given.items() if plain(said)}


def _spelling(given: Table) -> dict[str, tuple[str, ...]]:
    """The words that each slip stands for."""
    return {slip: tuple(meant.split()) for slip, meant in _meant(given).items()}


def _any_of(said: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of the wordings, the longest first, in spaced text."""
    listed = sorted(said, key=len, reverse=True)
    return re.compile(f"(?<= )(?:{'|'.join(map(re.escape, listed)) or '(?!)'})(?= )")


def _frames(matching: Table, grammar: Grammar) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What may stand before a keyword or synonym, and what behind."""
    before = _frame(strings(matching, "before"), grammar, r"\A (?:{})+")
    return before, _frame(strings(matching, "after"), grammar, r"(?<= )(?:{})+\Z")


def _frame(phrases: Iterable[str], grammar: Grammar, template: str) -> re.Pattern[str]:
    """One pattern for all the phrases that may stand round a keyword."""
    bodies = [read_phrase(source, "frame", grammar).expression for source in phrases]
    inside = "|".join(body.removeprefix("(?<= )") for body in sorted(bodies, key=len, reverse=True))
    return re.compile(template.format(inside or "(?!)"))


def _commands(commands: Table) -> dict[str, str]:
    """Each wording of a command as one run of letters, and the command's name."""
    return {plain(wording).replace(" ", ""): name for name in commands for wording in strings(commands, name)}


def _indexed(sources: Iterable[tuple[str, str]], grammar: Grammar) -> Index:
    """The phrases with their owners, ready to be looked for."""
    return index(read_phrase(source, owner, grammar) for source, owner in sources)


def alarm_phrases(safety: Table) -> Iterator[tuple[str, str]]:
    """Every alarm of every kind, with its owner: the kind, and how it is listed ("body unguarded")."""
    for kind in KINDS:
        its = table(safety, kind)
        yield from ((source, f"{kind} alarms") for source in strings(its, "alarms"))
        yield from ((source, f"{kind} milder") for source in strings(its, "milder"))
        unguarded = table(its, "unguarded")
        yield from (
            (source, f"{kind} unguarded") for group in unguarded for source in strings(unguarded, group)
        )


def _alarms(safety: Table, grammar: Grammar) -> tuple[Index, Index]:
    """All alarms and the guards, ready to be looked for."""
    guards = ((source, "guards") for source in strings(safety, "guards"))
    return _indexed(alarm_phrases(safety), grammar), _indexed(guards, grammar)


def _lists(matching: Table, safety: Table, grammar: Grammar) -> dict[str, Index]:
    """The other lists of phrases as "table list" (such as "careful alarms"); those of care hear "stop" in
    "she stops" as alarms do.
    """
    others = {name: table(matching, name) for name in PHRASED}
    others |= {f"{time}_time": table(matching, "best_time", time) for time in table(matching, "best_time")}
    holder = {**table(matching, "requests"), "careful": table(safety, "careful"), **others}
    grammars = {"careful": replace(grammar, endings=True)}
    return {
        f"{name} {key}": _indexed(
            ((source, name) for source in strings(table(holder, name), key)), grammars.get(name, grammar)
        )
        for name in holder
        for key in ("alarms", "changes", "medicines", "owned", "phrases", "guards")
        if key in table(holder, name)
    }


def _words_of(indexes: Iterable[Index], sets: Sets) -> frozenset[str]:
    """Every word that any phrase listens for: what messages are mended towards."""
    phrases = chain.from_iterable(found_in.phrases for found_in in indexes)
    pieces = chain.from_iterable(re.split(r"[\s/]+", phrase.source) for phrase in phrases)
    plain_pieces = chain.from_iterable(plain_words(piece) for piece in pieces if "@" not in piece)
    listed = (entries for name, entries in sets.items() if name != "name")  # nothing is a slip of a name
    members = chain.from_iterable(entry.split() for entry in chain.from_iterable(listed))
    return frozenset(chain(plain_pieces, members))


def _long_names(language: Language, evidence: Index, clinical: frozenset[str]) -> frozenset[str]:
    """The single words that name a topic and little else: keywords, medicines. Slips and splits lean to
    them.
    """
    named = (phrase.reading for phrase in evidence.phrases if phrase.owner.endswith("names"))
    keywords = chain.from_iterable(plain_words(its.keyword) for its in language.topics.values())
    rare = {word for word in named if word.isalpha() and word not in language.ordinary}
    return frozenset(rare | clinical | set(keywords))
