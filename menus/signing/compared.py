"""What a clinician read, beside what is written now: where a comment belongs, and what is read already."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from menus.signing.sheet import Sheet

Fate = Literal["stands", "reworded", "gone", "whole", "parted"]
# How the version before told examples of rules: 25 in one line, which was ticked as a whole.
JOINED = re.compile(r"“[^\n]*”(?:; “[^\n]*”)+")
# From this share of letters in common on, two sentences are one that was reworded.
ALIKE = 0.6
# What is said of no single sentence, by its key.
WHOLE: Mapping[str, str] = {"sounds": "How words sound", "missing": "Something is missing"}


@dataclass(frozen=True, slots=True)
class Objection:
    """A comment, and the sentence that it is about as it was read; "" where that was not kept.

    `fate` is what became of the sentence: it stands as it was, it was reworded (`now` is how), it is gone; it
    was a line of examples, which are told one by one now (`now` is how many stand as they were); or the
    comment is about the whole.
    """

    key: str
    said: str
    comment: str
    fate: Fate
    now: str = ""


def objections(comments: Mapping[str, str], read: Mapping[str, str], sheet: Sheet) -> tuple[Objection, ...]:
    """Each comment with the sentence that it is about, and what became of that sentence.

    `comments` and `read` (all sentences as they were read) are by the key of the line.
    """
    written = {line.key: line.whole for line in sheet.lines}
    return tuple(_objection(key, comment, read, written) for key, comment in comments.items())


def _objection(key: str, comment: str, read: Mapping[str, str], written: Mapping[str, str]) -> Objection:
    if key in WHOLE:
        return Objection(key, WHOLE[key], comment, "whole")
    whole = read.get(key, "")
    said = whole.partition("\n")[0]
    if JOINED.fullmatch(whole):
        stand, every = _standing(whole, written)
        return Objection(key, said, comment, "parted", f"{stand} of {every}")
    if whole in written.values():
        return Objection(key, said, comment, "stands")
    new = {at: words.partition("\n")[0] for at, words in written.items() if words not in read.values()}
    now = _reworded(key, said, new, set()) if said else ""
    now = f"{now} (the examples are others)" if now == said and now else now
    return Objection(key, said, comment, "reworded" if now else "gone", now)


def _reworded(key: str, said: str, written: Mapping[str, str], read: set[str]) -> str:
    """The new sentence that a sentence has become: of those most alike, the one at its place; "" if none."""
    new = [(_alike(said, words), at == key, words) for at, words in written.items() if words not in read]
    return max((one for one in new if one[0] >= ALIKE), default=(0, False, ""))[2]


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def marks(sheet: Sheet) -> dict[str, str]:
    """A hash over each sentence with its facts and its channel, by its key: the same wherever it stands."""
    held = {
        line.key: (piece.channel, line.whole, [(fact.id, fact.words, fact.where) for fact in line.facts])
        for piece in sheet.pieces
        for line in piece.lines
    }
    return {key: hashlib.sha256(repr(of).encode()).hexdigest()[:16] for key, of in held.items()}


def laid_out_before(read: Mapping[str, str], sheet: Sheet) -> tuple[int, int] | None:
    """How many examples of rules were read in the layout of the version before and stand as they were.

    With the number of all that were read so; None if none was. Whether one of the others is gone or only
    worded otherwise cannot be told.
    """
    written = {line.key: line.whole for line in sheet.lines}
    found = [_standing(whole, written) for whole in read.values() if JOINED.fullmatch(whole)]
    return (sum(stand for stand, _ in found), sum(every for _, every in found)) if found else None


def _standing(joined: str, written: Mapping[str, str]) -> tuple[int, int]:
    """How many examples of a line stand as they were, and how many they are."""
    each = joined.split("; ")
    now = {words for whole in written.values() for words in whole.split("\n")}
    return sum(one in now for one in each), len(each)


def changes(read: Mapping[str, str], sheet: Sheet) -> tuple[tuple[str, str], ...]:
    """What was read and is written otherwise now, as pairs of before and now.

    "" stands before what is new, and after what is gone. Of rules that were read in the layout of the version
    before there is nothing to compare: see `laid_out_before`.
    """
    if laid_out_before(read, sheet):
        return ()
    return tuple(_changes(_each(read), _each({line.key: line.whole for line in sheet.lines})))


def _each(read: Mapping[str, str]) -> dict[str, str]:
    """Each sentence, and each example of a rule, by a name of its own."""
    return {
        f"{key}\n{n}" if n else key: words
        for key, whole in read.items()
        for n, words in enumerate(whole.split("\n"))
    }


def _changes(read: Mapping[str, str], written: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    before, now = set(read.values()), set(written.values())
    came = set[str]()
    for key, words in read.items():
        if words not in now:
            new = _reworded(key, words, written, before)
            came.add(new)
            yield words, new
    yield from (("", words) for words in dict.fromkeys(written.values()) if words not in before | came)
