"""Gives facts their ids: a letter for each heading, and a number that is never given twice."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from string import ascii_uppercase

from menus.facts.fact import Fact

# Ids that begin with A are of additions: safety lines that the document lacks.
ADDITIONS = "A"
TELLING = 4  # letters of a word of a heading that tells more than "the"
ID = re.compile(r"([A-Z]+)(\d+)[a-z]?")


@dataclass(slots=True)
class Given:
    """The ids given so far: `letters` has those of each heading, `highest` the last number under each letter.

    An id is never given a second time, even if its fact is gone.
    """

    letters: dict[str, str] = field(default_factory=dict)
    highest: dict[str, int] = field(default_factory=dict)

    def next_under(self, heading: str) -> str:
        """Give the next id under a heading; a new heading gets letters that no other has."""
        if heading not in self.letters:
            self.letters[heading] = next(_free(heading, {*self.letters.values(), *self.highest}))
        its = self.letters[heading]
        self.highest[its] = self.highest.get(its, 0) + 1
        return f"{its}{self.highest[its]}"


def given_in(facts: Mapping[str, Fact], named: Iterable[str], noted: Given) -> Given:
    """The letters and numbers given so far, from the `noted` record and the pack's facts and topics.

    `noted` is kept beside the document. `named` are the ids that the pack's topics name, even if their facts
    are gone.
    """
    given = Given(dict(noted.letters), dict(noted.highest))
    for name in (*facts, *named):
        if found := ID.fullmatch(name):
            its, number = found[1], int(found[2])
            given.highest[its] = max(given.highest.get(its, number), number)
            if name in facts and not facts[name].is_addition:
                given.letters.setdefault(facts[name].heading, its)
    return given


def _free(heading: str, taken: Collection[str]) -> Iterator[str]:
    """Unused letters for a heading: those made from the heading itself come first, then any others."""
    own = [letter for letter in _initials(heading) if letter not in taken]
    yield from own
    yield from (one for one in _all() if one not in taken)


def _initials(heading: str) -> Iterable[str]:
    words = re.findall(r"[A-Za-z]+", heading.upper())
    letters = [word[0] for word in words if len(word) >= TELLING] + [
        letter for word in words for letter in word
    ]
    return (letter for letter in letters if letter in ascii_uppercase and letter != ADDITIONS)


def _all() -> Iterator[str]:
    single = [letter for letter in ascii_uppercase if letter != ADDITIONS]
    yield from single
    yield from (first + second for first in single for second in ascii_uppercase)
    yield from (first + second + third for first in single for second in single for third in ascii_uppercase)
