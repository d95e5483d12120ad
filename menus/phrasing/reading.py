"""Prepares a message for the matcher: corrects words, and removes fillers, greetings and thanks."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from menus.phrasing.lexicon import Lexicon
from menus.phrasing.nearness import mend, rejoin_names
from menus.phrasing.normalise import plain_words
from menus.phrasing.tables import spaced
from menus.sentences import END


@dataclass(frozen=True, slots=True)
class Reading:
    """One message, in each form that the matcher's layers use.

    - `as_sent` are its plain words, and `words` the corrected words. Both are without greetings and thanks at
      the ends.
    - `texts` holds `words` as one string. If some words say little ("really"), it holds a second string
      without them.
    - `uncut` is like `texts`, but with greetings and thanks.
    - `bare` is `words` without a frame such as "can you tell me about".
    - `guessed` are the words that came out of corrections. A short one is asked about, not answered (R26).
    """

    as_sent: tuple[str, ...]
    words: tuple[str, ...]
    texts: tuple[str, ...]
    uncut: tuple[str, ...]
    bare: tuple[str, ...]
    guessed: frozenset[str]


@lru_cache(maxsize=8192)
def _mend_word(lexicon: Lexicon, word: str) -> tuple[str, ...]:
    """The word or words that a misspelt word was meant to be; the word itself if it is right.

    The result is cached, because people misspell in the same ways.
    """
    if word in lexicon.spelling:
        return lexicon.spelling[word]
    meant = mend(lexicon.near, word)
    return tuple(chain.from_iterable(lexicon.spelling.get(piece, (piece,)) for piece in meant))


def _without_greetings(words: tuple[str, ...], edges: frozenset[str]) -> tuple[str, ...]:
    """The words without greetings and thanks (`edges`) at both ends; all words if nothing else is left."""
    first, last = 0, len(words)
    while first < last and words[first] in edges:
        first += 1
    while last > first and words[last - 1] in edges:
        last -= 1
    return words[first:last] or words


def _without_frame(lexicon: Lexicon, text: str) -> tuple[str, ...]:
    """The words within a frame ("can you tell me about … please"); all words if the frame is empty."""
    before, after = lexicon.frames
    inside = after.sub(" ", before.sub(" ", text)).split()
    return tuple(inside) or tuple(text.split())


@lru_cache(maxsize=64)
def read(lexicon: Lexicon, message: str) -> Reading:
    """Turn a message into a `Reading`, with corrected words, as the layers of the matcher need it.

    The result is cached, because several layers use the same message.
    """
    as_sent = plain_words(message)
    guessed: set[str] = set()
    every = tuple(
        chain.from_iterable(_spelled(lexicon, said, guessed) for said in _sentences(as_sent, message))
    )
    words = _without_greetings(every, lexicon.edges)
    texts = _texts(lexicon, words)
    uncut = texts if words == every else _texts(lexicon, every)
    bare = _without_frame(lexicon, texts[0])
    return Reading(_without_greetings(as_sent, lexicon.edges), words, texts, uncut, bare, frozenset(guessed))


def _sentences(words: tuple[str, ...], message: str) -> tuple[tuple[str, ...], ...]:
    """The words of a message, sentence by sentence.

    So "Cannot put weight on it. Is it a stroke" does not hold the phrase "it is". If a full stop or the like
    stands inside one word, such as a phone number, all `words` count as one sentence.
    """
    said = tuple(filter(None, map(plain_words, END.split(message))))
    return said if tuple(chain.from_iterable(said)) == words else (words,)


def _spelled(lexicon: Lexicon, said: tuple[str, ...], guessed: set[str]) -> tuple[str, ...]:
    """Correct the words of one sentence, and add to `guessed` those that came out of corrections."""
    spelled: list[str] = []
    for word in rejoin_names(lexicon.near, _put_right(lexicon, said)):
        meant = _mend_word(lexicon, word)
        if meant != (word,) and word not in lexicon.spelling:
            guessed.update(meant)
        spelled.extend(meant)
    return _put_right(lexicon, tuple(spelled))


def _texts(lexicon: Lexicon, words: tuple[str, ...]) -> tuple[str, ...]:
    """The words as one string; then a second string without words that say little ("really").

    There is no second string if it would be the same or empty.
    """
    lean = tuple(word for word in words if word not in lexicon.passing)
    return (spaced(words),) if lean == words or not lean else (spaced(words), spaced(lean))


def _put_right(lexicon: Lexicon, words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without fillers, with contractions and misheard names corrected, by the pack's table."""
    text = lexicon.misheard.sub(lambda said: lexicon.misheard_as[said.group()], spaced(words))
    return tuple(text.split())
