"""The stem of a word: the part that its forms share ("leak" in "leaks", "leaking"); it may be inexact."""

import re
from functools import lru_cache

# Endings that change with the sentence, the longer first, and what a word has in their place.
ENDINGS = (
    ("iness", "y"), ("ies", "y"), ("ing", ""), ("edly", ""), ("ed", ""), ("est", ""), ("ers", ""), ("er", ""),
    ("ly", ""), ("es", ""), ("s", ""),
)  # fmt: skip

# Endings before which English doubles a letter ("stopping"), and endings in s that are no plural.
DOUBLING, NO_PLURAL = frozenset({"ing", "ed", "est", "ers", "er"}), ("ss", "us", "is")

# Letters of the longest word that is left as it is, and of the shortest stem.
SHORT, SHORTEST = 3, 3

VOWEL = re.compile("[aeiouy]")
DOUBLED = re.compile(r"([^ls])\1\Z")


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """The stem of a plain word: the same for all its forms, but not always a word itself ("batteri")."""
    for ending, instead in ENDINGS if len(word) > SHORT else ():
        if word.endswith(ending) and not (ending == "s" and word.endswith(NO_PLURAL)):
            rest = word.removesuffix(ending) + instead
            if len(rest) >= SHORTEST and VOWEL.search(rest):
                return _softened(_single(rest) if ending in DOUBLING else rest)
    return _softened(word)


def _single(rest: str) -> str:
    """A word whose ending is cut off, without the last letter if doubled: "runn" gives "run".

    A double l or s stays, as in "fall" and "pass".
    """
    return rest[:-1] if len(rest) > SHORTEST and DOUBLED.search(rest) else rest


def _softened(word: str) -> str:
    """The word without an e at its end, and with a y at its end changed into i; short words stay."""
    if len(word) > SHORT and word.endswith("e"):
        word = word[:-1]
    return f"{word[:-1]}i" if len(word) > SHORT and word.endswith("y") else word
