"""Makes a pack's facts from a document's sentences, and takes those of the last edition along."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from menus.document.cutting import Sentence, hashed
from menus.document.edition import Compared
from menus.document.ids import Given
from menus.facts.fact import Fact


@dataclass(frozen=True, slots=True)
class Renewed:
    """The facts after a new edition, in order, and what became of those before.

    `changed` has the ids whose sentence has other words now, with the words before and after; `gone` the
    facts that the document no longer has; `new` the ids of sentences that it did not have; `own` the ids in
    `changed` whose words were an editor's own, and stay as they are until the editor looks at them.
    """

    facts: Mapping[str, Fact]
    changed: Mapping[str, tuple[str, str]]
    gone: Mapping[str, Fact]
    new: tuple[str, ...]
    own: tuple[str, ...] = ()

    @property
    def touched(self) -> frozenset[str]:
        """The ids on which a sentence of the pack may no longer rest as it did."""
        return frozenset((*self.changed, *self.gone))


def first_facts(sentences: Iterable[Sentence], given: Given, with_words: bool) -> dict[str, Fact]:
    """A fact for each sentence, in order; without its words where the document may not stand in the pack."""
    return {given.next_under(one.heading): _fact(one, with_words) for one in sentences}


def renew(facts: Mapping[str, Fact], compared: Compared, given: Given, with_words: bool) -> Renewed:
    """Take a pack's facts to a new edition.

    A sentence that goes on keeps its id, though it moved or was reworded; one that is gone takes its fact
    with it; a new one gets an id of its own. Facts that an editor took out stay out. Additions stay, and so
    do facts without a place in the document. Words that an editor wrote stay; words that were the
    document's become those of the new edition.
    """
    at = {(fact.heading, fact.sentence, fact.hash): name for name, fact in facts.items() if fact.sentence}
    renewed: dict[str, Fact] = {name: fact for name, fact in facts.items() if not fact.sentence}
    changed: dict[str, tuple[str, str]] = {}
    own: list[str] = []
    after: dict[int, tuple[str, Fact]] = {}
    for pair in compared.pairs:
        name = at.get((pair.old.heading, pair.old.number, pair.old.hash))
        if name is None:
            continue
        before, fact = facts[name], _fact(pair.new, with_words)
        if hashed(before.words) != pair.old.hash:  # an editor's own, or none
            fact = replace(fact, words=before.words)
            own += [name] if pair.is_reworded and before.words else []
        after[id(pair.new)] = name, fact
        if pair.is_reworded:
            changed[name] = pair.old.words, pair.new.words
    new = {id(one): (given.next_under(one.heading), _fact(one, with_words)) for one in compared.new}
    ordered = _in_order(compared, {**after, **new})
    gone = {name: fact for name, fact in facts.items() if name not in ordered and name not in renewed}
    return Renewed({**ordered, **renewed}, changed, gone, tuple(name for name, _ in new.values()), tuple(own))


def sentences_noted(facts: Mapping[str, Fact]) -> tuple[Sentence, ...]:
    """The sentences of an edition whose text was not kept, as far as the facts of the pack tell them."""
    return tuple(
        Sentence(fact.heading, fact.sentence, fact.words, noted=fact.hash)
        for fact in facts.values()
        if fact.sentence
    )


def before_mending(text: Sequence[Sentence], facts: Mapping[str, Fact]) -> tuple[Sentence, ...]:
    """The sentences that the facts were made of, given those of a text that may be mended where it lies.

    What a mended text says anew counts as never read, but under a heading that no fact is of.
    """
    noted = sentences_noted(facts)
    stand = {(one.heading, one.number, one.hash) for one in text}
    if all((one.heading, one.number, one.hash) in stand for one in noted):
        return tuple(text)
    known = {one.hash for one in noted}
    headings = {one.heading for one in noted} | {one.heading for one in text if one.hash in known}
    unread = (one for one in text if one.hash not in known and one.heading not in headings)
    return (*noted, *unread)


def _in_order(compared: Compared, found: Mapping[int, tuple[str, Fact]]) -> dict[str, Fact]:
    """The facts by their ids, in the order of headings and sentences of the new edition."""
    sentences = [*(pair.new for pair in compared.pairs), *compared.new]
    headings = {one.heading: at for at, one in reversed(list(enumerate(sentences)))}
    sentences.sort(key=lambda one: (headings[one.heading], one.number))
    return dict(found[id(one)] for one in sentences if id(one) in found)


def _fact(sentence: Sentence, with_words: bool) -> Fact:
    return Fact(sentence.heading, sentence.words if with_words else "", sentence.number, sentence.hash)
