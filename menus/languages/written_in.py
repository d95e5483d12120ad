"""The words of a language, and in which of a pack's languages a message is written by them."""

from collections.abc import Iterator
from functools import lru_cache

from menus.blanks import BLANK
from menus.languages.offered import is_english
from menus.model import Language
from menus.phrasing.normalise import plain_words
from menus.phrasing.tables import strings, table

# Tables of a language whose values are words that it says.
SAID = ("call", "text", "keys", "times", "checked", "named")
ALARMS = ("despair", "body", "danger", "harm", "at_once", "careful")


def by_words(own: Language, others: tuple[Language, ...], words: str) -> tuple[Language, ...]:
    """The languages, that first whose own vocabulary holds most words of a message; of equals `own` first."""
    said = frozenset(word for word in plain_words(words) if word.isalpha())
    return tuple(sorted((own, *others), key=lambda one: -len(said & _vocabulary(one))))


def own_words(words: str, language: Language, other: Language) -> frozenset[str]:
    """The words of a message that are a language's own, and that the other one does not have."""
    return frozenset(plain_words(words)) & (_vocabulary(language) - _vocabulary(other))


@lru_cache(maxsize=16)
def _vocabulary(language: Language) -> frozenset[str]:
    """The words that a language has of its own; of English the ordinary words as well. Cached.

    What it was lent is not its own: a topic in English makes no message Welsh.
    """
    own = frozenset(word for text in _texts(language) for word in plain_words(BLANK.sub(" ", text)))
    return own | language.ordinary if is_english(language) else own


def _texts(language: Language) -> Iterator[str]:
    """All sentences and wordings of a language that it was not lent."""
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
