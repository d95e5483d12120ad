"""A fact of a pack's document, or an addition: a safety statement that the document lacks."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ADDITION = "addition"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a pack, from a sentence of the document or added by an editor.

    `heading` is its heading in the document, or "addition". `words` are its words, "" if the pack has none.
    `sentence` is the number of its sentence under that heading, from 1. `hash` is the beginning of the
    SHA-256 of that sentence, by which the sentence is found in the document. An addition has 0 and "" for
    these two. So does a fact whose place in the document was not given.
    """

    heading: str
    words: str = ""
    sentence: int = 0
    hash: str = ""

    @property
    def is_addition(self) -> bool:
        """Whether the fact is an addition, which the document lacks."""
        return self.heading == ADDITION

    @property
    def is_by_hand(self) -> bool:
        """Whether an editor wrote the fact: it has words, and no place in the document."""
        return bool(self.words) and not self.is_addition and not self.sentence


def facts_of(sheet: Mapping[str, Any]) -> dict[str, Fact]:
    """The facts, by their ids, of a facts.toml that was read as `sheet`.

    Its table `fact` has whole facts. Its table `facts`, from packs of the previous version, has only
    headings.
    """
    bare = {name: Fact(heading) for name, heading in sheet["facts"].items()}
    full = {name: Fact(**table) for name, table in sheet["fact"].items()}
    # of an old pack's own fact and an addition of the base under one id, the pack's own is meant
    kept = {name: full[name] for name in full if name not in bare or bare[name].is_addition}
    return bare | kept
