"""The words, numbers and marks of a sentence, and the stem that the forms of a word share."""

import re
from functools import lru_cache

from menus.tracing.traced import Lists

BLANK = re.compile(r"\{[a-z0-9_]+\}")
SPELT = re.compile(r"\b[A-Z](?: [A-Z]\b)+")  # "I N R", which a voice spells
DIGITS = re.compile(r"\d(?:[ ,]*\d)*")
TOKEN = re.compile(r"\d+|[^\W\d_]+(?:['’][^\W\d_]+)*|[,;:.?!()]")
CLAUSE_ENDS = frozenset(",;:.?!()")
STEM, SHORTEST = 5, 3  # letters
ENDINGS = ("ing", "ed", "es", "ly", "er", "s", "e")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem that a word shares with its other forms: "stopped" and "stopping" give "stop"."""
    if word.isdigit():
        return word
    word = word.replace("’", "'").removesuffix("'s")
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            word = word.removesuffix(ending)
            break
    if len(word) > SHORTEST and word[-1] == word[-2]:
        word = word[:-1]
    if word.endswith(("i", "y")) and len(word) > SHORTEST:
        word = word[:-1]
    return word[:STEM]


def tokens(text: str) -> tuple[str, ...]:
    """The words, numbers and marks of a text in lower case, without blanks ("{due}").

    "1 1 1" is one number, and "I N R" one word.
    """
    spelt = SPELT.sub(lambda letters: letters[0].replace(" ", ""), text)
    plain = BLANK.sub(" ", spelt.lower()).replace("-", " ")
    joined = DIGITS.sub(lambda digits: re.sub(r"\D", "", digits[0]), plain)
    return tuple(TOKEN.findall(joined))


def tells(token: str, lists: Lists) -> bool:
    """Whether a word or number tells what a sentence is about: any number, and words not in `lists.small`."""
    return token.isdigit() or (len(token) > 1 and token not in lists.small)
