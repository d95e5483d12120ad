"""Finds the topic whose keyword or synonym is the whole message, also in a list, or mistyped."""

import re

from rapidfuzz import process
from rapidfuzz.distance import OSA

from menus.phrasing.lexicon import Lexicon
from menus.phrasing.normalise import plain_words
from menus.phrasing.reading import Reading

SENTENCE = re.compile(r"[.?!;\n]+")

# Letters and words of a message that may be a mistyped keyword or synonym as a whole.
SHORTEST, LONGEST, MOST_WORDS = 4, 30, 6

# Letters from which on a whole message may be two slips from a keyword, and three. Of 1,872 keywords with two
# slips 97.9 % are borne; with 6 for two, 95.2 %. No answer to a row of tests/messages.tsv changes.
TWO_SLIPS, THREE_SLIPS = 5, 12

# A mended word of fewer letters is offered, never guessed (R26). With 9, 32 right answers of
# tests/messages.tsv become questions; with 7, nine questions become answers, which R26 does not want guessed.
SHORT_NAME = 8


def _topics_of_list(lexicon: Lexicon, words: tuple[str, ...]) -> tuple[str, ...]:
    """The topics named by a list like "walking and bones"; none unless each part is a keyword or synonym."""
    parts: list[list[str]] = [[]]
    for word in words:
        if word in lexicon.joiners:
            parts.append([])
        else:
            parts[-1].append(word)
    named = [lexicon.whole.get("".join(part), ()) for part in parts if part]
    if not named[1:] or not all(named):
        return ()
    return tuple(dict.fromkeys(topics[0] for topics in named))


def _near_miss(lexicon: Lexicon, reading: Reading) -> tuple[tuple[str, ...], bool]:
    """The topics whose mistyped keyword or synonym a short message may be, and whether to ask first.

    A message of ordinary English words may have one slip at most, and is always asked about. If the message
    is near to no keyword, there are no topics, and the second value means nothing.
    """
    together = "".join(reading.as_sent)
    if (
        len(reading.as_sent) > MOST_WORDS
        or not SHORTEST <= len(together) <= LONGEST
        or not together.isalpha()
    ):
        return (), False
    plain = all(word in lexicon.near.known for word in reading.as_sent)
    if plain and len(together) <= SHORTEST:
        return (), False
    reach = 1 if plain or len(together) < TWO_SLIPS else 2 if len(together) < THREE_SLIPS else 3
    found = process.extract(together, lexicon.near_whole, scorer=OSA.distance, score_cutoff=reach, limit=None)
    nearest = sorted(entry for entry, slips, _ in found if slips == found[0][1])
    topics = tuple(dict.fromkeys(topic for entry in nearest for topic in lexicon.whole[entry]))
    return topics, plain or len(topics) > 1 or any(len(entry) < SHORT_NAME for entry in nearest)


def keyword_topics(lexicon: Lexicon, reading: Reading) -> tuple[tuple[str, ...], bool]:
    """The topics whose keyword or synonym is the whole message, and whether to ask before answering.

    A list of keywords ("walking and bones") gives the topic of each. A mistyped keyword gives the topics that
    it may mean. Gives no topics and False if the message is no keyword.
    """
    for words in (reading.words, reading.bare):
        entry = "".join(words)
        if topics := lexicon.whole.get(entry):
            return topics, len(entry) < SHORT_NAME and not reading.guessed.isdisjoint(words)
    if topics := _topics_of_list(lexicon, reading.bare):
        return topics, False
    return _near_miss(lexicon, reading)


def keyword_beside(lexicon: Lexicon, message: str) -> tuple[str, ...]:
    """The topic whose keyword is one whole sentence of a longer message, as a tuple of that one topic.

    An example is EXERCISE in "I am deaf, please text. EXERCISE". The tuple is empty if no sentence is a
    keyword, or if several sentences are keywords of different topics.
    """
    sentences = ["".join(plain_words(part)) for part in SENTENCE.split(message)]
    named = tuple(dict.fromkeys(lexicon.keywords[one] for one in sentences if one in lexicon.keywords))
    return named if len(named) == 1 < len([one for one in sentences if one]) else ()
