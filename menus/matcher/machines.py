"""What is left of a message beside the phrases that machines use (R47)."""

from menus.matcher.answers import Command, Found, Match
from menus.matcher.evidence import weigh
from menus.matcher.keywords import keyword_beside, keyword_topics
from menus.phrasing.lexicon import Lexicon
from menus.phrasing.phrases import NO_PHRASES, without
from menus.phrasing.reading import Heard
from menus.phrasing.tables import plain, strings, table

LISTS = ("machines phrases", "automatic phrases")
LONG = 2
"""From so many telling words beside the phrases of a machine on, a person writes."""

LASTING = ("STOP", "START")
"""What part of a message never does: it changes what a person gets from now on."""


def left(lexicon: Lexicon, heard: Heard) -> tuple[str, ...]:
    """The runs of words round the machine's phrases."""
    texts = heard.uncut[:1]
    for name in LISTS:
        texts = without(lexicon.lists.get(name, NO_PHRASES), texts)
    return tuple(run for run in (run.strip() for run in texts[0].split("#")) if run)


def is_asked(lexicon: Lexicon, heard: Heard, words: str, answer: Match, is_part: bool) -> bool:
    """Whether an answer is meant: a machine's words may hold hints, near misses and commands by chance."""
    exact = "".join(heard.written)
    if isinstance(answer, Command):
        by_chance = exact in lexicon.commands and exact != answer.name.lower()
        return not (is_part and (by_chance or answer.name in (*LASTING, "SLIP")))
    whole, near_miss = keyword_topics(lexicon, heard)
    if whole:
        return not near_miss
    if keyword_beside(lexicon, words):
        return True
    best = next((one.tier for one in weigh(lexicon, heard)), "hints")
    return best not in (("hints",) if isinstance(answer, Found) else ("hints", "words", "terms"))


def asks(lexicon: Lexicon, words: str, runs: tuple[str, ...]) -> bool:
    """Whether what is left is a question, by its mark or its first words."""
    firsts = tuple(f"{plain(first)} " for first in strings(table(lexicon.matching, "automatic"), "questions"))
    return bool(runs) and ("?" in words or any(f"{run} ".startswith(firsts) for run in runs))


def telling(lexicon: Lexicon, runs: tuple[str, ...]) -> tuple[str, ...]:
    """The words left that say something."""
    passing = lexicon.stop_words | lexicon.edges
    return tuple(word for run in runs for word in run.split() if word not in passing)


def is_one(lexicon: Lexicon, words: str, runs: tuple[str, ...]) -> bool:
    """Whether words that people use as well are a machine's: nothing is asked, and little else is said."""
    return not asks(lexicon, words, runs) and len(telling(lexicon, runs)) < LONG
