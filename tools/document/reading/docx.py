"""Reads a DOCX in the order of its text: headings, lists, tables, boxes, notes; no page heads and feet."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from menus.document.block import LEAST, Block, Draft, Kind, as_rows, folded, in_a_cell
from tools.document.needs import library
from tools.document.reading.cells import Cell, cells_of, rows_of
from tools.document.reading.numbers import Numbers, lists_around, numbers_of
from tools.document.reading.refused import NotReadError
from tools.document.reading.runs import Shown, first_words, inside, name_of, shown, value

OLD = b"\xd0\xcf\x11\xe0"  # how a file of Word of before 2007 begins, and a DOCX with a password
LARGEST = 300_000_000  # bytes of a DOCX when unpacked
STYLE = re.compile(r"heading (\d)", re.I)
MOST_WORDS = 9  # of a line in bold that stands for a heading
KINDS = ("footnote", "endnote", "comment", "header", "footer")
TRACKED = (
    "tracked changes: {0} put in, taken; {1} taken out, left out: accept or refuse them in Word, and save"
)
BOXES = "{0} text boxes are read behind the paragraph that each is fixed to: see that they may stand there"
WITHIN = "{0} tables in cells of tables are read behind those: compare them"


@dataclass(slots=True)
class _Reading:
    """A DOCX that is being read: its notes by kind and id, its numbered lists, and its last heading.

    `left_out` describes the parts that are left out. The other fields count what was read: paragraphs,
    tables, tracked insertions (`put_in`) and deletions (`off`), text boxes, and tables `within` tables.
    """

    body: Any
    notes: Mapping[tuple[str, str], str]
    numbers: Numbers
    heading: str = ""
    left_out: list[str] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0
    put_in: int = 0
    off: int = 0
    boxes: int = 0
    within: int = 0

    def leave(self, what: str, words: str, beside: str) -> None:
        """Note that a part is left out: `what` it is ("a picture"), and its own `words` ("" for none).

        Where it stood is noted, too: by the heading above it, and by the first of the words `beside` it.
        """
        under = f'under "{self.heading}", ' if self.heading else ""
        self.left_out.append(f'{under}at "{first_words(beside)}": {what}: {folded(words) or "without words"}')


def read_docx(held: bytes) -> Draft:
    """Read a DOCX. Raises NotReadError if it cannot be opened, or is too large."""
    document = _opened(held)
    notes = _notes(document)
    reading = _Reading(document._body, notes, numbers_of(document))
    blocks = tuple(_blocks(document.element.body, reading))
    edges = dict.fromkeys(
        words for (kind, _), words in notes.items() if kind in ("header", "footer") and words
    )
    reading.left_out += [f"head or foot of the pages: {words}" for words in edges]
    named = folded(document.core_properties.title or "")
    title = next((block.words for block in blocks if block.level == 1), named)
    # the day on which the file was saved is not that of the edition
    return Draft(blocks, tuple(reading.left_out), tuple(_warnings(reading)), title, "")


def _opened(held: bytes) -> Any:
    """The DOCX as a document of python-docx. Raises NotReadError if it cannot be opened, or is too large."""
    docx = library("docx", "python-docx")
    if held.startswith(OLD):
        raise NotReadError(
            "has a password, or is of an old Word: open it there, and save it as .docx without one"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(held)) as packed:
            if sum(one.file_size for one in packed.infolist()) > LARGEST:
                raise NotReadError("is too large when unpacked: take the pictures out, and save it again")
        return docx.Document(io.BytesIO(held))
    except (zipfile.BadZipFile, KeyError, ValueError, docx.exceptions.PythonDocxError):
        raise NotReadError("is no DOCX, or a broken one: open it in Word, and save it as .docx") from None


def _notes(document: Any) -> dict[tuple[str, str], str]:
    """The words of all notes, comments, page headers and page footers of a DOCX (`KINDS`).

    They come by kind and id; the id of a header or footer is that of its file.
    """
    etree = library("lxml.etree", "lxml")
    found = {}
    for related in document.part.rels.values():
        kind = related.reltype.rpartition("/")[2].removesuffix("s")
        if kind not in KINDS or related.is_external:
            continue
        tree = etree.fromstring(related.target_part.blob)
        its = [(value(one, "id"), one) for one in tree] if kind in KINDS[:3] else [(related.rId, tree)]
        for name, element in its:
            told = (shown(paragraph).told for paragraph in inside(element, "p"))
            found[kind, name] = " ".join(words for words in told if words)
    return found


def _warnings(reading: _Reading) -> Iterator[str]:
    if reading.put_in or reading.off:
        yield TRACKED.format(reading.put_in, reading.off)
    if reading.boxes:
        yield BOXES.format(reading.boxes)
    if reading.within:
        yield WITHIN.format(reading.within)


def _blocks(holder: Any, reading: _Reading) -> Iterator[Block]:
    """The blocks inside `holder` in order; it is a body, a cell, a text box or a content control.

    A table of contents is left out. Counts, headings and what is left out are noted in `reading`.
    """
    for element in holder:
        name = name_of(element)
        if name == "p":
            yield from _paragraph(element, reading)
        elif name == "tbl":
            reading.tables += 1
            yield from _table(element, reading)
        elif name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
            contents = any(
                value(one, "val") == "Table of Contents" for one in inside(element, "docPartGallery")
            )
            if not contents:
                yield from _blocks(element, reading)


def _paragraph(element: Any, reading: _Reading) -> Iterator[Block]:
    from docx.text.paragraph import Paragraph

    reading.paragraphs += 1
    found = shown(element)
    words = found.told
    if words:
        paragraph = Paragraph(element, reading.body)
        level = _level(paragraph, words)
        kind: Kind = "heading" if level else "item" if _is_item(paragraph) else "text"
        reading.heading = words if level else reading.heading
        if kind == "item" and (number := reading.numbers.before(paragraph)):
            words = f"{number} {words}"
        lists = lists_around(paragraph) if kind == "item" else ()
        yield Block(words, kind, level, f"paragraph {reading.paragraphs}", lists=lists)
    yield from _hanging(found, words, reading)


def _hanging(found: Shown, words: str, reading: _Reading) -> Iterator[Block]:
    """The blocks of a paragraph's notes and text boxes; `found` is what the paragraph shows.

    Other parts, such as pictures, are left out, and noted in `reading`. The paragraph's `words` say where.
    """
    reading.put_in += found.put_in
    reading.off += len(found.off)
    for what, told in (
        ("a deletion", found.off),
        ("hidden text", found.hidden),
        ("a picture", found.pictures),
    ):
        for one in told:
            reading.leave(what, one, words)
    for kind, name in found.notes:
        note = reading.notes.get((kind, name), "")
        if kind == "comment":
            reading.leave("a comment", note, words)
        elif note:
            yield Block(note, place=f"{kind} {name}")
    for box in found.boxes:
        reading.boxes += 1
        outer = reading.heading
        yield from (replace(block, apart=True) for block in _blocks(box, reading))
        reading.heading = outer


def _is_item(paragraph: Any) -> bool:
    its, style = paragraph._p.xpath("./w:pPr/w:numPr"), paragraph.style
    by_style = style is not None and bool(style.element.xpath("./w:pPr/w:numPr"))
    return bool(its) or by_style or (style is not None and (style.name or "").startswith("List"))


def _table(table: Any, reading: _Reading) -> Iterator[Block]:
    """The rows of a table as sentences; of a table with one row or one column, the blocks of its cells."""
    rows = [list(cells_of(row)) for row in rows_of(table)]
    place = f"table {reading.tables}"
    if len(rows) < LEAST or max(map(len, rows), default=0) < LEAST:
        for cell in (cell for row in rows for cell in row if not cell.goes_on):
            yield from _blocks(cell.element, reading)
        return
    told: list[list[str]] = []
    hanging: list[Block] = []
    for row in rows:
        told.append([_cell(cell, told, at, reading, hanging) for at, cell in enumerate(row)])
    yield from as_rows(told, place)
    yield from hanging


def _cell(cell: Cell, above: list[list[str]], at: int, reading: _Reading, hanging: list[Block]) -> str:
    """The words of a table's cell; a cell that is merged with the one above has the words of that one.

    `at` is the number of the cell's column. `above` has the words of the rows so far. Notes, text boxes and
    tables inside the cell are added to `hanging` as blocks.
    """
    if cell.goes_on:
        return above[-1][at] if above and at < len(above[-1]) else ""
    told = []
    for element in inside(cell.element, "p", "tbl"):
        if any(name_of(one) in ("tbl", "txbxContent") for one in _up_to(element, cell.element)):
            continue
        if name_of(element) == "tbl":
            reading.within += 1
            hanging += _table(element, reading)
            continue
        found = shown(element)
        told.append(found.told)
        if cell.first:
            hanging += _hanging(found, found.told, reading)
    return in_a_cell(told)


def _up_to(element: Any, top: Any) -> Iterator[Any]:
    for one in element.iterancestors():
        if one is top:
            return
        yield one


def _level(paragraph: Any, words: str) -> int:
    """The level of a heading, 1 to 6; 0 for a paragraph that is none.

    The name of its style tells the level, or the name of a style on which that style is based. Otherwise a
    short paragraph in bold has the level 3.
    """
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
