"""Reads a page of HTML: its headings, paragraphs, lists and tables, without navigation and the like."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from menus.document.block import Block, Draft, Kind, folded
from menus.document.damage import mended
from tools.document.needs import library
from tools.document.reading.around import boxed, is_furniture, letters, round_it, take_out, unread
from tools.document.reading.clicked import TOLD, is_hidden, name_buttons, opened
from tools.document.reading.grid import BREAK, lines_of, table_of
from tools.document.reading.refused import NotReadError

BOLD = {"b", "strong"}
HEADINGS = {f"h{level}": level for level in range(1, 7)} | {"summary": 6}
LOWEST, MOST_WORDS = 6, 9  # rank of a short piece in bold that stands for a heading, and its words
# What begins a new piece; all other elements stand in the middle of one.
PIECES = {
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "aside",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
}
PIECES |= {
    "blockquote",
    "figure",
    "figcaption",
    "details",
    "summary",
    "pre",
    "address",
    "hr",
    "body",
    *HEADINGS,
}
TABLE_PIECES = frozenset((*PIECES, "br"))
LISTS = ("ul", "ol", "dl")
IN_ITEMS = frozenset(("li", "dd", "p", "div"))  # what holds the words of an item
LINKED = 0.7  # of a piece's letters in links: a menu
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
DATED = (
    "article:modified_time",
    "article:published_time",
    "dcterms.modified",
    "dcterms.date",
    "dc.date",
    "date",
)


def read_html(held: bytes) -> Draft:
    """Read a page of HTML. Raises NotReadError for a file without any words."""
    etree = library("lxml.etree", "lxml")
    page = library("lxml.html", "lxml")
    try:
        tree = page.fromstring(held, parser=page.HTMLParser(encoding=_encoding(held), remove_comments=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise NotReadError("holds no page of HTML") from None
    content = [one for one in opened(tree) if not is_furniture(one)]
    name_buttons(tree, content)
    root = _document(tree)
    seen = frozenset(content)
    left_out = list(unread(root))
    left_out += [told for element in round_it(root, seen) if (told := take_out(element))]
    inside = set(root.iter())
    clicked = sum(is_hidden(one) for one in seen if one in inside)
    pieces = list(_pieces(root))
    blocks = [block for block, linked in pieces if not linked]
    above = _above_title(blocks)
    left_out += [f"{block.place}: {block.words} (above the title)" for block in above]
    blocks = [block for block in blocks if block not in above]
    left_out += [f"{block.place}: {block.words} (links)" for block, linked in pieces if linked]
    warnings = (TOLD.format(clicked),) if clicked else ()
    return Draft(tuple(blocks), tuple(left_out), warnings, _title(tree, blocks), _date(tree))


def _above_title(blocks: list[Block]) -> list[Block]:
    """The pieces above the title that are no sentences: names and numbers of the page's owner."""
    title = next((at for at, block in enumerate(blocks) if block.level == 1), 0)
    return [block for block in blocks[:title] if block.words[-1] not in ".?!"]


def _encoding(held: bytes) -> str | None:
    """UTF-8 if the bytes are; None otherwise, so that the parser uses the page's own statement."""
    try:
        held.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _document(tree: Any) -> Any:
    """The element of a page that holds the document.

    It is the page's main element; in a page without one, it is the article. There must be exactly one such
    element, and it must have text. Otherwise the result is the body.
    """
    found = tree.xpath("//main|//*[@role='main']") or tree.xpath("//article")
    if len(found) == 1 and letters(found[0]):
        return found[0]
    bodies = tree.xpath("//body")
    return bodies[0] if bodies else tree


