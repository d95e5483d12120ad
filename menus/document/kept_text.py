"""The clean text kept beside a pack (document/text.md): headings after "#", one sentence a line."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from menus.document.block import Block, Kind, as_rows
from menus.document.bullets import has_bullet, unbulleted
from menus.document.cutting import Sentence, sentences_in
from menus.document.damage import Damage
from menus.document.leads import Nesting

HEADING = re.compile(r"(#{1,6})\s+(.*)")
DRAWN = re.compile(r"[|:\s-]+")  # the line below the head of a table in Markdown
MOST_SHOWN = 40  # letters of what the reader was not sure of
MEND = "compare it with the document, and write it whole, under its right heading"
MOSTLY = 0.5  # of a file's lines are those of the text that is kept: it is a copy of it


def written(blocks: Iterable[Block], first_heading: str) -> str:
    """The text for document/text.md, made from the document's blocks, with one sentence in each line.

    An empty line stands between two blocks. A heading begins with "#" signs, as in Markdown. If the document
    does not begin with a heading, the text begins with `first_heading`.
    """
    return "\n\n".join(_part(block) for block in _headed(blocks, first_heading)) + "\n"


def doubts(blocks: Iterable[Block], first_heading: str) -> Iterator[Damage]:
    """What the code that read a document was not sure of, each at its line in the kept text."""
    line = 1
    for block in _headed(blocks, first_heading):
        if block.doubt:
            yield Damage(line, f'{block.doubt} ("{block.words[:MOST_SHOWN]}")', MEND, block.doubt)
        line += _part(block).count("\n") + 2


def _headed(blocks: Iterable[Block], first_heading: str) -> Iterator[Block]:
    first = True
    for block in blocks:
        if first and block.kind != "heading":
            yield Block(first_heading, "heading", 1)
        first = False
        yield block


def _part(block: Block) -> str:
    if block.kind == "heading":
        return f"{'#' * block.level} {block.words}"
    return "\n".join(sentences_in(block))


def sentences_of(text: str) -> tuple[Sentence, ...]:
    """The sentences of a kept text (document/text.md), each with its line number (from 1) as its place."""
    heading, so_far = "", Counter[str]()
    found: list[Sentence] = []
    for line, words in enumerate(text.splitlines(), 1):
        if headed := HEADING.match(words):
            heading = headed[2].strip()
        elif words.strip():
            so_far[heading] += 1
            found.append(Sentence(heading, so_far[heading], words.strip(), str(line)))
    return tuple(found)


def is_copy(text: str, kept: str) -> bool:
    """Whether a text is a copy of the kept one, perhaps mended: at least half of its lines are in `kept`."""
    lines, known = _lines(text), frozenset(_lines(kept))
    return bool(lines) and sum(line in known for line in lines) >= MOSTLY * len(lines)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def blocks_in(text: str) -> Iterator[Block]:
    """The blocks of a copy of a kept text: each line stays one sentence.

    An editor may have put in headings, items behind bullets, and tables as in Markdown.
    """
    waiting: list[str] = []
    nesting = Nesting()
    for number, line in enumerate([*text.splitlines(), ""], 1):
        now = _kind(line)
        if waiting and (now == "item" or now != _kind(waiting[0])):
            yield from _closed(waiting, number - len(waiting), nesting)
            waiting = []
        if headed := HEADING.match(line):
            yield Block(headed[2].strip(), "heading", len(headed[1]), f"line {number}")
        elif line.strip():
            waiting.append(line)


def _kind(line: str) -> Kind | None:
    if not line.strip() or HEADING.match(line):
        return None
    return "row" if line.lstrip().startswith("|") else "item" if has_bullet(line) else "lines"


def _closed(piece: list[str], start: int, nesting: Nesting) -> Iterator[Block]:
    place, kind, lines = f"line {start}", _kind(piece[0]), _lines("\n".join(piece))
    if kind != "item":
        nesting.leave()
    if kind == "row":
        rows = [line.strip("|").split("|") for line in lines if not DRAWN.fullmatch(line)]
        yield from as_rows(rows, place)
    elif kind == "item":
        around = nesting.lists(len(piece[0]) - len(piece[0].lstrip()), lines[0][0])
        told = (words for line in lines if (words := unbulleted(line)))
        yield from (Block(words, kind, place=place, lists=around) for words in told)
    elif kind:
        yield Block("\n".join(lines), kind, place=place)
