"""The words that a language has of its own, and the languages in which a message may be written by them."""

from collections.abc import Iterator
from functools import lru_cache

from menus.blanks import BLANK
from menus.model import Language
from menus.multilingual.offered import is_english
from menus.phrasing.lexicon import lexicon
from menus.phrasing.normalise import plain_words
from menus.phrasing.tables import strings, table

# Tables of a language whose values are words that it says.
SAID = ("call", "text", "keys", "times", "checked", "named")
# Letters of the shortest word that tells a further language; how many of its words make sure, and how many
# letters of one word: no slip and no name is a long word of another language to the letter.
TELLING, SURE, LONG = 3, 2, 8
ALARMS = ("despair", "body", "danger", "harm", "at_once", "careful")


def by_words(own: Language, others: tuple[Language, ...], words: str) -> tuple[Language, ...]:
    """The language in which a message is surely written, or else `own`; after it, other possible languages.

    A message is surely in a language of `others` if all this is true:

    (a) More of its words are only in that language than are only in `own`.
    (b) At least two of its words are only in that language, or a long one is.
    (c) One of these words is no name, no slip and no text-speak (as in "whats yr no").

    A language is possible if it has words of the message that the first language of the result lacks.
    """
    sure = [one for one in others if _is_surely(words, one, own)]
    most = max(sure, key=lambda one: len(own_words(words, one, own)), default=own)
    return most, *(one for one in (own, *others) if one is not most and own_words(words, one, most))


def own_words(words: str, language: Language, other: Language) -> frozenset[str]:
    """The words of a message that `language` has and `other` does not.

    In a further language, a word counts only if it has 3 letters or more, and is no slip or name in `other`.
    """
    own = frozenset(plain_words(words)) & (_vocabulary(language) - _vocabulary(other))
    return frozenset(word for word in own if is_telling(word, language, other))


def is_telling(word: str, language: Language, other: Language) -> bool:
    """Whether `word`, a word of `language`, shows that a message is not in `other`.

    Any word of the pack's first language does. A word of a further language does if it has 3 letters or more,
    and is unknown in `other`: no word, slip or name there.
    """
    if language.first is None:
        return True
    known = lexicon(other)
    return (
        len(word) >= TELLING
        and word not in known.spelling
        and word not in known.grammar.sets["name"]
        and word not in _vocabulary(other)
    )


def _is_surely(words: str, language: Language, other: Language) -> bool:
    said, here, there = frozenset(plain_words(words)), _vocabulary(language), _vocabulary(other)
    its = {word for word in said & (here - there) if word[1:]}  # a letter alone is text-speak
    telling = own_words(words, language, other)
    # a long word of the first language is a keyword that is texted in every one ("HELPLINE")
    long = language.first is not None and any(len(word) >= LONG for word in telling)
    return (len(its) >= SURE or long) and bool(telling) and len(its) > len(said & (there - here))


@lru_cache(maxsize=16)
def _vocabulary(language: Language) -> frozenset[str]:
    """The words that a language has of its own; for English the ordinary words as well. Cached.

    Words that another language lent it are not its own: a topic in English makes no message Welsh.
    """
    own = frozenset(word for text in _texts(language) for word in plain_words(BLANK.sub(" ", text)))
    return own | language.ordinary if is_english(language) else own


def _texts(language: Language) -> Iterator[str]:
    """All sentences and wordings of a language but those that another language lent to it."""
    for name in SAID:
        said: dict[str, str] = dict(getattr(language, name))
        yield from (text for key, text in said.items() if not language.lent & {name, f"{name}.{key}"})
    for topic in language.topics.values():
        if f"topics.{topic.name}" not in language.lent:
            yield from (
                topic.keyword,
                *topic.also,
                topic.title,
                topic.option,
                *topic.spoken,
                topic.text,
                topic.more,
            )
    safety = table(language.matching, "safety")
    for name in ALARMS:
        yield from strings(table(safety, name), "alarms")
    matching = table(language.matching, "matching")
    yield from strings(matching, "stop_words")
    lent = table(language.first.matching, "matching") if language.first else {}
    for name in table(matching, "commands"):
        yield from set(strings(table(matching, "commands"), name)) - set(
            strings(table(lent, "commands"), name)
        )
    yield from language.chosen_by
