"""Reads a PDF: its lines column by column; those in larger or bold letters are headings."""

import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from menus.document.block import Block, Draft, Kind, folded
from menus.document.damage import mended, rejoined
from menus.document.debris import alike, running
from menus.loading.language import ordinary_words
from tools.document.needs import library
from tools.document.reading.refused import NotReadError

MOST_PAGES = 2_000
SCANNED = 20  # letters a page: with fewer it is a picture of a text
LARGER = 1.12  # times the size of most letters: a heading
MOST_WORDS = 14  # of a heading
FAR = 1.6  # times a line's height between two lines: a new paragraph
ITEMS = ("•", "▪", "·", "◦", "‣", "- ", "– ", "\uf0b7")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page: its words, the size of its letters in points, whether all are bold, and its place.

    `new` says that it begins a box of text, or stands far below the line before.
    """

    words: str
    size: float
    bold: bool
    page: int
    new: bool


def read_pdf(held: bytes, tell: Callable[[int, int], None]) -> Draft:
    """Read a PDF; `tell` is called with each page's number and how many there are. Raises NotReadError."""
    pages = _opened(held)
    if len(pages) > MOST_PAGES:
        raise NotReadError(f"has {len(pages)} pages, over {MOST_PAGES}: cut it into its parts")
    lines: list[list[Line]] = []
    for number, page in enumerate(pages, 1):
        lines.append(list(_lines(page, number)))
        tell(number, len(pages))
    if sum(len(line.words) for page in lines for line in page) < SCANNED * len(pages):
        raise NotReadError(
            "holds pictures of text, no text: have it read by a scanner's text recognition first"
        )
    large = LARGER * _most(line for page in lines for line in page)
    again = running([[line.words for line in page if line.size <= large] for page in lines])
    left_out = [
        f"page {one.page}: {one.words} (on many pages)" for page in lines for one in page if _is(one, again)
    ]
    kept = [line for page in lines for line in page if not _is(line, again)]
    blocks = tuple(_blocks(kept))
    title = next((block.words for block in blocks if block.level == 1), "")
    return Draft(blocks, tuple(left_out), (), title, "")


def _is(line: Line, again: frozenset[str]) -> bool:
    return alike(line.words) in again


def _opened(held: bytes) -> list[Any]:
    """The pages of a PDF. Raises NotReadError."""
    documents = library("pdfminer.pdfdocument", "pdfminer.six")
    errors = library("pdfminer.psexceptions", "pdfminer.six")
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

    try:
        document = documents.PDFDocument(PDFParser(io.BytesIO(held)))
        pages = list(PDFPage.create_pages(document))
    except (documents.PDFPasswordIncorrect, documents.PDFEncryptionError):
        raise NotReadError("has a password: save a copy without one") from None
    except (errors.PSException, ValueError, KeyError, TypeError, RecursionError):
        raise NotReadError("is no PDF, or a broken one: open it, and save or print it as PDF again") from None
    if not pages:
        raise NotReadError("has no page")
    return pages


def _lines(page: Any, number: int) -> Iterator[Line]:
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.layout import LAParams, LTTextBox, LTTextLine
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager

    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=LAParams())
    PDFPageInterpreter(resources, device).process_page(page)
    for box in device.get_result():
        below = None
        for line in box if isinstance(box, LTTextBox) else ():
            if isinstance(line, LTTextLine) and (words := folded(line.get_text())):
                far = below is None or below - line.y1 > (FAR - 1) * line.height
                yield Line(words, *_letters(line), number, far)
                below = line.y0


def _letters(line: Any) -> tuple[float, bool]:
    """The size of most of a line's letters, and whether all are bold."""
    from pdfminer.layout import LTChar

    letters = [one for one in line if isinstance(one, LTChar) and one.get_text().strip()]
    sizes = Counter(round(one.size, 1) for one in letters)
    bold = bool(letters) and all(
        "bold" in one.fontname.lower() or "black" in one.fontname.lower() for one in letters
    )
    return (sizes.most_common(1)[0][0] if sizes else 0.0), bold


def _blocks(lines: Sequence[Line]) -> Iterator[Block]:
    """The headings and paragraphs of a PDF, from its lines in order."""
    most = _most(lines)
    ranks = sorted({line.size for line in lines if line.size > LARGER * most}, reverse=True)
    met = frozenset(word.lower().strip(".,;:") for line in lines for word in line.words.split())
    so_far: list[Line] = []
    for line in lines:
        rank = _rank(line, most, ranks)
        if so_far and (_rank(so_far[-1], most, ranks) != rank or _begins(so_far[-1], line, rank)):
            yield _joined(so_far, _rank(so_far[-1], most, ranks), met)
            so_far = []
        so_far.append(line)
    if so_far:
        yield _joined(so_far, _rank(so_far[-1], most, ranks), met)


def _most(lines: Iterable[Line]) -> float:
    """The size of most letters of a PDF."""
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.words)
    return sizes.most_common(1)[0][0]


def _rank(line: Line, most: float, ranks: list[float]) -> int:
    """The rank of a heading, 1 for the largest; 0 for a line that is none."""
    if len(line.words.split()) > MOST_WORDS or not any(letter.isalpha() for letter in line.words):
        return 0
    if line.size in ranks:
        return min(ranks.index(line.size) + 1, 5)
    return 6 if line.bold and line.size >= most and line.words[-1] not in ".,;" else 0


def _begins(before: Line, line: Line, rank: int) -> bool:
    """Whether a line begins a piece of its own. A sentence that a page's end cuts goes on on the next."""
    if line.words.startswith(ITEMS):
        return True
    if not rank and before.page != line.page:
        return before.words[-1] in ".!?:" or not line.words[0].islower()
    return line.new


def _joined(lines: Sequence[Line], rank: int, met: frozenset[str]) -> Block:
    words = ""
    for line in lines:
        first, hyphen, rest = words.rpartition("-")
        if hyphen and not rest and first and line.words[0].islower():
            start, _, last = first.rpartition(" ")
            second, _, others = line.words.partition(" ")
            words = f"{start} {rejoined(last, second, ordinary_words(), met)} {others}".strip()
        else:
            words = f"{words} {line.words}".strip()
    kind: Kind = "heading" if rank else "item" if words.startswith(ITEMS) else "text"
    for mark in ITEMS:
        words = words.removeprefix(mark)
    return Block(mended(words), kind, rank, f"page {lines[0].page}")
