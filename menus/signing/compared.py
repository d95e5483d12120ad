"""Compares what a clinician read with what is written now: what comments are about, and what has changed."""

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
    """A clinician's comment, and what became of the sentence that it is about.

    `key` is the key of the sheet's line. `said` is the sentence as the clinician read it, "" if that was not
    kept. `fate` is what became of it:

    - "stands": it is as it was.
    - "reworded": it was changed, and `now` is the new sentence.
    - "gone": it is no longer there.
    - "parted": it was a line of several examples, and each has a line of its own now. `now` says how many of
      them stand ("3 of 25").
    - "whole": the comment is about no single sentence.
    """

    key: str
    said: str
    comment: str
    fate: Fate
    now: str = ""


def objections(comments: Mapping[str, str], read: Mapping[str, str], sheet: Sheet) -> tuple[Objection, ...]:
    """Each comment with the sentence that it is about, and what became of that sentence.

    `comments` has the comments, and `read` all sentences as they were read. Both are by the key of the
    sheet's line.
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
    """The sentence of `written` (by key) that the sentence `said` has become; "" if none is alike enough.

    The sentence most like `said` counts. If two are equally like it, the one under `key` counts. Sentences in
    `read` are left out.
    """
    new = ((_alike(said, words), at == key, words) for at, words in written.items() if words not in read)
    near = [one for one in new if one[0] >= ALIKE]
    return max(near)[2] if near else ""


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def marks(sheet: Sheet) -> dict[str, str]:
    """A hash (16 hex digits) of each sentence with its facts and its channel, under the key of its line.

    The key is not hashed, so a sentence keeps its hash when it moves.
    """
    held = {
        line.key: (piece.channel, line.whole, [(fact.id, fact.words, fact.where) for fact in line.facts])
        for piece in sheet.pieces
        for line in piece.lines
    }
    return {key: hashlib.sha256(repr(of).encode()).hexdigest()[:16] for key, of in held.items()}


def laid_out_before(read: Mapping[str, str], sheet: Sheet) -> tuple[int, int] | None:
    """Count the examples of rules in a sheet of the older form, which has many examples in one line.

    `read` has all sentences as a clinician read them. Gives how many of these examples the present sheet
    still has, and how many there were; None if no line of `read` has the older form. An example that the
    sheet no longer has may be gone or only reworded.
    """
    written = {line.key: line.whole for line in sheet.lines}
    found = [_standing(whole, written) for whole in read.values() if JOINED.fullmatch(whole)]
    return (sum(stand for stand, _ in found), sum(every for _, every in found)) if found else None


def _standing(joined: str, written: Mapping[str, str]) -> tuple[int, int]:
    """Count the examples in the line `joined`: those still in `written` as they were, and all of them."""
    each = joined.split("; ")
    now = {words for whole in written.values() for words in whole.split("\n")}
    return sum(one in now for one in each), len(each)


def changes(read: Mapping[str, str], sheet: Sheet) -> tuple[tuple[str, str], ...]:
    """The sentences that have changed since a clinician read them, as pairs of (before, now).

    `read` has the sentences as they were read, by the key of the sheet's line. A new sentence has "" for
    before, and a removed one "" for now. A sheet that had many examples in one line cannot be compared: it
    gives no pairs, and `laid_out_before` counts its examples instead.
    """
    if laid_out_before(read, sheet):
        return ()
    return tuple(_changes(_each(read), _each({line.key: line.whole for line in sheet.lines})))


def _each(read: Mapping[str, str]) -> dict[str, str]:
    """The sentences, and the examples of rules, each under a key of its own.

    In `read` a line of rules has its sentence and its examples together under one key.
    """
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
