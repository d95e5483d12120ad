"""Compares a sentence with the facts that it names, and finds differences that a program can see."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import attrgetter
from typing import Literal

from menus.facts.fact import Fact
from menus.tracing.known_names import Names
from menus.tracing.negating import denied_otherwise
from menus.tracing.sentence import Read, agreement, one_nearest, read, shared
from menus.tracing.strengths import left_out
from menus.tracing.tokens import stem
from menus.tracing.traced import Lists
from menus.tracing.units import END

Kind = Literal["number", "negation", "hedge", "name", "claim", "apart", "nothing", "no fact"]
# Of a sentence's telling words, the part that its facts have to share.
LEAST = 0.25
# The parts of a sentence that are said of a medicine.
SAID_OF = ("claims", "numbers", "hedges")


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference between a sentence and its facts: a `kind` ("number"), and the error in words."""

    kind: Kind
    says: str


# Numbers of a heading that count for what stands under it: those to ring. Others may be of a dose.
TO_RING = frozenset({"999", "111", "112"})


def compare(
    words: str, facts: Mapping[str, Fact], lists: Lists, names: Names, name: bool
) -> tuple[Finding, ...]:
    """The differences between a sentence (`words`) and its facts: what it adds to them, and what it omits.

    `facts` maps ids to facts that have words. `lists` are the word lists of the language. `names` tells which
    words of the sentence its facts must have. `name` is true if `words` are a title or other name, which need
    not say how sure a fact is. Of a fact's heading, two parts count as said by the fact: the numbers to ring
    ("Other reasons to call 999"), and a medicine, if the fact names none.
    """
    told = {fact: _under_heading(one, lists, names) for fact, one in facts.items()}
    heads = tuple(read(one.heading, lists) for one in facts.values() if not one.is_addition)
    every = tuple(one for sentences in told.values() for one in sentences)
    clauses = tuple(read(clause, lists) for clause in words.split(";"))
    found = [*_apart(read(words, lists), told, name)]
    for said in clauses:
        near = tuple(one for sentences in told.values() for one in _nearest(said, sentences))
        found += (
            *_numbers(said, near, heads),
            *(Finding("negation", says) for says in denied_otherwise(said, near, told.values(), lists)),
            *_stronger(said, near),
        )
        found += (*_names(said, every, names), *_claims(said, every, lists))
    return (
        tuple(found)
        if name
        else (*found, *_weaker(clauses, _told_of(read(words, lists), facts.values(), lists), lists))
    )


@lru_cache(maxsize=512)
def _sentences(words: str, lists: Lists) -> tuple[Read, ...]:
    return tuple(read(one, lists) for one in END.split(words) if one)


def _under_heading(fact: Fact, lists: Lists, names: Names) -> tuple[Read, ...]:
    """The sentences of a fact; if it names no medicine, those of its heading are in each sentence, too."""
    told = _sentences(fact.words, lists)
    if fact.is_addition or any(names.is_medicine(word) for one in told for word in one.words):
        return told
    of = tuple(word for word in read(fact.heading, lists).words if names.is_medicine(word))
    return tuple(replace(one, words=(*one.words, *of)) for one in told) if of else told


def _told_of(said: Read, facts: Iterable[Fact], lists: Lists) -> Iterator[tuple[Read, ...]]:
    """The sentences of each fact, as a group.

    A fact that is a row of a table ("Bag: leg bag; Who: a nurse") gives a group for each cell instead. A cell
    is left out if the sentence `said` has less than half of its stems.
    """
    for fact in facts:
        cells = [_sentences(cell.strip(), lists) for cell in fact.words.split(";")]
        for cell in cells:
            stems = {each for one in cell for each in one.stems}
            if len(cells) == 1 or len(said.stems & stems) * 2 >= len(stems):
                yield cell


def _nearest(said: Read, sentences: tuple[Read, ...]) -> tuple[Read, ...]:
    """The sentences of a fact that share most stems with `said`, or at least half as many as the best one.

    If none shares any stem, all are given.
    """
    most = max(shared(said, one) for one in sentences)
    return tuple(one for one in sentences if shared(said, one) * 2 >= most)


