"""Cuts paragraphs into sentences, and numbers the sentences under their headings."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from menus.document.block import Block
from menus.facts.found import hash_of

# What ends no sentence though a full stop stands behind it.
SHORTENED = re.compile(
    r"(?:^|[\s(])(?:e\.g|i\.e|etc|vs|approx|no|nos|tel|fig|dr|mr|mrs|ms|prof|st|cf|incl|max|min|[A-Z])\.$",
    re.I,
)
# A letter is no initial of a name behind what is told apart by letters: "low vitamin D. Pacing helps".
LETTERED = re.compile(
    r"\b(?:vitamins?|hepatitis|types?|groups?|factors?|plan|grade|stage|class|category|protein|part|section|"
    r"appendix|band|zone|level|option|ward|table|figure|streptococcus|strep|influenza) [A-Z]\.$",
    re.I,
)
END = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document: its heading, its number under that heading (from 1), and its words.

    `place` is the sentence's position in its source file, "" if unknown. `noted` is the sentence's hash if
    the words are missing because the pack may not hold the document's text.
    """

    heading: str
    number: int
    words: str
    place: str = ""
    noted: str = ""

    @property
    def hash(self) -> str:
        """The beginning of the SHA-256 of the sentence with single spaces, for finding it again."""
        return self.noted or hash_of(self.words)


def cut(words: str) -> tuple[str, ...]:
    """The sentences of a paragraph; an abbreviation such as "e.g." or "Dr." does not end a sentence."""
    found: list[str] = []
    start = 0
    for end in END.finditer(words):
        piece = words[start : end.start()]
        if LETTERED.search(piece) or not SHORTENED.search(piece):
            found.append(words[start : end.end()].strip())
            start = end.end()
    return tuple(one for one in (*found, words[start:].strip()) if one)


def sentences_in(block: Block) -> tuple[str, ...]:
    """The sentences of a block: a table row is one, and so is each line of a block of kind `lines`."""
    match block.kind:
        case "row":
            return (block.words,)
        case "lines":
            return tuple(block.words.split("\n"))
        case _:
            return cut(block.words)


def numbered(blocks: Iterable[Block], first_heading: str) -> Iterator[Sentence]:
    """The sentences of a document, each with its number under its heading.

    Sentences above the first heading count as under `first_heading`. If two headings have the same words, the
    numbering continues from the first to the second. A table row is one sentence.
    """
    heading, so_far = first_heading, Counter[str]()
    for block in blocks:
        if block.kind == "heading":
            heading = block.words
            continue
        for words in sentences_in(block):
            so_far[heading] += 1
            yield Sentence(heading, so_far[heading], words, block.place)
