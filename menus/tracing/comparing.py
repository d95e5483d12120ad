"""Compares a sentence with the facts that it names, and finds what a machine can see that they do not say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from menus.tracing.sentence import Read, read, stem
from menus.tracing.traced import Lists
from menus.tracing.units import END

Kind = Literal["number", "negation", "hedge", "name", "claim", "apart", "nothing", "no fact"]
# Of a sentence's telling words, the part that its facts have to share.
LEAST = 0.25
# Letters that a word needs to be a name for being unknown.
NAME = 5
# Strengths that a fact has and a sentence must not lose.
KEPT = ("most", "some", "few", "should", "perhaps")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing in which a sentence and its facts differ: what kind of thing, and what the sentence does."""

    kind: Kind
    says: str


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """Words that a fact has to have if a sentence does: those listed, and those that are not ordinary.

    `medicines` are those among which a fact tells one from another.
    """

    medicines: frozenset[str]
    listed: frozenset[str]
    ordinary: frozenset[str]

    def in_words(self, words: tuple[str, ...]) -> dict[str, str]:
        """The names among some words, each by its stem."""
        return {stem(word): word for word in words if self._is_name(word)}

    def _is_name(self, word: str) -> bool:
        known = stem(word) in self.medicines or stem(word) in self.listed
        return known or (word.isalpha() and len(word) >= NAME and not self._is_ordinary(word))

    def _is_ordinary(self, word: str) -> bool:
        return word in self.ordinary or word.removesuffix("s") in self.ordinary


def compare(
    words: str, facts: Mapping[str, str], lists: Lists, names: Names, name: bool
) -> tuple[Finding, ...]:
    """What a sentence says that its facts do not, or lacks of what they say.

    `facts` are their words by their ids. `name`: it is what something is called, so that it need not say how
    sure a fact is.
    """
    said = read(words, lists)
    told = tuple(_sentences(one, lists) for one in facts.values())
    every = tuple(one for sentences in told for one in sentences)
    return (
        *_numbers(said, every),
        *_negations(said, every),
        *_hedges(said, told, name),
        *_names(said, every, names),
        *_claims(said, every),
        *_apart(said, dict(zip(facts, told, strict=True)), name),
    )


@lru_cache(maxsize=512)
def _sentences(words: str, lists: Lists) -> tuple[Read, ...]:
    return tuple(read(one, lists) for one in END.split(words) if one)


def _numbers(said: Read, facts: tuple[Read, ...]) -> Iterator[Finding]:
    known = {number for fact in facts for number in fact.numbers}
    for number in sorted(said.numbers - known):
        yield Finding("number", f'says "{number}", and its facts have no such number')


def _negations(said: Read, facts: tuple[Read, ...]) -> Iterator[Finding]:
    denied = {one for fact in facts for _, one in fact.negated}
    beside = {one for fact in facts for one in fact.near}
    plain = {one for fact in facts for one in fact.plain}
    for word, one in said.negated:
        if one not in denied:
            yield Finding("negation", f'says "{word}" of "{one}…", and its facts do not')
    if said.unbound > sum(fact.unbound for fact in facts):
        yield Finding("negation", "denies something, and its facts do not")
    for one in sorted(said.plain & (denied | beside) - plain):
        yield Finding("negation", f'says "{one}…" without the "not" or "never" of its facts')


def _hedges(said: Read, told: tuple[tuple[Read, ...], ...], name: bool) -> Iterator[Finding]:
    known = {hedge for sentences in told for fact in sentences for hedge in fact.hedges}
    for hedge in sorted(said.hedges - known):
        yield Finding("hedge", f'is as strong as "{hedge}", and its facts are not')
    for sentences in () if name else told:
        nearest = max(sentences, key=lambda fact: (_shared(said, fact), -len(fact.stems)), default=None)
        kept = set(nearest.hedges) & set(KEPT) if nearest else set()
        if nearest and kept and not kept & said.hedges and _shared(said, nearest) > 1:
            yield Finding("hedge", f'leaves out that its fact says "{min(kept)}"')


def _names(said: Read, facts: tuple[Read, ...], names: Names) -> Iterator[Finding]:
    known = {stem(word) for fact in facts for word in fact.words}
    for one, word in sorted(names.in_words(said.words).items()):
        if one not in known:
            yield Finding("name", f'names "{word}", and its facts do not')
        elif one in names.medicines:
            yield from _said_of(said, facts, one, word)


def _said_of(said: Read, facts: tuple[Read, ...], one: str, word: str) -> Iterator[Finding]:
    """A strong word that the facts say of others, but not of this medicine."""
    beside = [fact for fact in facts if one in {stem(each) for each in fact.words}]
    for claim in sorted(said.claims):
        elsewhere = any(claim in fact.claims for fact in facts)
        if elsewhere and not any(claim in fact.claims for fact in beside):
            yield Finding("name", f'says "{claim}" of "{word}", and its facts say it of something else')


def _claims(said: Read, facts: tuple[Read, ...]) -> Iterator[Finding]:
    known = {claim for fact in facts for claim in fact.claims}
    for claim in sorted(said.claims - known):
        yield Finding("claim", f'says "{claim}", and its facts do not')


def _apart(said: Read, facts: Mapping[str, tuple[Read, ...]], name: bool) -> Iterator[Finding]:
    """Facts that share nothing with the sentence, and a sentence with next to nothing of its facts."""
    stems = {fact: {one for each in told for one in each.stems} for fact, told in facts.items()}
    for fact in (fact for fact, known in stems.items() if said.stems and not said.stems & known):
        yield Finding("apart", f"shares no word with {fact}")
    every = {one for known in stems.values() for one in known}
    if not name and said.stems and len(said.stems & every) < LEAST * len(said.stems):
        yield Finding("apart", "has next to nothing of its facts")


def _shared(said: Read, fact: Read) -> int:
    return len(said.stems & fact.stems)
