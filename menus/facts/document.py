"""The document that a pack was made from."""

from dataclasses import dataclass, field
from datetime import date as Day


@dataclass(frozen=True, slots=True)
class Document:
    """A document: its name as told to people, its date if known, its origin and its licence.

    `file` is its name on disk. `sha256` is the SHA-256 of its bytes, for checking that a copy is the same
    document; "" if it was not given. `text` is the text kept beside the pack (document/text.md), "" if
    there is none: a pack that is served carries none.
    """

    name: str
    licence: str = ""
    date: Day | None = None
    origin: str = ""
    file: str = ""
    sha256: str = ""
    text: str = field(default="", repr=False)


NO_DOCUMENT = Document("")
