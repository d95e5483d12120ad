"""Takes the running heads and feet off the pages of a PDF, before their columns are read."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from menus.document.debris import alike, running
from tools.document.reading.pages.letters import Sheet, Word
from tools.document.reading.pages.lines import rows, text_of

EDGE = 0.09  # of a page's height, above and below: where a head or foot stands
FAR = 1.0  # times its own height between a head or foot and the text


def without_running(sheets: Sequence[Sheet]) -> tuple[list[Sheet], tuple[str, ...]]:
    """The pages without lines that are repeated on many of them, and one report line for each such line."""
    told = [rows(sheet.words) for sheet in sheets]
    again = running([[text_of(row) for row in page] for page in told])
    off_pages: dict[str, list[tuple[int, str]]] = {}
    kept: list[Sheet] = []
    for number, (sheet, page) in enumerate(zip(sheets, told, strict=True), 1):
        off = [row for row in page if alike(text_of(row)) in again]
        for row in off:
            off_pages.setdefault(alike(text_of(row)), []).append((number, text_of(row)))
        gone = {word.at for row in off for word in row}
        kept.append(replace(sheet, words=tuple(word for word in sheet.words if word.at not in gone)))
    left_out = (f"page {off[0][0]}: {off[0][1]} (on {len(off)} pages)" for off in off_pages.values())
    return kept, tuple(left_out)


def at_edges(words: Iterable[Word], height: float) -> tuple[list[Word], list[Word]]:
    """The words of a page's header and of its footer: lines at the edges, set off by white space.

    Each is [] if there is none. `height` is the page's, in points.
    """
    page = rows(words)
    if len(page) < 3:  # noqa: PLR2004 - of so few lines none is a head
        return [], []
    spans = [(min(one.top for one in row), max(one.bottom for one in row)) for row in page]
    (top, below), (above, bottom) = spans[0], spans[-1]
    is_head = below < EDGE * height and min(start for start, _ in spans[1:]) - below > FAR * (below - top)
    foot = above > (1 - EDGE) * height and above - max(end for _, end in spans[:-1]) > FAR * (bottom - above)
    return page[0] if is_head else [], page[-1] if foot else []
