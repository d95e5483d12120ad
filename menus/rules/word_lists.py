"""Finds words of a list in a text: the lists of checks.toml, as staff write them."""

import re
from collections.abc import Iterable
from functools import lru_cache

SHORT = 3  # letters: a unit like "g" is not the beginning of "group"


def words_listed(text: str, listed: Iterable[str], numbers: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The listed words that a text holds, in lower case, each once.

    A listed word finds longer ones that begin with it, unless it has 3 letters or fewer. "# " stands for
    digits or one of `numbers`.
    """
    patterns = "|".join(_pattern(words, numbers) for words in listed)
    return tuple(dict.fromkeys(re.findall(patterns, text.lower()))) if patterns else ()


@lru_cache(maxsize=1024)  # every text of a pack is held against the same few lists
def _pattern(listed: str, numbers: tuple[str, ...]) -> str:
    number = "|".join((r"\d[\d.,]*", *(rf"{re.escape(word)}\b" for word in numbers)))
    words = re.escape(listed.lower()).replace(r"\#\ ", rf"(?:{number})\s?").replace(r"\ ", r"\s+")
    last = listed.split()[-1] if listed.split() else ""
    return rf"\b{words}" + (r"s?\b" if len(last) <= SHORT else r"\w*")
