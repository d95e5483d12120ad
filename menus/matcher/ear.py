"""The second ear: learnt weights of runs of letters hear trouble that no rule does (R48, ADR 16)."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise, repeat
from zlib import crc32

from menus.matcher.answers import Careful, Command, Found, Nothing, Seen, Unsure, Urgent, Worried
from menus.matcher.learnt.sorted_runs import SortedRuns

# The weights of runs by their marks (below): as many as are learnt lie in a sorted table.
Weights = Mapping[int, int] | SortedRuns

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

# How much louder than an emergency trouble must sound beside care with a medicine that rules found: who
# tells of a dose not kept down, or of somebody who refuses it, sounds like trouble too (ADR 16).
BESIDE_CARE = 50


@dataclass(frozen=True, slots=True)
class Voice:
    """The weights that the second ear has learnt for one subject besides trouble, such as a medicine.

    `weights` are those of runs of letters. A message that scores `speaks` or more is about the subject.
    """

    weights: Weights = field(repr=False)
    speaks: int


SILENT = Voice({}, 1)


@dataclass(frozen=True, slots=True)
class Ear:
    """The second ear of a language: learnt weights for trouble, and the scores from which it acts.

    `weights` maps the hash of a run of letters (`_mark`) to a weight from -127 to 127. Most runs have none.
    The weights of its runs give a message its score of trouble. These scores have an effect:

    - `speaks` or more: the person is asked whether someone is ill, if the rules gave no sure answer.
    - `insists` or more: the person is asked even if the rules found a topic by evidence.
    - `names` or more: the answer is the reply to an emergency.
    - Below `doubts`: an alarm raised by a figure of speech becomes a question.

    `care` and `stop` hold weights for two other subjects, care with a medicine and no more texts.
    """

    weights: Weights = field(repr=False)
    speaks: int
    insists: int
    names: int
    doubts: int
    care: Voice = SILENT
    stop: Voice = SILENT


@lru_cache(maxsize=1024)
def _of_word(word: str) -> tuple[bytes, ...]:
    """The runs of 3 to 5 letters in one word (its edges count as letters), and the word itself; cached."""
    edged = f"^{word}$".encode()
    runs = [edged[at : at + size] for size in LETTERS for at in range(max(1, len(edged) - size + 1))]
    return (*dict.fromkeys(runs), f"{word} ".encode())


def runs_of(words: Sequence[str]) -> set[bytes]:
    """The parts of a message that may have a weight: runs of letters, words, and pairs of words.

    A pair is two consecutive words, or two words with one word between them.
    """
    found: set[bytes] = set()
    for word in set(words):
        found.update(_of_word(word))
    text = ["<", *words, ">"]
    found.update(f"{one} {other} ".encode() for one, other in pairwise(text))
    found.update(f"{one}_{other} ".encode() for one, other in zip(text, text[2:], strict=False))
    return found


def _mark(run: bytes) -> int:
    """Hash a run of letters into a number of 24 bits, the key of the run's weight."""
    return crc32(run) & MARK


@lru_cache(maxsize=4)
def marks(words: tuple[str, ...]) -> frozenset[int]:
    """The hashes of all short runs of letters in the words; each is the key under which a weight is found.

    Cached, because the second ear looks up the same words for trouble and for each other subject.
    """
    return frozenset(map(_mark, runs_of(words)))


def level(ear: Ear, words: Sequence[str]) -> int:
    """The score of trouble for some words, on one scale for messages of any length.

    A short message is scored as a whole. A long message is also scored part by part. The highest score of a
    part is lowered by `insists` minus `speaks` of the ear, because one of many parts may score high by
    chance. The result is the score of the whole or, if higher, this lowered score.
    """
    further = ear.insists - ear.speaks
    worst = max((_level(ear.weights, part) for part in _parts(words)), default=None)
    whole = _level(ear.weights, words)
    return whole if worst is None else max(whole, worst - further)


