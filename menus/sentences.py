"""Cuts a text into sentences and words, as a reader counts them."""

import re

END = re.compile(r"(?<=[.!?])\s+")
# a phone number, however it is spaced, is read as one thing
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d(?:[\d ,.]*\d)?")
LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, each with its closing mark."""
    return tuple(part for part in END.split(text.strip()) if part)


def words(text: str) -> tuple[str, ...]:
    """The words of a text as a reader counts them: a number is one word, and so is "flare-ups"."""
    return tuple(WORD.findall(text))


def plain_words(text: str) -> tuple[str, ...]:
    """The words of a text as spoken, in lower case, without numbers; "flare-ups" is two words."""
    return tuple(LETTERS.findall(text.lower().replace("’", "'")))
