"""Compares two editions of a document by sentence: unchanged, changed, removed and new sentences."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from menus.document.cutting import Sentence

# How alike two sentences are, of 1, to be one that was reworded: what their words share, in order.
ALIKE, ALIKE_ELSEWHERE = 0.6, 0.8
MOST_PAIRS = 1_000_000  # a second: editions with as many unlike sentences are two documents


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence of the old edition, and the sentence of the new edition that replaces it."""

    old: Sentence
    new: Sentence

    @property
    def is_reworded(self) -> bool:
        """Whether the sentence's words changed; otherwise the sentence has at most moved."""
        return self.old.hash != self.new.hash


@dataclass(frozen=True, slots=True)
class Compared:
    """The comparison of two editions: pairs of sentences that stayed, the removed sentences, the new ones."""

    pairs: tuple[Pair, ...]
    gone: tuple[Sentence, ...]
    new: tuple[Sentence, ...]

    @property
    def changed(self) -> tuple[Pair, ...]:
        """The pairs of sentences whose words changed."""
        return tuple(pair for pair in self.pairs if pair.is_reworded)


def compare(old: Sequence[Sentence], new: Sequence[Sentence]) -> Compared:
    """Compare two editions: pair sentences with the same words first, then the most similar ones.

    Sentences under the same heading need less similarity than sentences under different headings.
    """
    pairs = _same_words(old, new)
    for near, least in ((True, ALIKE), (False, ALIKE_ELSEWHERE)):
        left_old, left_new = _left(old, new, pairs)
        pairs += _reworded(left_old, left_new, near, least)
    gone, come = _left(old, new, pairs)
    order = {id(one): at for at, one in enumerate(new)}
    return Compared(tuple(sorted(pairs, key=lambda pair: order[id(pair.new)])), tuple(gone), tuple(come))


def _left(
    old: Iterable[Sentence], new: Iterable[Sentence], pairs: Iterable[Pair]
) -> tuple[list[Sentence], list[Sentence]]:
    taken = {id(one) for pair in pairs for one in (pair.old, pair.new)}
    return [one for one in old if id(one) not in taken], [one for one in new if id(one) not in taken]


def _same_words(old: Sequence[Sentence], new: Sequence[Sentence]) -> list[Pair]:
    """Pairs of sentences with the same words: first under the same heading, then anywhere, in order."""
    pairs: list[Pair] = []
    for under_its_heading in (True, False):
        left_old, left_new = _left(old, new, pairs)
        waiting: defaultdict[tuple[str, str], list[Sentence]] = defaultdict(list)
        for one in left_old:
            waiting[one.heading if under_its_heading else "", one.hash].append(one)
        for one in left_new:
            if its := waiting[one.heading if under_its_heading else "", one.hash]:
                pairs.append(Pair(its.pop(0), one))
    return pairs


def _reworded(old: Sequence[Sentence], new: Sequence[Sentence], near: bool, least: float) -> Iterator[Pair]:
    """Pairs of sentences with at least the similarity `least` (0 to 1), the most similar first.

    If `near` is true, both sentences of a pair stand under the same heading. If it is false, they may stand
    anywhere. In that case there are no pairs if `old` and `new` have too many sentences to compare.
    """
    if not near and len(old) * len(new) > MOST_PAIRS:
        return
    cut_old, cut_new = ([one.words.lower().split() for one in sentences] for sentences in (old, new))
    by_heading: defaultdict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(new):
        by_heading[one.heading if near else ""].append(at)
    # A little below, as the library takes a pair of just this likeness for an unlike one.
    below = least - 0.01
    scored = [
        (Indel.normalized_similarity(cut_old[at_old], cut_new[at_new], score_cutoff=below), at_old, at_new)
        for at_old, one in enumerate(old)
        for at_new in by_heading[one.heading if near else ""]
    ]
    used_old: set[int] = set()
    used_new: set[int] = set()
    for score, at_old, at_new in sorted(scored, key=lambda row: -row[0]):
        if score >= least and at_old not in used_old and at_new not in used_new:
            used_old.add(at_old)
            used_new.add(at_new)
            yield Pair(old[at_old], new[at_new])