@dataclass(slots=True)
class _Open:
    """The piece being read: its words so far, the number of letters in links, and whether all are bold.

    `boxed` are the elements of the page that are in boxes beside its text. `begun` are the list items of
    which at least one piece has been read.
    """

    boxed: frozenset[Any]
    begun: set[Any] = field(default_factory=set)
    words: list[str] = field(default_factory=list)
    linked: int = 0
    bold: bool = True

    def add(self, text: str | None, inside: frozenset[str]) -> None:
        """Add text that stands between two tags of the page to the piece being read; None adds nothing.

        `inside` are the tags of the elements around the text.
        """
        letters = len(folded(text or ""))
        self.words.append((text or "").replace(BREAK, " "))
        self.linked += letters if "a" in inside else 0
        self.bold = self.bold and (not letters or bool(inside & BOLD))

    def close(self, element: Any, tag: str) -> Iterator[tuple[Block, bool]]:
        """End the piece: give its blocks, each with whether it is a navigation menu. No words give no blocks.

        `element` is the element that began the piece, `tag` its tag. Then a new piece is open, without words.
        """
        lines, level = [mended(line) for line in lines_of("".join(self.words))], HEADINGS.get(tag, 0)
        told = " ".join(lines)
        if self.bold and tag in ("p", "div") and _could_head(told):
            level = LOWEST
        menu = not level and self.linked > LINKED * len(told) and told[-1:] not in ".?!"
        self.words, self.linked, self.bold = [], 0, True
        if told:
            lists = _lists(element)
            kind: Kind = "heading" if level else "item" if tag in IN_ITEMS and lists else "text"
            told = f"{told.rstrip('.:')}:" if tag == "dt" else told
            for words in [told] if level or tag == "dt" else lines:
                place, apart = f"line {element.sourceline}", element in self.boxed
                more = kind == "item" and self._goes_on(element)
                yield Block(words, kind, level, place, apart, lists if kind == "item" else (), "", more), menu

    def _goes_on(self, element: Any) -> bool:
        """Whether a piece of the list item around `element` was read before; note that one is read now."""
        own = next((one for one in (element, *element.iterancestors()) if one.tag in ("li", "dd")), None)
        again = own in self.begun
        self.begun |= set() if own is None else {own}
        return again


def _lists(element: Any) -> tuple[str, ...]:
    """The lists around an element, outermost first, each as its path in the page; () outside of lists.

    Within a cell of a table only the lists within that cell count.
    """
    found: list[str] = []
    for one in (element, *element.iterancestors()):
        if one.tag in ("td", "th"):
            break
        if one.tag in LISTS:
            found.append(one.getroottree().getpath(one))
    return tuple(reversed(found))


def _could_head(words: str) -> bool:
    return bool(words) and len(words.split()) <= MOST_WORDS and words[-1] not in ".,;:!"


def _pieces(root: Any) -> Iterator[tuple[Block, bool]]:
    """Each piece of the document in order, and whether it is a navigation menu.

    A piece is a navigation menu if nearly all its words are in links.
    """
    piece = _Open(boxed(root))
    yield from _walk(root, piece, frozenset(), root, "")


def _walk(
    element: Any, piece: _Open, inside: frozenset[str], above: Any, kind: str
) -> Iterator[tuple[Block, bool]]:
    """Read an element into the open piece; give each piece that ends, as `_Open.close` does.

    `inside` are the tags around the element, `above` is the element that began the piece, and `kind` its tag.
    """
    tag = element.tag if isinstance(element.tag, str) else ""
    starts = tag in PIECES
    if starts:
        yield from piece.close(above, kind)
        above, kind = element, tag
    if tag == "table" and (rows := table_of(element, TABLE_PIECES)):
        yield from ((row, False) for row in rows)
        return
    within = inside | {tag}
    if tag == "br":
        piece.words.append(BREAK)
    piece.add(element.text, within)
    for child in element:
        yield from _walk(child, piece, within, above, kind)
        piece.add(child.tail, within)
    if starts:
        yield from piece.close(above, kind)


def _title(tree: Any, blocks: list[Block]) -> str:
    first = next((block.words for block in blocks if block.level == 1), "")
    titles = tree.xpath("//title/text()")
    return first or (folded(re.split(r"\s[|–—·]\s", titles[0])[0]) if titles else "")


def _date(tree: Any) -> str:
    for meta in tree.xpath("//meta[@content]"):
        dated = (meta.get("name") or meta.get("property") or "").lower() in DATED
        if dated and (found := DAY.match(meta.get("content"))):
            return found[0]
    return ""
