"""The document that a pack was made from."""

from dataclasses import dataclass, field
from datetime import date as Day


@dataclass(frozen=True, slots=True)
class Document:
    """The document that a pack was made from, with what is known of it.

    `name` is the name by which people are told of it. `date` is the day of its edition, or None. `origin` is
    where it came from. `file` is the name of its file. `sha256` is the SHA-256 of that file, by which a copy
    can be checked; "" if it was not given. `text` is the document's text, kept beside the pack
    (document/text.md). It is "" if none is kept, and in a pack that is being served.
    """

    name: str
    licence: str = ""
    date: Day | None = None
    origin: str = ""
    file: str = ""
    sha256: str = ""
    text: str = field(default="", repr=False)


NO_DOCUMENT = Document("")
