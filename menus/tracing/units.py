"""Splits a language's texts into statements, each with the ids of the facts in its mark."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from menus.said import Look, Said
from menus.tracing.marks import Mark

END = re.compile(r"(?<=[.!?])\s+")
# The names of a topic: each is a statement as a whole, and has no mark of its own but the title.
NAMES = ("title", "option", "short")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence, or a question with the sentence that answers it ("Fever? Call 111."), as written.

    `file` and `key` tell in which text it stands. `topic` is the name of the text's topic, or "". `ids` are
    the facts that its mark names. They are None if the statement has no mark.
    """

    file: str
    key: str
    topic: str
    words: str
    ids: tuple[str, ...] | None

    @property
    def is_name(self) -> bool:
        """Whether the statement is no sentence but the name of a topic or a menu."""
        return self.key.rpartition(".")[2] in NAMES


def statements(look: Look) -> Iterator[Statement]:
    """Every statement of one language, in the order of its texts."""
    seen = set()
    for said in look.said:
        if (said.file, said.key) not in seen and not said.key.startswith("keys."):
            seen.add((said.file, said.key))
            marks = look.language.traced.marks.get((said.file, said.key), ())
            yield from _cut(said, marks)


def _cut(said: Said, marks: tuple[Mark, ...]) -> Iterator[Statement]:
    start, last = 0, len(said.written)
    marked = {mark.at for mark in marks}
    for end in [*_ends(said.written), last]:
        asks = said.written[start:end].rstrip().endswith("?")
        if end == last or not asks or _is_marked(marked, start, end):
            if words := said.written[start:end].strip():
                yield Statement(said.file, said.key, said.topic, words, _ids(marks, start, end))
            start = end


def _ends(written: str) -> Iterator[int]:
    yield from (found.start() for found in END.finditer(written))


def _is_marked(marked: set[int], start: int, end: int) -> bool:
    return any(start < at <= end for at in marked)


def _ids(marks: tuple[Mark, ...], start: int, end: int) -> tuple[str, ...] | None:
    """The ids in the marks between two places in a text; () for the mark "[-]", None if there is no mark."""
    here = [mark for mark in marks if start < mark.at <= end]
    return tuple(dict.fromkeys(fact for mark in here for fact in mark.ids)) if here else None
