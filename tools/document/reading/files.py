"""Opens a document's file, and reads it with the reader for its kind."""

from collections.abc import Callable, Mapping
from pathlib import Path

from menus.document.block import Draft
from tools.document.reading.docx import read_docx
from tools.document.reading.html import read_html
from tools.document.reading.pdf import read_pdf
from tools.document.reading.plain import read_markdown, read_text
from tools.document.reading.refused import NotReadError

LARGEST = 50_000_000  # bytes
READERS: Mapping[str, Callable[[bytes], Draft]] = {
    **dict.fromkeys((".html", ".htm", ".xhtml"), read_html),
    **dict.fromkeys((".md", ".markdown"), read_markdown),
    ".txt": read_text,
    ".docx": read_docx,
}
ELSE = {
    ".doc": "save it as .docx first",
    ".odt": "save it as .docx first",
    ".rtf": "save it as .docx first",
    ".mht": "save the page as HTML first",
    ".jpg": "a picture has no text: have it recognised first",
    ".png": "a picture has no text: have it recognised first",
}


def held_in(file: Path) -> bytes:
    """The bytes of a document's file. Raises NotReadError for one missing, empty, too large or unreadable."""
    try:
        if not file.is_file():
            raise NotReadError("is no file here: name one on this machine")
        if file.stat().st_size > LARGEST:
            raise NotReadError(f"is over {LARGEST // 1_000_000} MB: cut it, or save it without pictures")
        held = file.read_bytes()
    except OSError as error:
        raise NotReadError(f"cannot be read: {error.strerror}") from None
    if not held.strip():
        raise NotReadError("is empty")
    return held


def read_document(name: str, held: bytes, tell: Callable[[int, int], None]) -> Draft:
    """Read a document with the reader for its kind; the ending of its file's `name` tells the kind.

    `held` has the bytes of the file. `tell` is called after each page of a PDF, with the number of the page
    and of all pages. Raises NotReadError if the ending is unknown, or if the file cannot be read as that
    kind.
    """
    ending = Path(name).suffix.lower()
    if held.startswith(b"%PDF") or ending == ".pdf":
        return read_pdf(held, tell)
    if ending not in READERS:
        mend = ELSE.get(ending, "name one that ends with .html, .pdf, .docx, .md or .txt")
        raise NotReadError(f"is of a kind that we do not read: {mend}")
    return READERS[ending](held)
