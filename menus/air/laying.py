"""Lays what staff have changed over a pack: what it says changes, the pack on disk does not."""

from dataclasses import replace
from functools import lru_cache

from menus.air.changes import Air
from menus.languages.lending import lend
from menus.model import Language, Pack, Topic
from menus.phrasing.tables import plain


def run_together(word: str) -> str:
    """A word or words as the matcher compares them: plain, in lower case, without spaces ("alertcard")."""
    return plain(word).replace(" ", "")


def lay_over(pack: Pack, air: Air) -> Pack:
    """The pack as it is said with what staff have changed.

    Its languages are new objects only where words are stopped, and the same ones for the same words, so that
    what is made from a language once need not be made again.
    """
    if not air.words:
        return replace(pack, air=air)
    languages = {code: _without(language, air.words) for code, language in pack.languages.items()}
    return lend(replace(pack, air=air, languages=languages))


@lru_cache(maxsize=4)
def _without(language: Language, stopped: frozenset[str]) -> Language:
    """The language, in which these words lead to no topic."""
    topics = {name: _topic_without(topic, stopped) for name, topic in language.topics.items()}
    return replace(language, topics=topics, stopped=stopped, whole=language)


def _topic_without(topic: Topic, stopped: frozenset[str]) -> Topic:
    """The topic by the words that are left; another takes the place of a keyword that is stopped."""
    left = tuple(word for word in topic.also if run_together(word) not in stopped)
    if run_together(topic.keyword) not in stopped:
        return replace(topic, also=left)
    told = next((word for word in left if word.isalpha()), "")
    return replace(topic, also=left, keyword=told.upper() or topic.keyword)
