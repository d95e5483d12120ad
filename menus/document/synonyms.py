"""Finds the synonyms that a document itself gives: "also called …", words in brackets."""

import re
from collections.abc import Iterable, Iterator

ENDS = (
    r"(?=\s*[,.;:()]|\s(?:or|and|because|which|that|if|when|is|are|for|to|in|by|as|but|so|before|after|until|"
    r"once|while|during|with|from|on|at|you|they|it)\b|$)"
)
CALLED = re.compile(
    r"\b(?:called|known as|referred to as|termed)\s+(?:an?\s+|the\s+|your\s+)?"
    r"[\"“‘']?([a-z][a-z'’ -]{2,40}?)[\"”’']?" + ENDS,
    re.I,
)
IN_BRACKETS = re.compile(r"\((?:also |or |sometimes |an? |the )*([a-z][a-z'’ -]{2,40})\)", re.I)
QUOTED = re.compile(r"[“\"‘]([a-z][a-z'’ -]{2,30})[”\"’]", re.I)
MOST_WORDS = 3
# What stands in brackets besides a name.
NO_NAME = re.compile(
    r"^(?:see|such|for|if|with|without|usually|about|including|in|on|at|by|page|not|or|and|e|i|up|per|"
    r"when|as|but|especially)\b"
)


def synonyms(sentences: Iterable[str]) -> Iterator[str]:
    """Find other names for things: words after "also called" or the like, in brackets, or in quotation marks.

    Each has at most 3 words, is in lower case, and is given once.
    """
    seen: set[str] = set()
    for sentence in sentences:
        for way in (CALLED, IN_BRACKETS, QUOTED):
            for found in way.finditer(sentence):
                name = " ".join(found[1].lower().replace("’", "'").split())
                if len(name.split()) <= MOST_WORDS and not NO_NAME.match(name) and name not in seen:
                    seen.add(name)
                    yield name
