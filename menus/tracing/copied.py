"""The rule that no topic says the document's sentences word for word (R23), for `flask check`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from menus.document.kept_text import sentences_of
from menus.facts.found import hash_of
from menus.model import Fault, Topic
from menus.said import Look
from menus.tracing.trace import names_of
from menus.tracing.units import Statement, statements

# Words in a row that two writers hardly choose alike. Names in capitals, figures, days, months and medicines
# are none of them: whoever says the same says these alike.
RUN = 8
# Of them, different ones that are no small words, nor people to ask: "it has to be done by" is nobody's own.
TELLING = 5
LONGEST = 60  # characters that a fault quotes
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
MEND = "say it in words of your own, shorter and for the ear: facts carry over, sentences do not (R23)"
Runs = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Met:
    """A run of words that a statement (`of`) shares with the document.

    `words` are the words that count, in small letters. `quoted` is the run as it stands in the statement.
    """

    words: tuple[str, ...]
    quoted: str
    of: Statement


def copied(look: Look) -> Iterator[Fault]:
    """Find the topics that share long runs of words with the document; each topic gets one warning (R23).

    The document's words are those of document/text.md, and of facts whose words are still the document's. If
    the pack has neither, only a whole copied sentence is found, by its hash.
    """
    hashes = {fact.hash for fact in look.pack.facts.values() if fact.hash}
    every, known = _runs_of_document(look), _uncounted(look)
    lists = look.language.traced.lists
    plain = {*lists.small, *lists.names}
    met: dict[str, list[_Met]] = {}
    for one in statements(look):
        if one.topic and not one.is_name and not _rests_on_additions(look, one):
            found = _longest(one, every, known, hashes)
            if found and len(set(found.words) - plain) >= TELLING:
                met.setdefault(one.topic, []).append(found)
    for name, its in met.items():
        yield _fault(look, look.language.topics[name], its)


def _fault(look: Look, topic: Topic, its: list[_Met]) -> Fault:
    most = max(its, key=lambda one: len(one.words))
    says = f'{len(most.words)} words in a row are the document\'s own: "{_shortened(most)}"'
    others = [f'"{_shortened(one)}" in {one.of.key}' for one in its if one is not most]
    also = f"; so are {', '.join(dict.fromkeys(others))}" if others else ""
    return Fault(look.file(topic), most.of.key, says + also, MEND, "warning", about=most.of.words)


def _shortened(one: _Met) -> str:
    return one.quoted if len(one.quoted) <= LONGEST else f"{one.quoted[:LONGEST]}…"


def _runs_of_document(look: Look) -> Runs:
    """The runs of 8 words in the document's sentences.

    Runs that stand in the document's name, or in the additions (safety lines of the base), are left out.
    """
    facts, document = look.pack.facts.values(), look.pack.document
    own = (fact.words for fact in facts if fact.hash and hash_of(fact.words) == fact.hash)
    kept = (one.words for one in sentences_of(document.text))
    free = (*(fact.words for fact in facts if fact.is_addition), document.name)
    known = _uncounted(look)
    theirs = chain.from_iterable(_runs(_counted(words, known)) for words in (*kept, *own))
    return frozenset(theirs) - frozenset(chain.from_iterable(_runs(_counted(words, known)) for words in free))


def _rests_on_additions(look: Look, one: Statement) -> bool:
    facts = look.pack.facts
    return bool(one.ids) and all(name in facts and facts[name].is_addition for name in one.ids or ())


def _uncounted(look: Look) -> frozenset[str]:
    """Words that do not count in a run: numbers, days, months, and the pack's medicines."""
    language = look.language
    times = (*language.days, *language.months, *language.short_days, *language.short_months)
    numbers = language.traced.lists.numbers
    return names_of(language).medicines | frozenset(word.lower() for word in (*times, *numbers))


def _counted(text: str, uncounted: frozenset[str]) -> list[tuple[str, int, int]]:
    """The words of a text, without those in `uncounted`, in small letters: each as (word, start, end)."""
    return [
        (word, *found.span())
        for found in WORD.finditer(text)
        if not found[0].isupper()
        and len(word := found[0].lower().replace("’", "'").replace("'", "")) > 1
        and word.removesuffix("s") not in uncounted
        and word not in uncounted
    ]


def _runs(counted: list[tuple[str, int, int]]) -> Iterator[tuple[str, ...]]:
    words = [word for word, _, _ in counted]
    return (tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def _longest(one: Statement, every: Runs, uncounted: frozenset[str], hashes: set[str]) -> _Met | None:
    """The longest run of words that a statement shares with the document; None if it shares none.

    `every` has the document's runs of words. `uncounted` are words that do not count. `hashes` are the hashes
    of the document's sentences. If a long enough statement has one of these hashes, all of it is the run.
    """
    counted = _counted(one.words, uncounted)
    words = tuple(word for word, _, _ in counted)
    if len(words) >= RUN and hash_of(one.words) in hashes:
        return _Met(words, one.words, one)
    start, most, so_far = 0, 0, 0
    for at, run in enumerate(_runs(counted)):
        so_far = so_far + 1 if run in every else 0
        if so_far > most:
            start, most = at - so_far + 1, so_far
    end = start + most + RUN - 1
    return _Met(words[start:end], one.words[counted[start][1] : counted[end - 1][2]], one) if most else None
