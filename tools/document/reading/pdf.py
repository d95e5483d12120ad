"""Reads a PDF: its lines column by column; lines in larger or bold letters are headings."""

import io
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from menus.document.block import Block, Draft, Kind
from menus.document.bullets import has_bullet
from menus.document.damage import mended, rejoined
from menus.loading.language import ordinary_words
from tools.document.needs import library
from tools.document.reading.pages.edges import without_running
from tools.document.reading.pages.letters import Sheet, sheet_of
from tools.document.reading.pages.lines import FULL, SHORT, Line, most_size
from tools.document.reading.pages.order import Piece, ends, read_sheet, settled
from tools.document.reading.refused import NotReadError

MOST_PAGES = 2_000
SCANNED = 20  # letters a page: with fewer it is a picture of a text
LARGER = 1.12  # times the size of most letters: a heading
MOST_WORDS = 14  # of a heading


def read_pdf(held: bytes, tell: Callable[[int, int], None]) -> Draft:
    """Read a PDF. Raises NotReadError if it cannot be opened, is too long, or holds pictures of text alone.

    `tell` is called after each page with its number and the number of pages.
    """
    pages = _opened(held)
    if len(pages) > MOST_PAGES:
        raise NotReadError(f"has {len(pages)} pages, over {MOST_PAGES}: cut it into its parts")
    sheets = list(_sheets(pages, tell))
    if sum(len(word.words) for sheet in sheets for word in sheet.words) < SCANNED * len(pages):
        raise NotReadError(
            "holds pictures of text, no text: have it read by a scanner's text recognition first"
        )
    kept, left_out = without_running(sheets)
    told = [read_sheet(sheet, number) for number, sheet in enumerate(kept, 1)]
    blocks = tuple(_blocks(settled([group for groups, _ in told for group in groups])))
    unsure = tuple(f"page {number}: {why}: compare it" for number, (_, why) in enumerate(told, 1) if why)
    title = next((block.words for block in blocks if block.level == 1), "")
    return Draft(blocks, left_out, unsure, title, "")


def _opened(held: bytes) -> list[Any]:
    """The pages of a PDF, as pdfminer.six has them. Raises NotReadError."""
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


def _sheets(pages: Sequence[Any], tell: Callable[[int, int], None]) -> Iterator[Sheet]:
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager

    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=None)
    interpreter = PDFPageInterpreter(resources, device)
    for number, page in enumerate(pages, 1):
        interpreter.process_page(page)
        yield sheet_of(device.get_result())
        tell(number, len(pages))


def _blocks(pieces: Sequence[Piece]) -> Iterator[Block]:
    """The headings, paragraphs and rows of a PDF, from its lines and rows in order."""
    lines = [piece for piece in pieces if isinstance(piece, Line)]
    most = most_size((line.size, line.words) for line in lines)
    ranks = sorted({line.size for line in lines if line.size > LARGER * most}, reverse=True)
    met = frozenset(word.lower().strip(".,;:") for line in lines for word in line.words.split())
    so_far: list[Line] = []
    for piece in (*pieces, None):
        rank = _rank(piece, most, ranks) if isinstance(piece, Line) else 0
        if so_far:
            before = _rank(so_far[-1], most, ranks)
            if not isinstance(piece, Line) or before != rank or _begins(so_far[-1], piece, rank):
                yield _joined(so_far, before, met)
                so_far = []
        if isinstance(piece, Line):
            so_far.append(piece)
        elif piece:
            yield piece


def _rank(line: Line, most: float, ranks: list[float]) -> int:
    """The rank of a heading, 1 for the largest; 0 for a line that is no heading.

    `most` is the font size of most letters, `ranks` are the larger sizes, the largest first. A heading that
    is only bold has the rank 6.
    """
    if len(line.words.split()) > MOST_WORDS or not any(letter.isalpha() for letter in line.words):
        return 0
    if line.size in ranks:
        return min(ranks.index(line.size) + 1, 5)
    return 6 if line.bold and line.size >= most and line.words[-1] not in ".,;" else 0


def _begins(before: Line, line: Line, rank: int) -> bool:
    """Whether `line` begins a new piece of text, such as a paragraph, or goes on with the piece before.

    `before` is the line before. `rank` is the heading rank of both lines, 0 if they are no heading. On a new
    page or column, text goes on only if two things are so. The sentence in `before` is unfinished; and `line`
    begins with a small letter, or `before` fills its column.
    """
    if has_bullet(line.words) or before.apart != line.apart:
        return True
    if rank:
        return line.new
    if (before.page, before.column) != (line.page, line.column):
        return ends(before) or not (line.words[0].islower() or before.wide >= FULL)
    short = 0 < before.wide < SHORT and line.words[0].isupper()
    return line.new or (short and before.words[-1].isalnum())


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
    kind: Kind = "heading" if rank else "item" if has_bullet(words) else "text"
    return Block(mended(words), kind, rank, f"page {lines[0].page}", lines[0].apart)
