"""The form of a message that each layer of the matcher gets, and the search for phrases in it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from menus.matcher.answers import Match
from menus.model import Language
from menus.phrasing.cut_out import cut_out, cutting
from menus.phrasing.lexicon import Lexicon, lexicon
from menus.phrasing.normalise import words_of
from menus.phrasing.phrases import NO_PHRASES, Hit, hits
from menus.phrasing.reading import Reading, read
from menus.phrasing.tables import spaced


@dataclass(frozen=True, slots=True)
class Utterance:
    """The form of a message that each layer of the matcher gets.

    `words` is the message as received; `reading` is the same message in plain words, with slips corrected.
    `lexicon` holds the matcher's data for the language. `talk_open` is true while the line waits for the
    answer to a question.
    """

    lexicon: Lexicon
    words: str
    reading: Reading
    talk_open: bool


def without_stopped(utterance: Utterance) -> Utterance:
    """The message without words that staff have stopped, for the layers that look for topics (R57).

    The layers for alarms and commands get the message as received.
    """
    data, text = utterance.lexicon, spaced(utterance.reading.words)
    if data.stopped is None or not data.stopped.search(text):
        return utterance
    return replace(utterance, reading=read(data, data.stopped.sub("", text)))


Layer = Callable[[Utterance], tuple[str, Match | None]]


def first_phrase(utterance: Utterance, name: str) -> str:
    """The first phrase of the list `name` ("body alarms") in a message, as the pack writes it; "" if none.

    Three forms of the message are searched in turn:

    (a) without greetings and thanks;
    (b) in full, because "love" may be a greeting or not;
    (c) without a beginning such as "can you tell me about".

    Guards (phrases that only sound like a listed phrase) are cut out of a form before it is searched. If a
    form held a guard, the forms after it are not searched.
    """
    reading, lists = utterance.reading, utterance.lexicon.lists
    looked_for = lists.get(name, NO_PHRASES)
    if looked_for.by_word.keys().isdisjoint(words_of((*reading.texts, *reading.uncut))):
        return ""
    of = name.split()[0]
    guards, medicines = (lists.get(f"{of} {listed}", NO_PHRASES) for listed in ("guards", "medicines"))
    for texts in dict.fromkeys((reading.texts, reading.uncut, (spaced(reading.bare),))):
        left = cut_out(guards, texts, medicines)
        short = tuple(brief(utterance.lexicon, text) for text in left)
        if met := hits(looked_for, tuple(dict.fromkeys((*left, *short)))):
            return met[0].phrase.source
        if left != texts:
            # a guard that needs the frame ("do i take them all") must not be lost with it
            break
    return ""


@lru_cache(maxsize=32)
def brief(lexicon: Lexicon, text: str) -> str:
    """The text without words such as "the" and "my", which people leave out of brief messages.

    A space stands before and after each word.
    """
    return spaced(word for word in text.split() if word not in lexicon.skipped)


def holds(lexicon: Lexicon, name: str, text: str) -> bool:
    """Whether the text holds a phrase of the pack's list `name`, such as "our_texts phrases".

    A phrase counts even within a guard (a longer phrase that only sounds like a listed one).
    """
    reading = read(lexicon, text)
    texts = (*reading.texts, *reading.uncut)
    full = dict.fromkeys((*texts, *(brief(lexicon, one) for one in texts)))
    return bool(reading.words and hits(lexicon.lists.get(name, NO_PHRASES), tuple(full)))


def without(language: Language, words: str, names: Iterable[str]) -> str:
    """The plain words of a message, without the phrases of the pack's lists `names` ("own_number").

    The lists of the pack's first language count in a further one, too.
    """
    texts = read(lexicon(language), words).uncut[:1]
    for name in names:
        for data in map(lexicon, _and_first(language)):
            texts = cut_out(data.lists.get(f"{name} phrases", NO_PHRASES), texts)
    return "".join(texts).replace("#", "")


def says(language: Language, words: str, name: str) -> bool:
    """Whether the message `words` holds a phrase of the pack's list `name`, such as "own_number".

    Words within a guard of that list do not count. (A guard is a phrase that only sounds like a listed
    phrase.) In a further language, the list of the pack's first language counts too: so CANCEL is understood
    in Welsh.
    """
    return any(_says(lexicon(one), words, name) for one in _and_first(language))


def says_unguarded(language: Language, words: str, name: str) -> bool:
    """Whether the message holds a phrase of the pack's list `name`, and no guard of that list anywhere.

    A guard is a phrase that tells that a listed phrase is not meant. It counts wherever it stands, so it may
    be a single word such as "please".
    """
    guarded = any(holds(lexicon(one), f"{name} guards", words) for one in _and_first(language))
    return not guarded and says(language, words, name)


def _says(data: Lexicon, words: str, name: str) -> bool:
    reading = read(data, words)
    return bool(reading.words and first_phrase(Utterance(data, words, reading, True), f"{name} phrases"))


def _and_first(language: Language) -> tuple[Language, ...]:
    return (language, language.first) if language.first else (language,)


def sayings(language: Language, words: str) -> dict[str, tuple[Hit, ...]]:
    """The guards in a message: phrases that only sound like an alarm, or like a change of a medicine.

    Those like an alarm are under the key "alarm", those like a change of a medicine under "careful".
    """
    data = lexicon(language)
    reading, lists = read(data, words), data.lists
    texts = (*reading.texts, *reading.uncut)
    guards, medicines = (lists.get(f"careful {name}", NO_PHRASES) for name in ("guards", "medicines"))
    return {"alarm": cutting(data.guards, texts), "careful": cutting(guards, texts, medicines)}
