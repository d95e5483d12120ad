"""Reads Markdown, and plain text by its layout."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from menus.document.block import Block, Draft, Kind, as_rows
from menus.document.damage import mended
from menus.document.debris import alike, running
from menus.document.outline import blocks_of
from tools.document.needs import library
from tools.document.reading.refused import NotReadError

PAGE = "\f"
COMMENT = re.compile(r"<!--.*?-->|<[^<>]+>", re.S)


def _decoded(held: bytes) -> str:
    """The words of a text file in UTF-8, UTF-16 (by its mark) or Windows-1252.

    Raises NotReadError for bytes that are no text.
    """
    if held[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return held.decode("utf-16", "replace")
    if b"\0" in held:
        raise NotReadError("is no text: it holds bytes that no text has")
    try:
        return held.decode("utf-8-sig")
    except UnicodeDecodeError:
        return held.decode("cp1252", "replace")


def read_text(held: bytes) -> Draft:
    """Read a plain text; form feeds separate its pages, and repeated page headers are left out.

    Raises NotReadError for bytes that are no text.
    """
    pages = [page.splitlines() for page in _decoded(held).split(PAGE)]
    again = running([[line for line in page if line.strip()] for page in pages])
    lines: list[str] = []
    left_out: list[str] = []
    for page in pages:
        for line in page:
            if line.strip() and alike(line) in again:
                left_out.append(f"line {len(lines) + 1}: {line.strip()} (on many pages)")
                lines.append("")
            else:
                lines.append(line)
    blocks = tuple(replace(block, words=mended(block.words)) for block in blocks_of(lines))
    return Draft(blocks, tuple(left_out), title=_title(blocks))


def read_markdown(held: bytes) -> Draft:
    """Read a text in Markdown, with its tables; pictures and HTML are left out.

    Raises NotReadError for bytes that are no text.
    """
    reader = library("markdown_it", "markdown-it-py").MarkdownIt("commonmark").enable("table")
    words = _decoded(held)
    front = re.match(r"---\n.*?\n---\n", words, re.S)
    if front:
        words = "\n" * front[0].count("\n") + words[front.end() :]
    blocks = tuple(_blocks(reader.parse(words)))
    return Draft(blocks, title=_title(blocks))


def _title(blocks: tuple[Block, ...]) -> str:
    headings = [block for block in blocks if block.kind == "heading"]
    return headings[0].words if headings and headings[0] is blocks[0] else ""


def _blocks(tokens: list[Any]) -> Iterator[Block]:
    level, start = 0, ""
    rows: list[list[str]] = []
    lists: list[str] = []
    more = False
    for token in tokens:
        place = f"line {token.map[0] + 1}" if token.map else start
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(place)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        more = more and token.type != "list_item_open"
        if token.type == "heading_open":
            level = int(token.tag[1:])
        elif token.type == "table_open":
            rows, start = [], place
        elif token.type == "tr_open":
            rows.append([])
        elif token.type == "table_close":
            yield from as_rows(rows, start)
            rows = []
        elif token.type in ("inline", "code_block", "fence"):
            words = _inline(token)
            if rows:
                rows[-1].append(words)
            elif words:
                kind: Kind = "heading" if level else "item" if lists else "text"
                yield Block(words, kind, level, place, lists=tuple(lists), more=more and bool(lists))
                more = True
            level = 0


def _inline(token: Any) -> str:
    pieces = [
        " " if child.type in ("softbreak", "hardbreak") else child.content
        for child in token.children or ()
        if child.type in ("text", "code_inline", "softbreak", "hardbreak")
    ]
    return mended("".join(pieces) if token.children else COMMENT.sub("", token.content))
