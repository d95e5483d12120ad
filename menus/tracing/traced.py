"""The frozen types for tracing: the marks of a language, and the word lists for comparison."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from menus.tracing.marks import Mark

# The marks of each text that has any, by its file ("en/phrases.toml") and its key there ("call.careful").
Marks = Mapping[tuple[str, str], tuple[Mark, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Lists:
    """The word lists of one language for comparing a sentence with its facts: tracing.toml.

    Numbers:

    - `numbers` maps each number word to its figure.
    - `counted` are the words before which "one" is a number.
    - `shares` are words between "one" and the whole of which it is a part ("one of us").

    Strengths, which tell how sure or frequent something is:

    - `hedges` maps each strength ("most") to its words.
    - `no_hedges` are phrases that have such a word but no strength.
    - `asked` are words that are no strength in a question, or behind one of `conditions` ("if you have any").
    - `covers` maps strengths to words that may say as much, but need not ("each" for "every").
    - `repeats` are words that are no strength before a number ("every 12").
    - `advice` are words by which a fact advises something ("should"). A sentence may say this as an order
      instead: a clause that begins with the same verb, or with one of `urges` ("ask").

    Negations:

    - `negations` are the words that deny, and `ends` are words at which a negation ends.
    - `throughout` are words whose negation concerns the whole clause.
    - `carries` are words behind which an "if" does not end a negation: "not known if it is safe".

    - `turns` are words that turn a sentence round behind a negation: "do not stop taking it".

    Words that must be in the facts, or need not:

    - `claims` and `names` must be in the facts, too. They are also found at the beginning of a longer word.
    - `endings` are those of medicines' names.
    - `medical`: a fixed sentence with such a word needs a fact.
    - `small` words mean nothing to compare, and `bare` words claim nothing.

    Clauses, of which a new one begins behind a comma or with one of these words:

    - `joins`: words such as "and".
    - `openers`: words such as "because". The clause has a subject of its own.
    - `asides`: words such as "mostly", which are said beside the rest.

    `subjects` are words that are the subject of a clause.
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
    carries: tuple[str, ...] = ()
    repeats: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    openers: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    urges: tuple[str, ...] = ()
    turns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Traced:
    """The data of one language for tracing: the marks of its texts, and its word lists."""

    marks: Marks = field(default_factory=dict)
    lists: Lists = field(default_factory=Lists)
