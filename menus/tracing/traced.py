"""The frozen types of tracing: what a language's marks are, and the word lists that a comparison needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from menus.tracing.marks import Mark

# The marks of each text that has any, by its file ("en/phrases.toml") and its key there ("call.careful").
Marks = Mapping[tuple[str, str], tuple[Mark, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Lists:
    """The words of one language by which a sentence is compared with its facts: tracing.toml.

    `hedges` has for each strength ("most") its words, `numbers` the figure of each number written as a word;
    `counted` are the words before which "one" is a number. A word of `claims` and `names` is also found
    at the beginning of a longer one. `endings` are those of the names of medicines. `no_hedges` are phrases
    that have a word of `hedges` and no strength; `shares` stand between "one" and that of which it is one.
    """

    negations: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    hedges: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)
    counted: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    small: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    medical: tuple[str, ...] = ()
    no_hedges: tuple[str, ...] = ()
    shares: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Traced:
    """What one language has for tracing: the marks of its texts, and its word lists."""

    marks: Marks = field(default_factory=dict)
    lists: Lists = field(default_factory=Lists)
