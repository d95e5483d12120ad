"""A fact of a pack's document, or an addition: a safety statement that the document lacks."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ADDITION = "addition"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact: its heading in the document, and its words, "" if the pack has none.

    `sentence` is the number of its sentence under that heading, from 1. `hash` is the beginning of that
    sentence's SHA-256, for finding it in the document. They are 0 and "" for an addition, and for a fact
    whose place was not given.
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
