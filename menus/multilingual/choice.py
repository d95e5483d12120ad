"""The choice of a language by text ("CYMRAEG", "Welsh please"), and the words that may stand beside it."""

from functools import lru_cache
from typing import NamedTuple

from menus.model import Language, Pack
from menus.phrasing.lexicon import lexicon
from menus.phrasing.normalise import plain_words

Wording = tuple[str, ...]


class Named(NamedTuple):
    """The languages that a message names by words that choose one ("Welsh"); `beside` are its other words."""

    languages: frozenset[Language]
    beside: Wording


@lru_cache(maxsize=16)
def _wordings(languages: tuple[Language, ...]) -> tuple[tuple[Wording, Language], ...]:
    """Each word or wording that chooses one of the languages, with that language, longer ones first."""
    every = {plain_words(words): one for one in languages for words in one.chosen_by}
    return tuple(sorted(every.items(), key=lambda row: -len(row[0])))


def _named(pack: Pack, words: str) -> Named:
    """The languages that `words` name; none in a pack of one language, where nothing can be chosen."""
    if len(pack.languages) == 1:
        return Named(frozenset(), ())
    left, found = plain_words(words), set[Language]()
    for wording, language in _wordings(tuple(pack.languages.values())):
        without = _without(left, (wording,)) if wording else left
        if without != left:
            left = without
            found.add(language)
    return Named(frozenset(found), left)


@lru_cache(maxsize=16)
def _manners(languages: tuple[Language, ...]) -> frozenset[str]:
    """The words that may stand beside a choice: greetings, thanks, and those that each language lists."""
    listed = (plain_words(words) for one in languages for words in one.beside)
    return frozenset(word for words in listed for word in words).union(
        *(lexicon(one).edges for one in languages)
    )


def chosen(pack: Pack, words: str) -> Language | None:
    """The language that a message chooses ("CYMRAEG", "can I have Welsh please"); None if it chooses none.

    It chooses the one language that it names, if its other words are only greetings, thanks and the like. A
    message that names two languages chooses none. A message that refuses one ("no Welsh") chooses the
    language that is left, if one is.
    """
    named, manners = _named(pack, words), _manners(tuple(pack.languages.values()))
    if len(named.languages) == 1 and manners.issuperset(named.beside):
        return next(iter(named.languages))
    return _refused(pack, words)


def _refused(pack: Pack, words: str) -> Language | None:
    """The language left to a person who refuses another ("no Welsh", "STOP WELSH"); None if there is none.

    (a) A person who refuses a further language gets the pack's first.
    (b) A person who refuses the first in the words of a further language ("dim Saesneg") gets that one.
    (c) A person who refuses the first in its own words gets None: perhaps they understand no other.
    """
    first, *_ = languages = tuple(pack.languages.values())
    named = _named(pack, words)
    if len(named.languages) != 1:
        return None
    for one in languages:
        left = _without(named.beside, tuple(map(plain_words, one.refused)))
        if left != named.beside and _manners(languages).issuperset(left):
            return first if first not in named.languages else one if one.first else None
    return first if may_end(pack, words) and first not in named.languages else None


def _without(words: Wording, some: tuple[Wording, ...]) -> Wording:
    """The `words` without the wordings in `some`, each of which is one word or several in a row."""
    for wording in sorted(some, key=len, reverse=True):
        for at in reversed(range(len(words) - len(wording) + 1)):
            if words[at : at + len(wording)] == wording:
                words = words[:at] + words[at + len(wording) :]
    return words


def may_end(pack: Pack, words: str) -> bool:
    """Whether a message holds STOP, in any language, beside the name of a language ("STOP CYMRAEG").

    The person may want no more texts, or only none in that language. So the reply says what ends our texts
    (R28).
    """
    named, languages = _named(pack, words), tuple(pack.languages.values())
    telling = tuple(word for word in named.beside if word not in _manners(languages))
    ends = any(lexicon(one).commands.get("".join(telling)) == "STOP" for one in languages)
    return bool(named.languages) and ends


def new_words(pack: Pack, unknown: Wording) -> Wording:
    """The `unknown` words of a message (those that no topic knows), without the names of languages.

    These names are no sign of a missing topic. In a pack of one language all words stay.
    """
    if len(pack.languages) == 1:
        return unknown
    named = {wording for wording, _ in _wordings(tuple(pack.languages.values()))}
    return tuple(word for word in unknown if (word,) not in named)
