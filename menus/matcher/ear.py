"""The second ear: learnt weights of short runs of letters show trouble where no rule does (R48, ADR 16)."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise, repeat
from zlib import crc32

from menus.matcher.answers import Careful, Command, Found, Nothing, Seen, Unsure, Urgent, Worried

# How long a run of letters within one word is, its two edges counted as letters.
LETTERS = (3, 4, 5)

# A run is known by 24 bits of its CRC-32, which is the same in every process and every Python.
MARK = 0xFFFFFF

# A message of fewer words is too short to be named an emergency by its sound: so sounds "bad breath". With 5
# or 7 one answer to the 4,073 rows of tests/messages.tsv changes, and none goes wrong.
FEW = 6

# A message of over `LONG` words is listened to in windows, so that one sentence of trouble is not lost in a
# long letter (ADR 16). With 30 or 50 no answer to a row changes.
LONG, WINDOW, STEP = 40, 24, 12


@dataclass(frozen=True, slots=True)
class Voice:
    """The weights that the second ear has learnt for one subject besides trouble, such as a medicine.

    `weights` are those of runs of letters. A message that scores `speaks` or more is about the subject.
    """

    weights: Mapping[int, int] = field(repr=False)
    speaks: int


SILENT = Voice({}, 1)


@dataclass(frozen=True, slots=True)
class Ear:
    """The weights that the second ear has learnt for trouble, and the levels of trouble that have an effect.

    `weights` gives a run of letters, which is known by a number (`_mark`), a weight from -127 to 127; most
    runs have none. At the level `speaks` or above, the person is asked whether someone is ill; at
    `insists`, even if the rules found a topic by evidence; at `names`, the answer is that for an emergency.
    Below `doubts` a message sounds so ordinary that an alarm raised by a figure of speech becomes a
    question. `care` and `stop` are for other subjects: a medicine, and no more texts.
    """

    weights: Mapping[int, int] = field(repr=False)
    speaks: int
    insists: int
    names: int
    doubts: int
    care: Voice = SILENT
    stop: Voice = SILENT


@lru_cache(maxsize=1024)
def _of_word(word: str) -> tuple[bytes, ...]:
    """The runs of letters in one word, and the word itself; cached, since most words come again."""
    edged = f"^{word}$".encode()
    runs = [edged[at : at + size] for size in LETTERS for at in range(max(1, len(edged) - size + 1))]
    return (*dict.fromkeys(runs), f"{word} ".encode())


def runs_of(words: Sequence[str]) -> set[bytes]:
    """All of a message that may have a weight: runs of letters, words, and pairs of words.

    A pair is two words in a row, or two with one word between them.
    """
    found: set[bytes] = set()
    for word in set(words):
        found.update(_of_word(word))
    text = ["<", *words, ">"]
    found.update(f"{one} {other} ".encode() for one, other in pairwise(text))
    found.update(f"{one}_{other} ".encode() for one, other in zip(text, text[2:], strict=False))
    return found


def _mark(run: bytes) -> int:
    """The number of 24 bits by which the weight of a run of letters is looked up."""
    return crc32(run) & MARK


@lru_cache(maxsize=4)
def marks(words: tuple[str, ...]) -> frozenset[int]:
    """The numbers (`_mark`) of all runs in the words; cached, since the ear checks for several subjects."""
    return frozenset(map(_mark, runs_of(words)))


def level(ear: Ear, words: Sequence[str]) -> int:
    """How much trouble the words tell of, on one scale for messages of any length.

    Each part of a long message is measured too. Of many parts one is easily high by chance; so the highest
    is lowered by the difference between the ear's `insists` and `speaks`, and counts only if it is still
    above the level of the whole message.
    """
    further = ear.insists - ear.speaks
    worst = max((_level(ear.weights, part) for part in _parts(words)), default=None)
    whole = _level(ear.weights, words)
    return whole if worst is None else max(whole, worst - further)


def above(voice: Voice, words: Sequence[str]) -> int:
    """How far a message scores above `speaks`, the score from which it is about the voice's subject.

    Below 0 the ear gives no answer on that subject.
    """
    return _level(voice.weights, words) - voice.speaks


def _level(weights: Mapping[int, int], words: Sequence[str]) -> int:
    """The sum of the weights of all runs, divided by the square root of the number of runs."""
    found = marks(tuple(words))
    return round(sum(map(weights.get, found, repeat(0))) / math.sqrt(len(found)))


def _parts(words: Sequence[str]) -> list[Sequence[str]]:
    """The parts of a long message, each beginning in the middle of the one before; none of a short one."""
    if len(words) <= LONG:
        return []
    return [words[at : at + WINDOW] for at in range(0, len(words) - WINDOW + STEP, STEP)]


def loudest(ear: Ear, words: Sequence[str], most: int = 8) -> list[tuple[str, int]]:
    """The runs of letters that show most trouble, each with its weight, the heaviest first."""
    worst = max((words, *_parts(words)), key=lambda part: _level(ear.weights, part))
    weighed = [(run.decode(), ear.weights.get(_mark(run), 0)) for run in runs_of(worst)]
    return sorted((one for one in weighed if one[1] > 0), key=lambda one: (-one[1], one[0]))[:most]


def listen(ear: Ear | None, words: Sequence[str], trace: tuple[Seen, ...]) -> tuple[Seen, ...]:
    """Give `trace`, which holds what each layer found, with what the second ear finds added.

    The last entry of a trace has the answer. The ear may replace it if the rules found nothing, or would
    only ask. Against a topic found by evidence, a medicine that is only mentioned, or a clause that says
    stop, it needs the level `insists`. It may turn an alarm that a figure of speech raised into a question.
    Any other answer stays: a keyword, a command, another alarm.
    """
    if ear is None or not any(word.isalpha() for word in words):
        return trace  # a bare number, too, is nobody's trouble
    if isinstance(trace[-1].answer, Urgent):
        return _doubt(ear, words, trace) if trace[-1].answer.saying else trace
    bar = _bar(ear, trace[-1])
    if bar is None:
        return trace
    found = level(ear, words)
    saw = f"level {found}, speaks from {bar}"
    if found >= bar:
        return (*trace, Seen("ear", saw, _answer(ear, words, found)))
    return (*trace[:-1], Seen("ear", saw, None), trace[-1])


def _answer(ear: Ear, words: Sequence[str], found: int) -> Worried | Urgent:
    """The ear's answer to this level of trouble: a question or, from the ear's `names` up, an emergency.

    A message of few words is only ever asked about. The ear cannot tell despair from illness, so the
    emergency is one of the body, which names 999 first.
    """
    return Urgent("body") if found >= ear.names and len(words) >= FEW else Worried("ear")


def _doubt(ear: Ear, words: Sequence[str], trace: tuple[Seen, ...]) -> tuple[Seen, ...]:
    """The trace of an alarm by the rules; if the message sounds ordinary, a question replaces the alarm."""
    found = level(ear, words)
    if found >= ear.doubts:
        return trace
    return (*trace, Seen("ear", f"level {found}, doubts below {ear.doubts}", Worried("ear")))


def _bar(ear: Ear, last: Seen) -> int | None:
    """The level of trouble from which the ear may replace the rules' answer; None if it never may."""
    match last.answer:
        case Nothing("unknown") | Unsure():
            return ear.speaks
        case Found() if last.layer == "evidence":
            return ear.insists
        case Careful() if last.layer == "owned":
            return ear.insists
        case Command("STOP") if last.layer == "clause":
            return ear.insists
    return None
