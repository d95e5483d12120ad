"""A fact of the document that a pack was made from, or an addition: a safety line that the document lacks."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ADDITION = "addition"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact: the heading under which the document has it, and its words, "" where the pack has none.

    `sentence` is the number of its sentence under that heading, from 1, and `hash` the beginning of that
    sentence's SHA-256, by which whoever has the document finds it again; 0 and "" for an addition, and for a
    fact of which nobody has said where it stands.
    """

    heading: str
    words: str = ""
    sentence: int = 0
    hash: str = ""

    @property
    def is_addition(self) -> bool:
        """Whether the document lacks it."""
        return self.heading == ADDITION


def facts_of(sheet: Mapping[str, Any]) -> dict[str, Fact]:
    """The facts of a facts.toml by their ids; a pack of the version before has their headings alone."""
    bare = {name: Fact(heading) for name, heading in sheet["facts"].items()}
    full = {name: Fact(**table) for name, table in sheet["fact"].items()}
    # of an old pack's own fact and an addition of the base under one id, the pack's own is meant
    kept = {name: full[name] for name in full if name not in bare or bare[name].is_addition}
    return bare | kept
