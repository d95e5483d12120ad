"""The marks at the ends of sentences that name their facts: "Walking comes first. [T1]"."""

import re
from dataclasses import dataclass

# Letters and a figure, so that a bracket of words is none: "[see below]" is said as it stands.
ID = r"[A-Za-z][A-Za-z_-]{0,20}\d\w{0,20}"
MARK = re.compile(rf"\s*\[\s*(-|{ID}(?:[\s,]+{ID})*)\s*\]")
LIKE_A_MARK = re.compile(rf"\[\s*(?:\]|-|{ID})")
# "[-]": the sentence states nothing that a fact has to bear out.
NOTHING: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark removed from a sentence: the number of characters before it, and the ids that it names.

    `ids` is empty for "[-]", which says that the sentence needs no fact.
    """

    at: int
    ids: tuple[str, ...]


def take_off(written: str) -> tuple[str, tuple[Mark, ...]]:
    """Remove the marks from some words: give the words to be said, and the marks.

    Raises ValueError for a faulty mark such as "[T1" or "[]", which would be spoken.
    """
    if "[" not in written:
        return written, ()
    said, marks, last = "", [], 0
    for found in MARK.finditer(written):
        said += written[last : found.start()]
        marks.append(Mark(len(said), tuple(re.findall(ID, found[0]))))
        last = found.end()
    said += written[last:]
    if slip := LIKE_A_MARK.search(said):
        raise ValueError(said[slip.start() : slip.start() + 12])
    return said, tuple(marks)