def _numbers(said: Read, near: tuple[Read, ...], heads: tuple[Read, ...]) -> Iterator[Finding]:
    shared = [(_words_shared(said, fact), fact) for fact in near]
    most = max(count for count, _ in shared)
    known = {number for count, fact in shared if count >= most - 1 for number in fact.numbers}
    known |= {
        number
        for head in heads
        if _words_shared(said, head) and not (head.negated or head.unbound)
        for number in head.numbers & TO_RING
    }
    for number in sorted(said.numbers - known):
        stands = dict(said.numbered_by)[number]
        yield Finding("number", f'says "{stands}", and its facts do not say it of this')


def _words_shared(said: Read, fact: Read) -> int:
    return sum(not one.isdigit() for one in said.stems & fact.stems)


def _stronger(said: Read, near: tuple[Read, ...]) -> Iterator[Finding]:
    known = {hedge for fact in near for hedge in fact.hedges}
    for hedge in sorted(said.hedges - known):
        words = dict(said.hedged_by)[hedge]
        like = "" if words == hedge else f', which is as strong as "{hedge}"'
        yield Finding("hedge", f'says "{words}"{like}, and its facts are not')


def _weaker(clauses: tuple[Read, ...], told: Iterable[tuple[Read, ...]], lists: Lists) -> Iterator[Finding]:
    for sentences in (sentences for sentences in told if sentences):
        pairs = ((clause, one_nearest(clause, sentences)) for clause in clauses)
        said, nearest = max(pairs, key=lambda pair: agreement(*pair))
        lost = next(left_out(said, nearest, lists), None) if shared(said, nearest) else None
        if lost:
            yield Finding("hedge", f'leaves out that its fact says "{dict(nearest.hedged_by)[lost]}"')


def _names(said: Read, facts: tuple[Read, ...], names: Names) -> Iterator[Finding]:
    known = {stem(word) for fact in facts for word in fact.words}
    for one, word in sorted(names.in_words(said.words).items()):
        if one not in known:
            yield Finding("name", f'names "{word}", and its facts do not')
        elif names.is_medicine(word):
            yield from _said_of(said, facts, word)


def _said_of(said: Read, facts: tuple[Read, ...], word: str) -> Iterator[Finding]:
    """Find what a sentence says of the medicine `word`, although its facts say it only of something else.

    Claims, numbers and strengths ("most") are compared.
    """
    beside = [
        fact for fact in facts if word.removesuffix("s") in {each.removesuffix("s") for each in fact.words}
    ]
    for part in map(attrgetter, SAID_OF):
        known = {each for fact in beside for each in part(fact)}
        for each in sorted({each for fact in facts for each in part(fact)} & part(said) - known):
            stands = dict((*said.hedged_by, *said.numbered_by)).get(each, each)
            yield Finding("name", f'says "{stands}" of "{word}", and its facts say it of something else')


def _claims(said: Read, facts: tuple[Read, ...], lists: Lists) -> Iterator[Finding]:
    known = {claim for fact in facts for claim in fact.claims}
    covered = {one for fact in facts for one in fact.hedges} & said.covered
    sayable = {word for one in covered for phrase in lists.covers[one] for word in phrase.split()}
    for claim in sorted(said.claims - known - sayable):
        yield Finding("claim", f'says "{claim}", and its facts do not')


def _apart(said: Read, facts: Mapping[str, tuple[Read, ...]], name: bool) -> Iterator[Finding]:
    """Find facts that share no word with a sentence; and find a sentence that shares almost no word with any.

    `facts` maps ids to the facts' sentences. A title or other `name` may share few words.
    """
    stems = {fact: {one for each in told for one in each.stems} for fact, told in facts.items()}
    for fact in (fact for fact, known in stems.items() if said.stems and not said.stems & known):
        yield Finding("apart", f"shares no word with {fact}")
    every = {one for known in stems.values() for one in known}
    if not name and said.stems and len(said.stems & every) < LEAST * len(said.stems):
        yield Finding("apart", "has next to nothing of its facts")
