"""The whole message as a keyword or synonym: exact, as a list of two, or a slip away."""

import re

from rapidfuzz import process
from rapidfuzz.distance import OSA

from menus.phrasing.lexicon import Lexicon
from menus.phrasing.reading import Heard
from menus.phrasing.tables import plain

_SENTENCE = re.compile(r"[.?!;\n]+")

SHORTEST, LONGEST, MOST_WORDS = 4, 30, 6
"""Letters and words of a message that may be a mistyped keyword or synonym as a whole."""

SHORT_NAME = 8
"""A mended word of fewer letters is offered, never guessed (R26)."""


def _listed(lexicon: Lexicon, words: tuple[str, ...]) -> tuple[str, ...]:
    """The topics of "steroids and bones": every part between joining words a keyword of its own; none
    otherwise.
    """
    parts: list[list[str]] = [[]]
    for word in words:
        if word in lexicon.joiners:
            parts.append([])
        else:
            parts[-1].append(word)
    named = [lexicon.whole.get("".join(part), ()) for part in parts if part]
    if len(named) < 2 or not all(named):
        return ()
    return tuple(dict.fromkeys(topics[0] for topics in named))


def _near(lexicon: Lexicon, heard: Heard) -> tuple[tuple[str, ...], bool]:
    """The topics of the keywords that a short message is a slip or two away from, and whether to ask about
    them.

    A message of plain English words only may be one slip away at most, and is always asked about.
    """
    together = "".join(heard.written)
    if len(heard.written) > MOST_WORDS or not SHORTEST <= len(together) <= LONGEST or not together.isalpha():
        return (), False
    plain = all(word in lexicon.near.known for word in heard.written)
    if plain and len(together) <= SHORTEST:
        return (), False
    reach = 1 if plain or len(together) < 5 else 2 if len(together) < 12 else 3
    found = process.extract(together, lexicon.near_whole, scorer=OSA.distance, score_cutoff=reach, limit=8)
    least = min((slips for _, slips, _ in found), default=0)
    nearest = sorted(entry for entry, slips, _ in found if slips == least)
    topics = tuple(dict.fromkeys(topic for entry in nearest for topic in lexicon.whole[entry]))
    return topics, plain or len(topics) > 1 or any(len(entry) < SHORT_NAME for entry in nearest)


def keyword_topics(lexicon: Lexicon, heard: Heard) -> tuple[tuple[str, ...], bool]:
    """The topics that the whole message names, and whether they have to be asked about (R26)."""
    for words in (heard.words, heard.bare):
        entry = "".join(words)
        if topics := lexicon.whole.get(entry):
            return topics, len(entry) < SHORT_NAME and not heard.guessed.isdisjoint(words)
    if topics := _listed(lexicon, heard.bare):
        return topics, False
    return _near(lexicon, heard)


def keyword_beside(lexicon: Lexicon, message: str) -> tuple[str, ...]:
    """The topic whose own keyword is a sentence of a message, "I am deaf, please text. EXERCISE"; none
    where two are.
    """
    sentences = [plain(part).replace(" ", "") for part in _SENTENCE.split(message)]
    named = tuple(dict.fromkeys(lexicon.keywords[one] for one in sentences if one in lexicon.keywords))
    return named if len(named) == 1 < len([one for one in sentences if one]) else ()
