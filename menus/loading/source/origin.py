"""Reads document.toml: the document that a pack was made from, its origin and its licence."""

import re
from collections.abc import Mapping
from typing import Any

from menus.facts.document import Document
from menus.loading.files import read_table
from menus.loading.fit import Key, fit
from menus.loading.folders import Folders
from menus.model import Fault

FILE = "document.toml"
TEXT, FREE = Key("text"), Key("text", needed=False)
DOCUMENT: Mapping[str, Key] = {
    "name": TEXT,
    "licence": TEXT,
    "date": Key("date", needed=False),
    **dict.fromkeys(("origin", "file", "sha256"), FREE),
}
WHOLE = re.compile(r"[0-9a-f]{64}")


def read_document(folders: Folders, named: str, faults: list[Fault]) -> Document:
    """Read document.toml; without one, the document has the name `named` in facts.toml.

    A pack of the previous version has no document.toml.
    """
    data = read_table(folders, FILE, faults, needed=False)
    if data is None:
        return Document(named)
    fitted: dict[str, Any] = fit(FILE, data, DOCUMENT, faults)
    if (whole := fitted["sha256"]) and not WHOLE.fullmatch(whole):
        faults.append(Fault(FILE, "sha256", "is no SHA-256", "write the 64 digits that `sha256sum` gives"))
    return Document(**fitted)
