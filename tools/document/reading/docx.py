"""Reads a DOCX: headings by their styles, paragraphs, lists and tables; no page heads and feet."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from menus.document.block import Block, Draft, Kind, as_rows, folded
from menus.document.damage import mended
from tools.document.needs import library
from tools.document.reading.refused import NotReadError

OLD = b"\xd0\xcf\x11\xe0"  # how a file of Word of before 2007 begins, and a DOCX with a password
LARGEST = 300_000_000  # bytes of a DOCX when unpacked
STYLE = re.compile(r"heading (\d)", re.I)
MOST_WORDS = 9  # of a line in bold that stands for a heading
HIDES = {
    "w:ins": "it has tracked changes, which are left out: accept or refuse them in Word, and save",
    "w:del": "it has tracked changes, which are left out: accept or refuse them in Word, and save",
    "w:txbxContent": "it has text boxes, which are left out: put their words in the text itself",
    # a table of contents is one, too, and none of the document
    "w:sdt[not(.//w:docPartGallery)]": "it has form fields, which are left out: make plain text of them",
    "w:footnoteReference": "it has footnotes, which are left out: put what matters in the text itself",
}


def read_docx(held: bytes) -> Draft:
    """Read a DOCX. Raises NotReadError for one that cannot be opened."""
    docx = library("docx", "python-docx")
    if held.startswith(OLD):
        raise NotReadError(
            "has a password, or is of an old Word: open it there, and save it as .docx without one"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(held)) as packed:
            if sum(one.file_size for one in packed.infolist()) > LARGEST:
                raise NotReadError("is too large when unpacked: take the pictures out, and save it again")
        document = docx.Document(io.BytesIO(held))
    except (zipfile.BadZipFile, KeyError, ValueError, docx.exceptions.PythonDocxError):
        raise NotReadError("is no DOCX, or a broken one: open it in Word, and save it as .docx") from None
    blocks = tuple(_blocks(document))
    named = folded(document.core_properties.title or "")
    title = next((block.words for block in blocks if block.level == 1), named)
    # the day on which the file was saved is not that of the edition
    return Draft(blocks, (), tuple(_hidden(document)), title, "")


def _hidden(document: Any) -> Iterator[str]:
    body = document.element.body
    for told in dict.fromkeys(HIDES.values()):
        if any(body.xpath(f".//{tag}") for tag, says in HIDES.items() if says == told):
            yield told


def _blocks(document: Any) -> Iterator[Block]:
    tables = paragraphs = 0
    for item in document.iter_inner_content():
        if hasattr(item, "rows"):
            tables += 1
            yield from _rows(item, f"table {tables}")
        else:
            paragraphs += 1
            if words := mended(item.text):
                level = _level(item, words)
                kind: Kind = "heading" if level else "item" if _is_item(item) else "text"
                yield Block(words, kind, level, f"paragraph {paragraphs}")


def _is_item(paragraph: Any) -> bool:
    return bool(paragraph._p.xpath("./w:pPr/w:numPr")) or (paragraph.style.name or "").startswith("List")


def _rows(table: Any, place: str) -> list[Block]:
    rows = []
    for row in table.rows:
        cells: dict[Any, str] = {}  # a cell that spans columns stands for each of them
        for cell in row.cells:
            cells[cell._tc] = mended(cell.text)
        rows.append(list(cells.values()))
    return as_rows(rows, place)


def _level(paragraph: Any, words: str) -> int:
    """The rank of a heading, by its style or those it builds on, or as a short line in bold; 0 for none."""
    style = paragraph.style
    while style is not None:
        if style.name == "Title":
            return 1
        if found := STYLE.match(style.name or ""):
            return min(int(found[1]), 6) or 1
        style = style.base_style
    runs = [run for run in paragraph.runs if run.text.strip()]
    bold = bool(runs) and all(run.bold for run in runs)
    return 3 if bold and len(words.split()) <= MOST_WORDS and words[-1] not in ".,;!" else 0
