"""Finds the sentences of a document by their hashes."""

import hashlib
import re
from collections.abc import Mapping

from menus.sentences import sentences

PARAGRAPH = re.compile(r"\n\s*\n")
DIGITS = 12  # of the hash, in a fact


def hash_of(sentence: str) -> str:
    """The hash of a sentence, in the form that a fact holds (`Fact.hash`)."""
    return hashlib.sha256(" ".join(sentence.split()).encode()).hexdigest()[:DIGITS]


def by_hash(text: str) -> Mapping[str, str]:
    """Every sentence of a document's text, under its hash."""
    paragraphs = (" ".join(part.split()) for part in PARAGRAPH.split(text))
    return {hash_of(one): one for part in paragraphs for one in sentences(part)}
