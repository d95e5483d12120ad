"""Removes what a page has around its document: cookie banners, breadcrumbs, menus, page numbers."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from menus.document.block import Block
from menus.document.loose import leads_in

MOST_WORDS = 30  # of a piece that is furniture by its words: a longer one may say something
LEAST_PAGES = 3  # a line that comes back on as many pages is a running head
NETWORKS = (
    r"(?:facebook|twitter|x|linkedin|whatsapp|instagram|youtube|pinterest|email|print|copy link|share|tweet)"
)
SMALL_PRINT = (
    r"(?:privacy|terms|accessibility|sitemap|contact us|cookies|disclaimer|and|of|use|policy|statement)"
)
# What a whole piece of a page is that says nothing of its subject, be it a heading or not.
ANYWHERE = (
    r"(?:we|this (?:site|website|page)) (?:also )?uses? cookies\b.*",
    r"(?:accept|reject|manage|allow) (?:all |additional )?cookies\b.*",
    r"cookie (?:settings|policy|preferences|notice)\b.*|cookies(?: on this (?:site|website))?",
    r".*\byour cookie (?:settings|preferences)\b.*",
    r"(?:share|print|e-?mail|download|save|tweet|bookmark|listen to) (?:this|the) "
    r"(?:page|article|leaflet|pdf|information)\b.*",
    rf"share(?: (?:this|on|via|with))*[\s:]*(?:{NETWORKS}[\s,|/·•]*)*",
    rf"follow us\b.*|{NETWORKS}(?:[\s,|/·•]+{NETWORKS})+",
    r"(?:sign up|subscribe) (?:to|for) (?:our|the) .*|skip to .*",
    r"(?:back|return) to (?:the )?(?:top|home|homepage|contents|list)\b.*",
    r".+\s[>»›]\s.+\s[>»›]\s.+|(?:home|you are here:?)\s*(?:[>»›/|]\s*\S.*)?|you are here:\s*home\b.*",
    r"(?:read|see|show|find out|learn) more\.{0,3}|(?:previous|next)(?: page)?(?:\s*[:>»].*)?",
    r"(?:was|did) (?:this|you find this) (?:page|information|article|leaflet)\b.*",
    r"menu|search|close|log ?in|donate(?: now)?|toggle .*|advertisement|loading",
    r"related (?:pages|articles|links|content|topics|information)",
    r"(?:in this section|on this page|table of contents):?",
)
# The same of what is no heading: a heading in such words may have something below it.
IN_TEXT = (
    *ANYWHERE,
    r"(?:©|\(c\)\s|copyright\b).*|.*\ball rights reserved\b.*|.*\bregistered charity\b.*\d.*",
    r"page \d+(?: (?:of|/) \d+)?|[-–—\s|]*\d{1,4}[-–—\s|]*|\d{1,4} ?(?:of|/) ?\d{1,4}",
    rf"{SMALL_PRINT}(?:[\s,|·•]+{SMALL_PRINT})*|yes|no|yes ?/? ?no|{NETWORKS}",
    r".+(?:\s?\.){4,}\s?\d{1,4}",  # a line of a table of contents
    r"(?:last|page last) (?:updated|reviewed|modified|checked)\b.*|(?:next|page) review(?: due| date)?\b.*",
)
HEADING, TEXT = (re.compile(rf"(?:{'|'.join(ways)})[.!?:]?", re.I) for ways in (ANYWHERE, IN_TEXT))
# The number of a page, as it stands at an end of a line; any other number in it is its own.
OF_A_PAGE = re.compile(r"^\d{1,4}\b|\bpage \d{1,4}\b|\b\d{1,4} of \d{1,4}$|\b\d{1,4}$", re.I)


def _is_furniture(block: Block) -> bool:
    """Whether the words of a block show that it is no part of the document ("Share this page").

    A table row always belongs to the document.
    """
    known = HEADING if block.kind == "heading" else TEXT
    short = len(block.words.split()) <= MOST_WORDS
    return block.kind != "row" and short and bool(known.fullmatch(block.words.strip()))


def without_debris(blocks: Iterable[Block]) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Remove the blocks that are no part of the document, such as "Share this page" or a page number.

    The first tuple of the result has the blocks that stay. The second has a line of text for the editor on
    each removed block. A heading with nothing below it is removed too, unless a heading of a lower rank
    follows.
    """
    kept: list[Block] = []
    left_out: list[str] = []
    for block in blocks:
        if _is_furniture(block):
            left_out.append(_line(block))
        else:
            kept.append(block)
    empty = {id(block) for block in _empty(kept)}
    left_out += [f"{_line(block)} (a heading with nothing below it)" for block in kept if id(block) in empty]
    return tuple(block for block in kept if id(block) not in empty), tuple(left_out)


def _line(block: Block) -> str:
    return f"{block.place}: {block.words}" if block.place else block.words


def _empty(blocks: Sequence[Block]) -> Iterator[Block]:
    """Each heading with nothing below it: at the end, or before a heading of the same or a higher rank.

    A heading that only begins a sentence, such as "Call 999 if:", is empty only at the end.
    """
    for block, after in zip_longest(blocks, blocks[1:]):
        if block.kind == "heading" and (
            after is None or (after.kind == "heading" and after.level <= block.level and not leads_in(block))
        ):
            yield block


def running(pages: Sequence[Sequence[str]], edge: int = 2) -> frozenset[str]:
    """The lines repeated at the top or bottom of pages, each with "#" in place of the page number.

    `pages` holds the lines of each page; `edge` is how many lines are checked at each end. A line counts if
    it is repeated on at least 3 pages, and on at least a third of all pages.
    """
    met = Counter(
        line
        for page in pages
        for line in {alike(one) for one in (*page[:edge], *page[-edge:]) if one.strip()}
    )
    least = max(LEAST_PAGES, len(pages) // 3)
    return frozenset(line for line, times in met.items() if times >= least)


def alike(line: str) -> str:
    """A line with its page number as "#", so that "Page 3" and "Page 4" are the same line."""
    return OF_A_PAGE.sub("#", " ".join(line.split()))
