"""Finds the headings of a plain text by their shape: short lines, capitals, underlines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from menus.document.block import Block
from menus.document.leads import Nesting

MOST_WORDS, MOST_LETTERS = 9, 70  # of a heading
TEXT_WORDS = 4  # of a line of text below a heading
SHOUTED = 4  # letters of a heading in capitals
DRAWN = re.compile(r"\s*([=\-_~*])\1{2,}\s*")
ITEM = re.compile(r"^\s*(?:[-*•·‣▪◦–—o]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+(?=\S)")
NUMBERED = re.compile(r"^(?:\d{1,2}\.)*\d{1,2}\.?\s+(?=[A-Z])")


def blocks_of(lines: Sequence[str]) -> Iterator[Block]:
    """The headings and paragraphs of a plain text, from its lines.

    An underlined line is a heading. So is a short line without a closing punctuation mark if it is in
    capitals, stands between empty lines, or has an empty line above it and a text right below it. Each item
    of a list is a block of its own.
    """
    waiting: Block | None = None
    nesting = Nesting()
    for number, (line, below) in enumerate(pairwise([*lines, ""]), 1):
        above = lines[number - 2] if number > 1 else ""
        if DRAWN.fullmatch(line):
            continue
        drawn = bool(DRAWN.fullmatch(below)) and bool(line.strip())
        heads = drawn or _stands_out(line, above, lines[number:])
        if waiting and (heads or not line.strip() or ITEM.match(line)):
            yield waiting
            waiting = None
        if heads:
            level = 1 if drawn and "=" in below else 2
            nesting.leave()
            yield Block(_heading(line, lines[number:]), "heading", level, f"line {number}")
        elif waiting:
            waiting = replace(waiting, words=f"{waiting.words} {line.strip()}")
        elif line.strip():
            waiting = _begun(line, f"line {number}", nesting)
    if waiting:
        yield waiting


def _heading(line: str, below: Sequence[str]) -> str:
    """The words of the heading `line`. Its colon stays if the lines `below` begin with an item of a list."""
    words = NUMBERED.sub("", line.strip())
    return words if ITEM.match(_next(below)) else words.rstrip(":")


def _begun(line: str, place: str, nesting: Nesting) -> Block:
    """The block that a line begins: a text, or an item with the names of the lists around it."""
    if not (found := ITEM.match(line)):
        nesting.leave()
        return Block(line.strip(), place=place)
    mark = found[0].strip()
    sign = "1" if any(letter.isdigit() for letter in mark) else "a" if mark[-1] in ".)" else mark
    lists = nesting.lists(len(found[0]) - len(found[0].lstrip()), sign)
    return Block(ITEM.sub("", line).strip(), "item", place=place, lists=lists)


def _next(lines: Sequence[str]) -> str:
    return next((one for one in lines if one.strip()), "")


def _stands_out(line: str, above: str, below: Sequence[str]) -> bool:
    """Whether a line is a heading, judged with the line `above` and the lines `below`."""
    after = below[0] if below else ""
    following = _next(below)
    if numbered := NUMBERED.match(line):
        # one of a list is followed by the next, or is a sentence
        return not above.strip() and _heads(line[numbered.end() :]) and not ITEM.match(following)
    over_text = not above.strip() and after[:1].isupper() and len(after.split()) >= TEXT_WORDS
    apart = not above.strip() and not after.strip()
    return _heads(line) and (_shouts(line) or apart or (over_text and _is_short(line)))


def _is_short(line: str) -> bool:
    return len(line.split()) < TEXT_WORDS + 1


def _heads(line: str) -> bool:
    words = line.split()
    return (
        0 < len(words) <= MOST_WORDS
        and len(line.strip()) <= MOST_LETTERS
        and line.strip()[-1] not in ".,;!"
        and not ITEM.match(line)
        and words[0][0].isupper() | words[0][0].isdigit()
        and any(letter.isalpha() for letter in line)
    )


def _shouts(line: str) -> bool:
    letters = [letter for letter in line if letter.isalpha()]
    return len(letters) >= SHOUTED and all(letter.isupper() for letter in letters)
