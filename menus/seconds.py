"""Estimates how long words take when spoken, from the number of words."""

import re

A_WORD = 0.4  # seconds, at 150 words a minute
# Milliseconds of quiet: before the first word (mobiles clip it, R1), before a key, between choices (R4).
CLIPPED, KEY_GAP, OPTION_GAP = 500, 300, 800

COUNTED = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d")


def spoken_words(words: str) -> int:
    """The number of words when spoken: each digit is one ("111" is 3), and "flare-up" is two."""
    return len(COUNTED.findall(words))


def quiet(*pauses: int) -> float:
    """The seconds of some pauses together, each of which is given in milliseconds."""
    return sum(pauses) / 1000


def seconds(words: str) -> float:
    """The seconds that the words last when spoken, without pauses: 0.4 for each of `spoken_words`."""
    return round(spoken_words(words) * A_WORD, 1)
