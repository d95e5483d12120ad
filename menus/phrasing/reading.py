"""How a message is read before any layer looks: mended words, fillers gone, greetings off its ends."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from menus.phrasing.lexicon import Lexicon
from menus.phrasing.nearness import joined, mend
from menus.phrasing.normalise import plain_words
from menus.phrasing.tables import spaced


@dataclass(frozen=True, slots=True)
class Heard:
    """One message, read. `written` as it came; `words` mended; `texts` the same spaced, and without words
    that only pass by ("really"); `uncut` likewise with its
    greetings and thanks; `bare` without its question frame.

    `guessed` are the words that a slip was mended in: a short one is asked about, never answered (R26).
    """

    written: tuple[str, ...]
    words: tuple[str, ...]
    texts: tuple[str, ...]
    uncut: tuple[str, ...]
    bare: tuple[str, ...]
    guessed: frozenset[str]


@lru_cache(maxsize=8192)
def _mended(lexicon: Lexicon, word: str) -> tuple[str, ...]:
    """What one word was meant to be. People make the same slips: kept, so that each is worked out once."""
    if word in lexicon.spelling:
        return lexicon.spelling[word]
    meant = mend(lexicon.near, word)
    return tuple(chain.from_iterable(lexicon.spelling.get(piece, (piece,)) for piece in meant))


def _core(lexicon: Lexicon, words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without greetings and thanks at either end; all of them when nothing else would be left."""
    first, last = 0, len(words)
    while first < last and words[first] in lexicon.edges:
        first += 1
    while last > first and words[last - 1] in lexicon.edges:
        last -= 1
    return words[first:last] or words


def _bare(lexicon: Lexicon, text: str) -> tuple[str, ...]:
    """The words inside "can you tell me about … please"; all of them when the frame is all there is."""
    before, after = lexicon.frames
    inside = after.sub(" ", before.sub(" ", text)).split()
    return tuple(inside) or tuple(text.split())


@lru_cache(maxsize=64)
def read(lexicon: Lexicon, message: str) -> Heard:
    """The message as the layers see it. Kept for a moment: several layers look at the same clauses."""
    written = plain_words(message)
    spelled: list[str] = []
    guessed: set[str] = set()
    for word in joined(lexicon.near, _as_meant(lexicon, written)):
        meant = _mended(lexicon, word)
        if meant != (word,) and word not in lexicon.spelling:
            guessed.update(meant)
        spelled.extend(meant)
    every = _as_meant(lexicon, tuple(spelled))
    words = _core(lexicon, every)
    texts = _texts(lexicon, words)
    uncut = texts if words == every else _texts(lexicon, every)
    bare = _bare(lexicon, texts[0])
    return Heard(_core(lexicon, written), words, texts, uncut, bare, frozenset(guessed))


def _texts(lexicon: Lexicon, words: tuple[str, ...]) -> tuple[str, ...]:
    """The words spaced, and once more without those that only pass by, if there are any."""
    lean = tuple(word for word in words if word not in lexicon.passing)
    return (spaced(words),) if lean == words or not lean else (spaced(words), spaced(lean))


def _as_meant(lexicon: Lexicon, words: tuple[str, ...]) -> tuple[str, ...]:
    """The words with contractions, fillers and what speech recognition makes of long names put right."""
    text = lexicon.heard.sub(lambda said: lexicon.heard_as[said.group()], spaced(words))
    return tuple(text.split())
