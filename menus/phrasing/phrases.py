"""The small language in which a pack writes phrases, and the index that finds them in messages.

A phrase is words separated by spaces. `a/b` is either word, `a_b` several words in a row, `@name` any entry
of the set with that name; `x?` is optional. `..` is a gap of up to 3 words, `...` of up to 8. `^` is the
beginning of the message and `$` its end. Both may stand among choices: `now/$` is the word now, or the end. A
gap before such choices is for the words alone: `pain .. now/$` is pain at the end, or pain and then now, with
up to 3 words between. `!a/b` stands for no word, but the next word must be neither a nor b. `one & other` is
both, in either order, with up to 8 words between them.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, permutations

from menus.phrasing.normalise import words_of

Sets = Mapping[str, tuple[str, ...]]

GAPS = {"..": r"((?:[^ #]+ ){0,3}?)", "...": r"((?:[^ #]+ ){0,8}?)"}
ENDS = {"^": r"(?<=\A )", "$": r"\Z"}


class PhraseError(ValueError):
    """The error raised if a phrase of a pack names an undefined set, or has no word to find."""


_compiled = cache(re.compile)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase of the pack, ready to be found in text with a space before and after each word.

    `source` is the phrase as the pack writes it, and `owner` the list or topic to which it belongs. `pattern`
    is its regular expression, compiled from `expression`. `triggers` and `needs` are for a quick test: a
    message can hold the phrase only if it has one word of `triggers`, and one word of each tuple in `needs`.
    `example` is how a person would write it.
    """

    source: str
    owner: str
    expression: str
    triggers: tuple[str, ...]
    needs: tuple[tuple[str, ...], ...]
    example: str

    @property
    def exact(self) -> bool:
        """Whether the phrase says which words must not come next ("!a" in the phrase).

        Such a phrase is looked for only in texts from which no small words were left out.
        """
        return "!" in self.source

    @property
    def pattern(self) -> re.Pattern[str]:
        """The phrase's regular expression, compiled at first use, because few are ever needed."""
        return _compiled(self.expression)


@dataclass(frozen=True, slots=True)
class Index:
    """An index of phrases: `by_word` maps each trigger word to the positions of its phrases in `phrases`."""

    phrases: tuple[Phrase, ...]
    by_word: Mapping[str, tuple[int, ...]]


NO_PHRASES = Index((), {})


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """The data for reading the phrases of a language; phrases read with the same grammar are cached.

    `sets` maps each `@name` to its words. `stop_words` are too common to find a phrase by. `correct` respells
    words as messages are corrected ("i am" becomes "im"). If `endings` is true, each word is also found with
    an s after it: "arm" in "her arms".
    """

    sets: Sets
    stop_words: frozenset[str] = frozenset()
    correct: Callable[[str], str] = str
    endings: bool = False


@lru_cache(maxsize=16_384)  # the same few thousand elements make up all phrases
def _choices(element: str, grammar: Grammar) -> tuple[str, ...]:
    """The words, or rows of words, that an element may be, longer ones first. Raises PhraseError."""
    found: list[str] = []
    for part in element.split("/"):
        if not part.startswith("@"):
            found.append(grammar.correct(part.replace("_", " ")))
        elif part[1:] in grammar.sets:
            found.extend(grammar.sets[part[1:]])
        else:
            raise PhraseError(f"no set is called {part!r}")
    if not found or not all(words.strip() for words in found):
        raise PhraseError(f"{element!r} stands for no word, or for an empty one")
    return tuple(sorted(set(found), key=lambda words: (-len(words), words)))


def _first(element: str, grammar: Grammar) -> str:
    """A person's wording for one element of a phrase: the first choice that the pack gives."""
    part = element.split("/")[0]
    return grammar.sets[part[1:]][0] if part.startswith("@") else grammar.correct(part.replace("_", " "))


@lru_cache(maxsize=16_384)
def _any_of(words: tuple[str, ...], grammar: Grammar) -> str:
    """A regular expression for any of the words and the space after it."""
    ending = "s?" if grammar.endings else ""
    choices = (re.escape(choice).replace(r"\ ", " ") + ending * (len(choice) > 1) for choice in words)
    return f"(?:{'|'.join(choices)}) "


def _none_of(element: str, grammar: Grammar) -> str:
    """A regular expression that fails if a word of `element` comes next; it takes up no text itself."""
    return f"(?!{_any_of(_choices(element, grammar), grammar)})"


