"""Makes a pack's facts from a document's sentences, and updates the facts for a new edition."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from string import ascii_lowercase

from menus.document.cutting import Sentence
from menus.document.edition import Compared
from menus.document.ids import Given
from menus.facts.fact import Fact
from menus.facts.found import hash_of

# What is left at the end of the first half of a sentence: "…, and".
ENDED = re.compile(r"[\s,;:.(–—-]*(?:\b(?:and|but|or|so|as|because)\b)?[\s,;:.(–—-]*$", re.I)


@dataclass(frozen=True, slots=True)
class Renewed:
    """The facts after a new edition, in order, and what happened to the earlier facts.

    `changed` maps the ids of reworded sentences to the words before and after. `gone` holds the facts that
    the document no longer has, `new` the ids of the facts that it did not have before. `own` holds the ids in
    `changed` whose words an editor wrote: these words stay until the editor looks at them.
    """

    facts: Mapping[str, Fact]
    changed: Mapping[str, tuple[str, str]]
    gone: Mapping[str, Fact]
    new: tuple[str, ...]
    own: tuple[str, ...] = ()

    @property
    def touched(self) -> frozenset[str]:
        """The ids of the changed and removed facts. The pack's sentences that rely on them need a check."""
        return frozenset((*self.changed, *self.gone))


def first_facts(sentences: Iterable[Sentence], given: Given, with_words: bool) -> dict[str, Fact]:
    """A fact for each sentence, in order, under a new id; `given` knows which ids are taken.

    The facts have no words if the pack may not hold the document's text (`with_words` is false).
    """
    return {given.next_under(one.heading): _fact(one, with_words) for one in sentences}


def renew(facts: Mapping[str, Fact], compared: Compared, given: Given, with_words: bool) -> Renewed:
    """Update a pack's facts for a new edition of the document, and tell what became of each.

    `compared` pairs the sentences of the two editions, and `given` knows which ids are taken. `with_words` is
    false if the pack may not hold the document's text.

    (a) A fact keeps its id if its sentence moved or was reworded. It goes if its sentence was removed.
    (b) A new sentence becomes a fact with a new id.
    (c) A fact that an editor removed does not come back.
    (d) Additions stay, and so do facts without a place in the document.
    (e) Words that an editor wrote stay. Words from the document become those of the new edition, or "" if
        `with_words` is false.
    """
    at: defaultdict[tuple[str, int, str], list[str]] = defaultdict(list)
    for name, fact in facts.items():
        at[fact.heading, fact.sentence, fact.hash] += [name] * bool(fact.sentence)
    renewed: dict[str, Fact] = {name: fact for name, fact in facts.items() if not fact.sentence}
    changed: dict[str, tuple[str, str]] = {}
    own: list[str] = []
    after: dict[int, dict[str, Fact]] = {}
    for pair in compared.pairs:
        for name in at[pair.old.heading, pair.old.number, pair.old.hash]:
            before, fact = facts[name], _fact(pair.new, with_words)
            if hash_of(before.words) != pair.old.hash:  # an editor's own, half of a sentence, or none
                fact = replace(fact, words=before.words)
                own += [name] if pair.is_reworded and before.words else []
            after.setdefault(id(pair.new), {})[name] = fact
            if pair.is_reworded:
                changed[name] = pair.old.words, pair.new.words
    new = {id(one): {given.next_under(one.heading): _fact(one, with_words)} for one in compared.new}
    ordered = _in_order(compared, {**after, **new})
    gone = {name: fact for name, fact in facts.items() if name not in ordered and name not in renewed}
    come = tuple(name for its in new.values() for name in its)
    return Renewed({**ordered, **renewed}, changed, gone, come, tuple(own))


def sentences_noted(facts: Mapping[str, Fact]) -> tuple[Sentence, ...]:
    """The sentences of an edition whose text was not kept, made from the pack's facts.

    A sentence has the words of its fact, or "" if the pack holds none. Its hash is that of the sentence in
    the document. Facts without a place in the document, such as additions, give no sentence.
    """
    words: dict[tuple[str, int, str], list[str]] = {}
    for fact in facts.values():
        if fact.sentence:
            words.setdefault((fact.heading, fact.sentence, fact.hash), []).append(fact.words)
    return tuple(
        Sentence(heading, number, " ".join(halves), noted=noted)
        for (heading, number, noted), halves in words.items()
    )


def halves(name: str, second: str, facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """Cut the fact `name` in two before the words `second`; give the halves by their ids.

    Both halves keep the place of their sentence in the document. D12 becomes D12a and D12b. If D12a is cut
    again, its first half keeps the id D12a, and its second half gets the next free letter.

    Raises ValueError if the fact is an addition, which the document lacks. Raises it too if the fact's words
    begin with `second`, lack it, or have it more than once.
    """
    fact = facts[name]
    begins = re.finditer(rf"(?<!\w){re.escape(second.strip())}(?!\w)", fact.words, re.IGNORECASE)
    (at, *more) = [met.start() for met in begins] or (0,)
    first = ENDED.sub("", fact.words[:at])
    if more:
        raise ValueError(f'{name} says "{second}" more than once: name some words more')
    if fact.is_addition or not second.strip() or not first:
        told = "is an addition" if fact.is_addition else f'says "{fact.words}"'
        raise ValueError(f'{name} {told}, and cannot be cut at "{second}": name words of it, not its first')
    whole = name.rstrip(ascii_lowercase)
    left = [f"{whole}{letter}" for letter in ascii_lowercase if f"{whole}{letter}" not in facts]
    ids = (name, left[0]) if whole != name else (left[0], left[1])
    last = fact.words[at:]
    words = f"{first}.", f"{last[:1].upper()}{last[1:]}"
    return {one: replace(fact, words=its) for one, its in zip(ids, words, strict=True)}


def before_mending(text: Sequence[Sentence], facts: Mapping[str, Fact]) -> tuple[Sentence, ...]:
    """The sentences of a document as they were when its facts were made from them.

    `text` is the document as it is now: an editor may have mended it after the facts were made. If `text`
    still has the sentence of every fact, the result is `text`. Otherwise the result is the sentences noted in
    the facts (`sentences_noted`), then the sentences of `text` under headings from which no fact comes.
    """
    noted = sentences_noted(facts)
    stand = {(one.heading, one.number, one.hash) for one in text}
    if all((one.heading, one.number, one.hash) in stand for one in noted):
        return tuple(text)
    known = {one.hash for one in noted}
    headings = {one.heading for one in noted} | {one.heading for one in text if one.hash in known}
    unread = (one for one in text if one.hash not in known and one.heading not in headings)
    return (*noted, *unread)


def _in_order(compared: Compared, found: Mapping[int, Mapping[str, Fact]]) -> dict[str, Fact]:
    """The facts by their ids, in the order of headings and sentences of the new edition.

    The keys of `found` are Python's `id()` of each sentence. Each value holds the facts of that sentence.
    """
    sentences = [*(pair.new for pair in compared.pairs), *compared.new]
    headings = {one.heading: at for at, one in reversed(list(enumerate(sentences)))}
    sentences.sort(key=lambda one: (headings[one.heading], one.number))
    return {name: fact for one in sentences for name, fact in found.get(id(one), {}).items()}


def _fact(sentence: Sentence, with_words: bool) -> Fact:
    return Fact(sentence.heading, sentence.words if with_words else "", sentence.number, sentence.hash)
