"""The frozen types for tracing: the marks of a language, and the word lists for comparison."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from menus.tracing.marks import Mark

# The marks of each text that has any, by its file ("en/phrases.toml") and its key there ("call.careful").
Marks = Mapping[tuple[str, str], tuple[Mark, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Lists:
    """The word lists of one language for comparing a sentence with its facts: tracing.toml.

    `hedges` maps each strength ("most") to its words, `numbers` each number word to its figure; `counted` are
    the words before which "one" is a number. A word of `claims` or `names` must be in the facts, too; it is
    also found at the beginning of a longer word. A fixed sentence with a word of `medical` needs a fact.
    `ends` are words at which a negation ends; `small` words mean nothing to compare, and `bare` words claim
    nothing. `endings` are those of medicines' names. `no_hedges` are phrases that have a word of `hedges` but
    no strength; `shares` are words between "one" and the whole of which it is a part ("one of us"). Words of
    `asked` are no strength in a question, nor behind one of `conditions` ("if you have any"). `covers` maps
    strengths to words that may say as much, but need not ("each" for "every"). A denial by a word of
    `throughout` concerns its whole clause. A word of `repeats` is no strength before a number ("every 12").

    A clause begins behind a comma, with one of `joins` ("and"), with one of `openers` ("because", which has a
    subject of its own), or with one of `asides` ("mostly", said beside the rest); `subjects` are words that
    are a subject. A fact may advise something with a word of `advice` ("should"). A sentence may say
    this as an order instead: a clause that begins with the same verb, or with one of `urges` ("ask").
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
    asked: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    covers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    throughout: tuple[str, ...] = ()
    repeats: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    openers: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    urges: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Traced:
    """The data of one language for tracing: the marks of its texts, and its word lists."""

    marks: Marks = field(default_factory=dict)
    lists: Lists = field(default_factory=Lists)