@lru_cache(maxsize=16_384)
def _triggers(choices: tuple[str, ...], grammar: Grammar) -> tuple[str, ...]:
    """The rarest word of each choice: a message without any of these words holds none of `choices`."""
    rarest = (
        max(choice.split(), key=lambda word: (word not in grammar.stop_words, len(word)))
        for choice in choices
    )
    return tuple(sorted(set(rarest)))


@dataclass(frozen=True, slots=True)
class _Part:
    """One side of an `&` in a phrase, or a phrase without `&`, with the fields that `Phrase` gets from it.

    `cost` is higher if the triggers are more common. A phrase gets the triggers of its part with the least
    cost.
    """

    expression: str
    triggers: tuple[str, ...]
    needs: tuple[tuple[str, ...], ...]
    cost: int
    example: tuple[str, ...]


def _read_part(source: str, grammar: Grammar) -> _Part:
    """Read one side of an `&` into its regular expression, tests and example. Raises PhraseError."""
    pattern, gap, example = "", "", []
    starts: list[tuple[int, tuple[str, ...]]] = []
    for element in source.split():
        if element in GAPS:
            gap = GAPS[element]
            continue
        if element in ENDS or element.startswith("!"):
            pattern, gap = pattern + gap + (ENDS.get(element) or _none_of(element[1:], grammar)), ""
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
            example.append(_first(element, grammar))
        if needed and not ends:
            rarest = _triggers(words, grammar)
            starts.append((sum(50 if word in grammar.stop_words else 1 for word in rarest), rarest))
    if not starts:
        raise PhraseError(f"nothing to listen for in {source!r}")
    cost, triggers = min(starts, key=lambda start: start[0])
    return _Part(pattern + gap, triggers, tuple(words for _, words in starts), cost, tuple(example))


@lru_cache(maxsize=16_384)  # a pack that is published anew holds nearly all phrases of the one before
def read_phrase(source: str, owner: str, grammar: Grammar) -> Phrase:
    """Compile a phrase as the pack writes it (`source`) for its list or topic (`owner`).

    Raises PhraseError if it names an undefined set, or has no word to find.
    """
    try:
        parts = [_read_part(part, grammar) for part in source.split(" & ")]
    except PhraseError as error:
        raise PhraseError(f'"{source}" cannot be read: {error}') from None
    orders = (GAPS["..."].join(part.expression for part in order) for order in permutations(parts))
    rarest = min(parts, key=lambda part: part.cost)
    needs = tuple(chain(*(part.needs for part in parts)))
    example = " ".join(chain.from_iterable(part.example for part in parts))
    return Phrase(source, owner, f"(?<= )(?:{'|'.join(orders)})", rarest.triggers, needs, example)


def index(phrases: Iterable[Phrase]) -> Index:
    """Build the index that finds phrases by their triggers: words of which a message must hold one."""
    kept = tuple(phrases)
    by_word: dict[str, list[int]] = {}
    for number, phrase in enumerate(kept):
        for word in phrase.triggers:
            by_word.setdefault(word, []).append(number)
    return Index(kept, {word: tuple(numbers) for word, numbers in by_word.items()})


def forget_elements() -> None:
    """Free the cache of elements of phrases (`a/b`), which is useful only while many phrases are read."""
    _choices.cache_clear()
    _any_of.cache_clear()


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found in a message.

    `words` is the part of the message that the phrase covers; `gaps` has only the words in its gaps (`..`).
    """

    phrase: Phrase
    words: str
    gaps: str


def hits(index: Index, texts: tuple[str, ...]) -> list[Hit]:
    """The phrases of an index that a message holds, one hit for each, in the order of the index.

    `texts` are forms of one message, some with words left out. Each has a space before and after each word.
    The forms are searched in turn, and the hit has the words of the first form that holds the phrase.
    """
    met = []
    for phrase in possible_phrases(index, words_of(texts)):
        for text in texts:
            if there := phrase.pattern.search(text):
                met.append(Hit(phrase, there.group().strip(), "".join(gap or "" for gap in there.groups())))
                break
    return met


def possible_phrases(index: Index, words: frozenset[str]) -> Iterator[Phrase]:
    """The phrases that a message of these words may hold, in the order of the index (a quick test)."""
    there = index.by_word.keys() & words
    for number in sorted({number for word in there for number in index.by_word[word]}) if there else ():
        phrase = index.phrases[number]
        for choices in phrase.needs:
            if words.isdisjoint(choices):
                break
        else:
            yield phrase
