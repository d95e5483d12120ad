"""Makes example messages for a phrase of a pack, to test that the phrase is found in them."""

from collections.abc import Iterator
from itertools import chain

from menus.phrasing.phrases import ENDS, GAPS, Grammar


def examples(source: str, grammar: Grammar) -> Iterator[str]:
    """Messages in which a phrase must be found; together they have every choice ("pain" and "ache").

    The first message has the first choices, the second the second, and so on. Optional words (`x?`) are in
    every second message only. A phrase without a word to find, such as "", gives no message. `source` is the
    phrase as the pack writes it, which `menus.phrasing.phrases.read_phrase` must be able to read.
    """
    slots = [_slot(element, grammar) for element in source.split() if _says_something(element)]
    for turn in range(max((len(choices) for choices, _ in slots), default=0)):
        words = (choices[turn % len(choices)] for choices, needed in slots if needed or turn % 2)
        yield " ".join(words)


def example(source: str, grammar: Grammar) -> str:
    """One message in which a phrase must be found; "" if the phrase has no word to find."""
    return next(examples(source, grammar), "")


GAP = "…"


def spoken(source: str, grammar: Grammar) -> str:
    """A phrase as a person reads it: the first choice of each element, optional ones included.

    "…" stands where other words may come between. The `source` must be one that `read_phrase` can read.
    """
    told = [GAP if _is_gap(one) else _slot(one, grammar)[0][0] for one in _read(source.split(), grammar)]
    return " ".join(told).strip(f"{GAP} ")


def _read(elements: list[str], grammar: Grammar) -> Iterator[str]:
    """The elements of a phrase that a person is to read: its words and gaps.

    Of optional words in a row only the first is given. An optional word is left out if the next element
    begins with it, because the person would read "to to live" otherwise.
    """
    told = [one for one in elements if _is_told(one)]
    for before, one, after in zip(["", *told], told, [*told[1:], ""], strict=False):
        if one.endswith("?"):
            begins = _slot(after, grammar)[0][0].split()[0] if after and not _is_gap(after) else ""
            if before.endswith("?") or _slot(one, grammar)[0][0] == begins:
                continue
        yield one


def _is_gap(element: str) -> bool:
    return element in GAPS or element == "&"


def _is_told(element: str) -> bool:
    return not (element in ENDS or element.startswith("!"))


def _says_something(element: str) -> bool:
    return _is_told(element) and not _is_gap(element)


def _slot(element: str, grammar: Grammar) -> tuple[tuple[str, ...], bool]:
    """The possible wordings of one element of a phrase, and whether the element is required.

    "x/y?" gives its choices "x" and "y", and False because it is optional.
    """
    parts = (_members(part, grammar) for part in element.removesuffix("?").split("/"))
    choices = tuple(choice for choice in chain.from_iterable(parts) if choice not in ENDS)
    return choices, not element.endswith("?") and bool(choices)


def _members(part: str, grammar: Grammar) -> tuple[str, ...]:
    return grammar.sets[part[1:]] if part.startswith("@") else (grammar.correct(part.replace("_", " ")),)
