"""What a layer of the matcher is given, and how it looks for the phrases of a list."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from menus.matcher.answers import Match
from menus.model import Language
from menus.phrasing.lexicon import Lexicon, lexicon
from menus.phrasing.normalise import words_of
from menus.phrasing.phrases import NO_PHRASES, heard_in, without
from menus.phrasing.reading import Heard, read
from menus.phrasing.tables import spaced


@dataclass(frozen=True, slots=True)
class Asked:
    """What a layer is given: the language's data, the message as it came and as read, and whether a question
    of ours is open.
    """

    lexicon: Lexicon
    words: str
    heard: Heard
    talk_open: bool


Layer = Callable[[Asked], tuple[str, Match | None]]


def fired(asked: Asked, name: str) -> str:
    """The first phrase of a list ("body alarms") that the message holds outside its guards, else "".

    Looked for without greetings and thanks, in all of it ("love" may be either), and without its frame.
    """
    heard, lists = asked.heard, asked.lexicon.lists
    looked_for = lists.get(name, NO_PHRASES)
    if looked_for.by_word.keys().isdisjoint(words_of((*heard.texts, *heard.uncut))):
        return ""
    guards = lists.get(f"{name.split()[0]} guards", NO_PHRASES)
    for texts in dict.fromkeys((heard.texts, heard.uncut, (spaced(heard.bare),))):
        left = without(guards, texts)
        short = tuple(brief(asked.lexicon, text) for text in left)
        if met := heard_in(looked_for, tuple(dict.fromkeys((*left, *short)))):
            return met[0].phrase.source
        if left != texts:
            # a guard that needs the frame ("do i take them all") must not be lost with it
            break
    return ""


@lru_cache(maxsize=32)
def brief(lexicon: Lexicon, text: str) -> str:
    """The text as in a telegram: words such as "the" and "my" come and go, and mean little."""
    return spaced(word for word in text.split() if word not in lexicon.skipped)


def holds(lexicon: Lexicon, name: str, text: str) -> bool:
    """Whether the text holds a phrase of a list."""
    heard = read(lexicon, text)
    texts = (*heard.texts, *heard.uncut)
    full = dict.fromkeys((*texts, *(brief(lexicon, one) for one in texts)))
    return bool(heard.words and heard_in(lexicon.lists.get(name, NO_PHRASES), tuple(full)))


def says(language: Language, words: str, name: str) -> bool:
    """Whether the words hold a phrase of one of the pack's lists, such as "own_number"."""
    heard = read(data := lexicon(language), words)
    return bool(heard.words and fired(Asked(data, words, heard, True), f"{name} phrases"))
