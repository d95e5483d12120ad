"""Splits a message into clauses, at its full stops, commas and dashes."""

import re
from dataclasses import dataclass

PARTS = re.compile(r"(?:[.,!?;:()\u2026\u3002\uff0c\uff01\uff1f]|\s[-\u2013\u2014]+\s|\u2014)+")
IN_A_NUMBER = re.compile(r"(?<=\d)[.,:](?=\d)")


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of a message between two punctuation marks; `asks` is true if a question mark ends it."""

    text: str
    asks: bool


def clauses(message: str) -> tuple[Clause, ...]:
    """The clauses of a message in order, without those that have no letter or digit; 9.30 is not split."""
    message = IN_A_NUMBER.sub("", message)
    found, start = list[Clause](), 0
    for mark in (*PARTS.finditer(message), None):
        text = message[start : mark.start() if mark else len(message)].strip()
        if any(map(str.isalnum, text)):
            found.append(Clause(text, "?" in (mark.group() if mark else "")))
        start = mark.end() if mark else start
    return tuple(found)
