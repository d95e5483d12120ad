"""The small language in which a pack writes phrases to listen for, and the index that finds them quickly.

A phrase is words with a space between. `a/b` is either word, `a_b` several words as one, `@name` any entry
of a set, `x?` may be missing, `..` up to 3 words between, `...` up to 8, `^` first and `$` last: nothing else
before or after, also as a choice (`now/$`). A gap before such a choice is for its words only: `pain .. now/$`
ends with pain, or holds now soon after. `!a/b` takes no word: what comes next is neither a nor b.
`one & other` is both, in either order, with up to 8 words between.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, permutations
from typing import TypeVar

from menus.phrasing.normalise import words_of

Said = TypeVar("Said", str, tuple[str, ...])
Sets = Mapping[str, tuple[str, ...]]

GAPS = {"..": r"((?:[^ #]+ ){0,3}?)", "...": r"((?:[^ #]+ ){0,8}?)"}
ENDS = {"^": r"(?<=\A )", "$": r"\Z"}


class PhraseError(ValueError):
    """A phrase that cannot be read: it names an unknown set, or holds nothing to listen for."""


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase: `pattern` finds it in spaced text (" a b "); what holds it has one of each of `needs`."""

    source: str
    owner: str
    expression: str
    triggers: tuple[str, ...]
    needs: tuple[tuple[str, ...], ...]
    reading: str

    @property
    def exact(self) -> bool:
        """True when it names what must not come next: that is not to be had by leaving small words out."""
        return "!" in self.source

    @property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when first looked for: a pack has thousands of phrases, a message calls for a few."""
        return _compiled(self.expression)


@dataclass(frozen=True, slots=True)
class Index:
    """Phrases by the words that every message holding them must have, so that few are ever tried."""

    phrases: tuple[Phrase, ...]
    by_word: Mapping[str, tuple[int, ...]]


NO_PHRASES = Index((), {})


@dataclass(frozen=True, slots=True)
class Grammar:
    """What reading a phrase takes: the sets, words that are in every second message and make poor triggers,
    and how words are put right ("i am" is heard as "im"): a phrase holds them as messages are read.

    With `endings`, each word is heard with an s behind it too: "arm" also in "her arms", "his arm's gone".
    """

    sets: Sets
    plain: frozenset[str] = frozenset()
    meant: Callable[[str], str] = str
    endings: bool = False


def _choices(element: str, grammar: Grammar) -> tuple[str, ...]:
    """The word sequences that one element stands for."""
    found: list[str] = []
    for part in element.split("/"):
        if not part.startswith("@"):
            found.append(grammar.meant(part.replace("_", " ")))
        elif part[1:] in grammar.sets:
            found.extend(grammar.sets[part[1:]])
        else:
            raise PhraseError(f"no set is called {part!r}")
    if not found or not all(words.strip() for words in found):
        raise PhraseError(f"{element!r} stands for no word, or for an empty one")
    return tuple(sorted(set(found), key=lambda words: (-len(words), words)))


def _first(element: str, grammar: Grammar) -> str:
    """What a person would write for the element: its first choice, as the pack has it."""
    part = element.split("/")[0]
    return grammar.sets[part[1:]][0] if part.startswith("@") else grammar.meant(part.replace("_", " "))


def _any_of(words: Iterable[str], grammar: Grammar) -> str:
    """An expression for any of the choices, with the space behind it."""
    ending = "s?" if grammar.endings else ""
    choices = (re.escape(choice).replace(r"\ ", " ") + ending * (len(choice) > 1) for choice in words)
    return f"(?:{'|'.join(choices)}) "


def _none_of(element: str, grammar: Grammar) -> str:
    """An expression that takes nothing, and fails where any of the choices comes next."""
    return f"(?!{_any_of(_choices(element, grammar), grammar)})"


def _triggers(choices: Iterable[str], grammar: Grammar) -> tuple[str, ...]:
    """The rarest word of each choice: every message that holds one of them has one, with an s or without."""
    rarest = (
        max(choice.split(), key=lambda word: (word not in grammar.plain, len(word))) for choice in choices
    )
    words: tuple[str, ...] = _shared(tuple(sorted(set(map(_shared, rarest)))))
    return words


@lru_cache(maxsize=32_768)
def _shared(said: Said) -> Said:
    """A word, or words, as other phrases hold them too: thousands of phrases name the same few sets."""
    return said


@dataclass(frozen=True, slots=True)
class _Part:
    """One side of an `&`, or a whole phrase: how it is found, what must be there for it, how it reads."""

    expression: str
    triggers: tuple[str, ...]
    needs: tuple[tuple[str, ...], ...]
    cost: int
    reading: tuple[str, ...]


def _part(source: str, grammar: Grammar) -> _Part:
    """What one side of an `&` stands for. Raises PhraseError."""
    pattern, gap, reading = "", "", []
    starts: list[tuple[int, tuple[str, ...]]] = []
    for element in source.split():
        if element in GAPS:
            gap = GAPS[element]
            continue
        if element in ENDS or element.startswith("!"):
            pattern += gap + (ENDS.get(element) or _none_of(element[1:], grammar))
            gap = ""
            continue
        needed = not element.endswith("?")
        choices = _choices(element.removesuffix("?"), grammar)
        ends = [end for end in ENDS if end in choices]
        words = tuple(choice for choice in choices if choice not in ENDS)
        if not ends:
            pattern, gap = pattern + gap, ""
        listed = (gap + _any_of(words, grammar),) if words else ()
        either = "|".join((*listed, *(ENDS[end] for end in ends)))
        pattern += f"(?:{either})" if needed else f"(?:{either})?"
        gap = ""
        if needed:
            reading.append(_first(element, grammar))
        if needed and not ends:
            rarest = _triggers(words, grammar)
            starts.append((sum(50 if word in grammar.plain else 1 for word in rarest), rarest))
    if not starts:
        raise PhraseError(f"nothing to listen for in {source!r}")
    cost, triggers = min(starts, key=lambda start: start[0])
    return _Part(pattern + gap, triggers, tuple(words for _, words in starts), cost, tuple(reading))


def read_phrase(source: str, owner: str, grammar: Grammar) -> Phrase:
    """The phrase that `source` writes down. Raises PhraseError."""
    parts = [_part(part, grammar) for part in source.split(" & ")]
    orders = (GAPS["..."].join(part.expression for part in order) for order in permutations(parts))
    rarest = min(parts, key=lambda part: part.cost)
    needs = tuple(chain(*(part.needs for part in parts)))
    reading = " ".join(chain.from_iterable(part.reading for part in parts))
    return Phrase(source, owner, f"(?<= )(?:{'|'.join(orders)})", rarest.triggers, needs, reading)


def index(phrases: Iterable[Phrase]) -> Index:
    """The phrases, ready to be looked for."""
    kept = tuple(phrases)
    by_word: dict[str, list[int]] = {}
    for number, phrase in enumerate(kept):
        for word in phrase.triggers:
            by_word.setdefault(word, []).append(number)
    return Index(kept, {word: tuple(numbers) for word, numbers in by_word.items()})


@dataclass(frozen=True, slots=True)
class Met:
    """A phrase that stands in a message: the words from its first to its last, and those of them in its
    gaps.
    """

    phrase: Phrase
    words: str
    gaps: str


def heard_in(found_in: Index, texts: tuple[str, ...]) -> list[Met]:
    """Every phrase that stands in one of the spaced `texts` (the same message, less and more), in the
    index's order.
    """
    met = []
    for phrase in possible(found_in, words_of(texts)):
        for text in texts:
            if there := phrase.pattern.search(text):
                met.append(Met(phrase, there.group().strip(), "".join(gap or "" for gap in there.groups())))
                break
    return met


def possible(found_in: Index, words: frozenset[str]) -> Iterator[Phrase]:
    """The phrases, in the index's order, of which the words hold one of each that they need."""
    numbers: set[int] = set()
    for word in found_in.by_word.keys() & words:
        numbers.update(found_in.by_word[word])
    for number in sorted(numbers):
        phrase = found_in.phrases[number]
        for choices in phrase.needs:
            if words.isdisjoint(choices):
                break
        else:
            yield phrase


def without(found_in: Index, texts: tuple[str, ...]) -> tuple[str, ...]:
    """The spaced texts with every place of every phrase cut to one mark, so that nothing is read across the
    cut.
    """
    for met in heard_in(found_in, texts):
        texts = tuple(met.phrase.pattern.sub("# ", text) for text in texts)
    return texts
