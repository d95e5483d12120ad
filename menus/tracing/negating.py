"""Finds what a sentence denies and its facts do not, and what its facts deny and it does not."""

from collections.abc import Iterable, Iterator, Set
from itertools import groupby

from menus.tracing.sentence import Read, one_nearest, read, shared
from menus.tracing.tokens import CLAUSE_ENDS, stem
from menus.tracing.traced import Lists

# Stems that two sentences share if they say of the same what one denies.
ALIKE = 2


def denied_otherwise(
    said: Read, near: tuple[Read, ...], told: Iterable[tuple[Read, ...]], lists: Lists
) -> Iterator[str]:
    """The differences in what is denied between the sentence `said` and its facts, in words for an editor.

    `told` holds the sentences of each fact, and `near` those most like `said`. `lists` are the language's
    word lists. There is none if `said` denies the same in another order: "it does the eye no harm".
    """
    facts = tuple(told)
    if not any(_denies_alike(said, one, lists) for sentences in facts for one in sentences):
        yield from _added(said, near, facts, lists)
        yield from _left_out(said, near, facts)


def _added(
    said: Read, near: tuple[Read, ...], facts: tuple[tuple[Read, ...], ...], lists: Lists
) -> Iterator[str]:
    every = tuple(one for sentences in facts for one in sentences)
    denied = {one for fact in every for _, one in fact.negated}
    for word, one in said.negated:
        if one not in denied and not any(_denies_soon(said, one, fact, lists) for fact in near):
            yield f'says "{word}" of "{one}…", and its facts do not'
    if said.unbound > sum(fact.unbound for fact in every):
        yield "denies something, and its facts do not"


def _left_out(said: Read, near: tuple[Read, ...], facts: tuple[tuple[Read, ...], ...]) -> Iterator[str]:
    if not _denials(said) and any(_denies_else(said, one) for one in facts if one):
        yield "leaves out what its fact denies"
    beside = {one for fact in near for one in fact.near}
    plain = {one for sentences in facts for fact in sentences for one in fact.plain}
    lost = (said.plain & ({one for fact in near for _, one in fact.negated} | beside) - plain) | set(
        _lost(said, facts)
    )
    for one in sorted(lost):
        yield f'says "{one}…" without the "not" or "never" of its facts'


def _denials(of: Read) -> int:
    return len(of.negated) + of.unbound


def _denies_else(said: Read, sentences: tuple[Read, ...]) -> bool:
    """Whether the one of `sentences` that is most like `said` denies only small words: "never had it".

    What it denies in a condition ("if you cannot get there") counts only if `said` has these words.
    """
    nearest = one_nearest(said, sentences)
    affirms = bool(nearest.small_if) and nearest.small_if <= set(said.words)
    return (nearest.denies_small or affirms) and shared(said, nearest) > ALIKE


def _denies_soon(said: Read, one: str, fact: Read, lists: Lists) -> bool:
    """Whether `fact`, which `said` relies on, has the stem `one` soon behind a denial.

    So "never take a double dose" is enough for "never double up". It is not if `said` affirms what the fact
    denies, or has more denials, or leaves out a word that turns the fact round: "do not stop taking it".
    """
    denied = {each for _, each in fact.negated}
    turned = denied & _turning(lists) - said.stems
    return _denials(said) <= _denials(fact) and one in fact.near and not (said.plain & denied or turned)


def _turning(lists: Lists) -> Set[str]:
    return frozenset(map(stem, lists.turns))


def _lost(said: Read, facts: tuple[tuple[Read, ...], ...]) -> Iterator[str]:
    """The stems that the sentence `said` affirms, and that the sentence of a fact most like it denies.

    `facts` holds the sentences of each fact.
    """
    for nearest in (one_nearest(said, sentences) for sentences in facts if sentences):
        if shared(said, nearest) >= ALIKE:
            yield from said.plain & {one for _, one in nearest.negated} - nearest.plain


def _denies_alike(said: Read, fact: Read, lists: Lists) -> bool:
    """Whether `said` is a single clause with one denial, and all its words stand in such a clause of `fact`.

    The order of the words may differ. A word of the fact that turns it round ("stop") must be in `said`.
    """
    if _denials(said) != 1 or len(said.stems) < ALIKE or len(tuple(_clauses(said, lists))) != 1:
        return False
    return any(
        _denials(one) == 1 and said.stems <= one.stems and not one.stems & _turning(lists) - said.stems
        for one in _clauses(fact, lists)
    )


def _clauses(of: Read, lists: Lists) -> Iterator[Read]:
    """The clauses of a sentence, each as a sentence of its own, cut at each mark and word that begins one."""
    cuts = CLAUSE_ENDS.union(lists.ends, lists.joins, lists.openers, lists.conditions)
    for cut, words in groupby(of.tokens, cuts.__contains__):
        if not cut:
            yield read(" ".join(words), lists)
