"""The second ear: adds up what the runs of letters in a message weigh, where the rules hear nothing (R48)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

from menus.answers import Found, Nothing, Seen, Unsure, Worried

LETTERS = (3, 4, 5)
"""How long a run of letters within one word is, its two edges counted as letters."""

ZERO = 128
"""The byte that stands for a weight of 0: one byte holds -128 to 127."""

LONG, WINDOW, STEP = 40, 24, 12
"""A message of over `LONG` words is listened to in windows, so that one sentence of trouble is not lost in a
long letter.
"""


@dataclass(frozen=True, slots=True)
class Ear:
    """What was learnt: one byte for each of 2**n buckets, and from which level on the ear speaks; against a
    topic found by evidence, from which it insists.
    """

    weights: bytes = field(repr=False)
    speaks: int
    insists: int


@lru_cache(maxsize=1024)
def _of_word(word: str) -> tuple[bytes, ...]:
    """The runs of letters in one word, and the word itself with a space behind it. Most words come again."""
    edged = f"^{word}$".encode()
    runs = [edged[at : at + size] for size in LETTERS for at in range(max(1, len(edged) - size + 1))]
    return (*dict.fromkeys(runs), f"{word} ".encode())


def runs_of(words: Sequence[str]) -> set[bytes]:
    """Everything in the words that may weigh: runs of letters, words, and words that stand side by side."""
    found: set[bytes] = set()
    for word in set(words):
        found.update(_of_word(word))
    text = ["<", *words, ">"]
    found.update(f"{one} {other} ".encode() for one, other in pairwise(text))
    return found


def buckets(words: Sequence[str], of: int) -> set[int]:
    """The bucket of each run: CRC-32, which is the same in every process and every Python."""
    return {crc32(run) % of for run in runs_of(words)}


def level(ear: Ear, words: Sequence[str]) -> int:
    """How much trouble the words tell of. Of a long message the worst part counts too, once it is as bad as
    the ear needs to insist: many parts are many chances to be wrong.
    """
    further = ear.insists - ear.speaks
    worst = max((_level(ear.weights, part) for part in parts(words)), default=None)
    whole = _level(ear.weights, words)
    return whole if worst is None else max(whole, worst - further)


def _level(weights: bytes, words: Sequence[str]) -> int:
    """The sum of the weights over the root of their number: a message of any length stands on one scale."""
    found = buckets(words, len(weights))
    return round((sum(map(weights.__getitem__, found)) - ZERO * len(found)) / math.sqrt(len(found)))


def parts(words: Sequence[str]) -> list[Sequence[str]]:
    """The windows of a long message, each half over the next; none of a shorter one."""
    if len(words) <= LONG:
        return []
    return [words[at : at + WINDOW] for at in range(0, len(words) - WINDOW + STEP, STEP)]


def loudest(ear: Ear, words: Sequence[str], most: int = 8) -> list[tuple[str, int]]:
    """The runs that spoke for trouble, the heaviest first, each with its weight."""
    worst = max((words, *parts(words)), key=lambda part: _level(ear.weights, part))
    weighed = [(run.decode(), ear.weights[crc32(run) % len(ear.weights)] - ZERO) for run in runs_of(worst)]
    return sorted((one for one in weighed if one[1] > 0), key=lambda one: (-one[1], one[0]))[:most]


def listened(ear: Ear | None, words: Sequence[str], trace: tuple[Seen, ...]) -> tuple[Seen, ...]:
    """The trace of the rules, with what the ear made of the message where it may speak.

    It may where they found nothing or only ask; against a topic found by evidence it must insist; all else
    stands: an exact keyword, a command, an alarm.
    """
    bar = _bar(ear, trace[-1]) if ear else None
    if ear is None or bar is None or not any(word.isalpha() for word in words):
        return trace  # a bare number, too, is nobody's trouble
    found = level(ear, words)
    saw = f"level {found}, speaks from {bar}"
    if found >= bar:
        return (*trace, Seen("ear", saw, Worried("ear")))
    return (*trace[:-1], Seen("ear", saw, None), trace[-1])


def _bar(ear: Ear, last: Seen) -> int | None:
    """The level from which the ear may speak after what the rules made of a message; None for never."""
    match last.answer:
        case Nothing("unknown") | Unsure():
            return ear.speaks
        case Found() if last.layer == "evidence":
            return ear.insists
    return None
