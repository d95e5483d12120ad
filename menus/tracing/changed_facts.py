"""The rule that a fact says what its sentence of the document says, if the pack keeps the document (R23)."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from menus.document.kept_text import sentences_of
from menus.facts.fact import Fact
from menus.facts.found import hash_of
from menus.model import Fault
from menus.said import Look
from menus.tracing.comparing import compare
from menus.tracing.number_words import HUNDRED, THOUSAND, in_words
from menus.tracing.tokens import tokens
from menus.tracing.trace import names_of
from menus.tracing.traced import Lists

FILE = "facts.toml"
PAIRS, SHOWN = 3, 12  # facts that the warning shows beside the document's sentence, and ids that it names
OF_DOCUMENT = (("its facts do not", "the document does not"), ("its facts are not", "the document is not"))
MEND = (
    "`flask trace --document` with document/text.md shows each beside the document's: where it says more, "
    "take the document's words back, and write your own as a fact without `hash`, with other letters (R23)"
)


def changed_facts(look: Look) -> Iterator[Fault]:
    """Find the facts whose words are no longer those of their sentence in document/text.md; give one warning.

    A fact's hash tells which sentence is its own. A fact that has a part of the sentence, because it was
    split, is not found. The warning names the facts found. Of those that say something else than the
    document (a number, a denial, a strength, a name), it shows some beside the document's sentence.
    """
    if look.language.first or not (changed := _in_other_words(look)):
        return
    otherwise = {number: found for number, pair in changed.items() if (found := _differs(look, *pair))}
    first = next(iter(otherwise or changed))
    many = f"{len(changed)} facts are" if len(changed) > 1 else "1 fact is"
    says = f"{many} no longer in the document's words: {_listed([*changed])}"
    if otherwise:
        says += f"; {len(otherwise)} of them tell it otherwise: {_listed([*otherwise])}"
    for number, found in tuple(otherwise.items())[:PAIRS]:
        fact, theirs = changed[number]
        says += f'. {number} {found}: "{fact.words}" (the document: "{theirs}")'
    yield Fault(FILE, f"fact.{first}.words", says, MEND, "warning")


def _listed(numbers: list[str]) -> str:
    return ", ".join(numbers[:SHOWN]) + (f" and {len(numbers) - SHOWN} more" if numbers[SHOWN:] else "")


def _differs(look: Look, fact: Fact, theirs: str) -> str:
    """What a fact says otherwise than the document's sentence `theirs`, in words; "" if nothing is found."""
    lists, names = look.language.traced.lists, names_of(look.language)
    found = compare(fact.words, {"": replace(fact, words=theirs)}, lists, names, name=False)
    says = found[0].says if found else ""
    for ours, its in OF_DOCUMENT:
        says = says.replace(ours, its)
    return says.replace("its facts", "the document").replace("its fact", "the document")


def _in_other_words(look: Look) -> Mapping[str, tuple[Fact, str]]:
    """The facts whose words do not stand in their sentence of the document, by id, each with the sentence."""
    kept = {hash_of(one.words): one.words for one in sentences_of(look.pack.document.text)}
    found = {}
    lists = look.language.traced.lists
    for number, fact in look.pack.facts.items():
        theirs = kept.get(fact.hash, "")
        if theirs and fact.words and _plain(fact.words, lists) not in _plain(theirs, lists):
            found[number] = (fact, theirs)
    return found


def _plain(text: str, lists: Lists) -> str:
    """The words of a text without its marks, and its numbers in figures: "in a hundred" is "in 100"."""
    words = [token for token in tokens(text) if token[0].isalnum()]
    large = {str(HUNDRED), str(THOUSAND)}
    found = in_words(tuple(words), lists.numbers, "".join(lists.joins[:1]))
    for at, end, value in reversed(tuple(found)):
        a_hundred = value in large and words[max(at - 1, 0)] in ("a", "an")
        words[at - a_hundred : end] = [value]
    return f" {' '.join(words)} "
