"""Reads document.toml: the document that a pack was made from, its origin and its licence."""

import re
from collections.abc import Mapping
from typing import Any

from menus.facts.document import Document
from menus.loading.files import bytes_of, decoded, read_table
from menus.loading.fit import Key, fit
from menus.loading.folders import Folders
from menus.model import Fault

FILE, KEPT = "document.toml", "document/text.md"
LONGEST = 5_000_000  # bytes of the kept text: some thousand pages
TEXT, FREE = Key("text"), Key("text", needed=False)
DOCUMENT: Mapping[str, Key] = {
    "name": TEXT,
    "licence": TEXT,
    "date": Key("date", needed=False),
    **dict.fromkeys(("origin", "file", "sha256"), FREE),
}
WHOLE = re.compile(r"[0-9a-f]{64}")


def read_document(folders: Folders, named: str, faults: list[Fault]) -> Document:
    """Read document.toml, and the text of the document that is kept beside the pack (document/text.md).

    If document.toml is missing or cannot be read, the document has only its text and the name `named`, which
    comes from facts.toml. Unusable values in document.toml are added to `faults`. If the text is missing or
    cannot be read, it is "", and that is no fault.
    """
    data = read_table(folders, FILE, faults, needed=False)
    text = _kept_text(folders)
    if data is None:
        return Document(named, text=text)
    fitted: dict[str, Any] = fit(FILE, data, DOCUMENT, faults)
    if (whole := fitted["sha256"]) and not WHOLE.fullmatch(whole):
        faults.append(Fault(FILE, "sha256", "is no SHA-256", "write the 64 digits that `sha256sum` gives"))
    return Document(**fitted, text=text)


def _kept_text(folders: Folders) -> str:
    """The document's text as `flask document` keeps it (document/text.md); "" if it cannot be read.

    The text is not one of the pack's files. So nothing that is wrong with it is a fault, and no snapshot has
    it.
    """
    return decoded(bytes_of(folders.own / KEPT, KEPT, [], most=LONGEST) or b"", KEPT, []) or ""