def above(voice: Voice, words: Sequence[str]) -> int:
    """The words' score minus `voice.speaks`, the lowest score of a message on the voice's subject.

    The result is negative for a lower score: then the second ear gives no answer on that subject.
    """
    return _level(voice.weights, words) - voice.speaks


def _level(weights: Weights, words: Sequence[str]) -> int:
    """The score of trouble for some words: the higher, the more trouble.

    It is the sum of the weights of their runs of letters, divided by the square root of the number of runs.
    """
    found = marks(tuple(words))
    whole = (
        weights.total(found) if isinstance(weights, SortedRuns) else sum(map(weights.get, found, repeat(0)))
    )
    return round(whole / math.sqrt(len(found)))


def _parts(words: Sequence[str]) -> list[Sequence[str]]:
    """The overlapping windows of 24 words of a long message; each overlaps half of the one before.

    Empty if the message has at most 40 words.
    """
    if len(words) <= LONG:
        return []
    return [words[at : at + WINDOW] for at in range(0, len(words) - WINDOW + STEP, STEP)]


def loudest(ear: Ear, words: Sequence[str], most: int = 8) -> list[tuple[str, int]]:
    """The runs of letters that add most to a message's score of trouble, to explain the second ear.

    Each has its weight, the heaviest first, `most` at most; only weights above 0 are given. The runs come
    from the whole message or, in a long message, from the part with the highest score.
    """
    worst = max((words, *_parts(words)), key=lambda part: _level(ear.weights, part))
    weighed = [(run.decode(), ear.weights.get(_mark(run), 0)) for run in runs_of(worst)]
    return sorted((one for one in weighed if one[1] > 0), key=lambda one: (-one[1], one[0]))[:most]


def listen(ear: Ear | None, words: Sequence[str], trace: tuple[Seen, ...]) -> tuple[Seen, ...]:
    """Ask the second ear whether a message tells of trouble; give `trace` with its result added.

    `words` are the message's words. `trace` holds the results of the matcher's layers, the last with the
    answer. What the second ear may do depends on that answer:

    (a) The rules found nothing, or would only ask: it answers if the score of trouble is at least
        `Ear.speaks`.
    (b) The rules found a topic by evidence, a medicine that is only mentioned, or a clause that says stop: it
        answers if the score is at least `Ear.insists`.
    (c) The rules found care with a medicine: it answers if the score is at least `Ear.names` plus 50.
    (d) An alarm was raised by a figure of speech: it may turn the alarm into a question.
    (e) Any other answer stays, such as a keyword, a command or another alarm.

    An answer of the second ear becomes the last result. If `ear` is None, `trace` stays as it is.
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
    """The second ear's answer to a message whose score of trouble, `found`, is high enough for one.

    It is the question whether someone is ill. If the score is at least `Ear.names`, and the message has six
    words or more, it is the reply to a medical emergency. The second ear cannot tell despair from illness,
    and that reply names 999 first.
    """
    return Urgent("body") if found >= ear.names and len(words) >= FEW else Worried("ear")


def _doubt(ear: Ear, words: Sequence[str], trace: tuple[Seen, ...]) -> tuple[Seen, ...]:
    """Replace an alarm that the rules found by a question, if the message sounds ordinary.

    Gives `trace` (the results of the layers), with the question added at its end in that case.
    """
    found = level(ear, words)
    if found >= ear.doubts:
        return trace
    return (*trace, Seen("ear", f"level {found}, doubts below {ear.doubts}", Worried("ear")))


def _bar(ear: Ear, last: Seen) -> int | None:
    """The score of trouble from which the ear may replace `last`, the answer of the rules; None for never."""
    match last.answer:
        case Nothing("unknown") | Unsure():
            return ear.speaks
        case Found() if last.layer == "evidence":
            return ear.insists
        case Careful() if last.layer == "owned":
            return ear.insists
        case Careful() if last.layer == "careful":
            return ear.names + BESIDE_CARE
        case Command("STOP") if last.layer == "clause":
            return ear.insists
    return None
