"""The clean text kept beside a pack (document/text.md): headings behind #, a line for each sentence."""

from collections import Counter
from collections.abc import Iterable

from menus.document.block import Block
from menus.document.cutting import Sentence, cut


def written(blocks: Iterable[Block], first_heading: str) -> str:
    """The text of a document: a line for each sentence, an empty line behind each paragraph and heading."""
    parts: list[str] = []
    blocks = tuple(blocks)
    if blocks and blocks[0].kind != "heading":
        parts.append(f"# {first_heading}")
    for block in blocks:
        if block.kind == "heading":
            parts.append(f"{'#' * block.level} {block.words}")
        else:
            parts.append("\n".join((block.words,) if block.kind == "row" else cut(block.words)))
    return "\n\n".join(parts) + "\n"


def sentences_of(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text that `written` made, each with its line as its place."""
    heading, so_far = "", Counter[str]()
    found: list[Sentence] = []
    for line, words in enumerate(text.splitlines(), 1):
        if words.startswith("#"):
            heading = words.lstrip("#").strip()
        elif words.strip():
            so_far[heading] += 1
            found.append(Sentence(heading, so_far[heading], words.strip(), str(line)))
    return tuple(found)
