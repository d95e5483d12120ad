"""What people would write for a phrase of a pack: each choice of each word, written out."""

from collections.abc import Iterator
from itertools import chain

from menus.phrasing.phrases import ENDS, GAPS, Grammar


def readings(source: str, grammar: Grammar) -> Iterator[str]:
    """What people would write for a phrase, until each choice of each word has been written once.

    The first holds the first choices; every second one leaves out what may be missing. Raises PhraseError.
    """
    slots = [_slot(element, grammar) for element in source.split() if _says_something(element)]
    for turn in range(max(len(choices) for choices, _ in slots)):
        words = (choices[turn % len(choices)] for choices, needed in slots if needed or turn % 2)
        yield " ".join(words)


def _says_something(element: str) -> bool:
    return not (element in GAPS or element in ENDS or element == "&" or element.startswith("!"))


def _slot(element: str, grammar: Grammar) -> tuple[tuple[str, ...], bool]:
    """The choices of one word as the pack has them, and whether one of them must be there."""
    parts = (_members(part, grammar) for part in element.removesuffix("?").split("/"))
    choices = tuple(choice for choice in chain.from_iterable(parts) if choice not in ENDS)
    return choices, not element.endswith("?") and bool(choices)


def _members(part: str, grammar: Grammar) -> tuple[str, ...]:
    return grammar.sets[part[1:]] if part.startswith("@") else (grammar.meant(part.replace("_", " ")),)
