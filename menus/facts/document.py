"""The document that a pack was made from."""

from dataclasses import dataclass
from datetime import date as Day


@dataclass(frozen=True, slots=True)
class Document:
    """A document: its name as people are told it, its day if known, where it came from, who may use it.

    `file` is its name on disk, and `sha256` that of its bytes, by which whoever has it knows that it is the
    same; "" where nobody has said so.
    """

    name: str
    licence: str = ""
    date: Day | None = None
    origin: str = ""
    file: str = ""
    sha256: str = ""


NO_DOCUMENT = Document("")
