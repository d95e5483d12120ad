"""Applies the changes that staff have made to a pack in memory; the pack on disk stays unchanged."""

from dataclasses import replace
from functools import lru_cache

from menus.air.changes import Air
from menus.model import Language, Pack, Topic
from menus.multilingual.lending import lend
from menus.phrasing.tables import plain


def run_together(word: str) -> str:
    """A word or words as the matcher compares them: plain, in lower case, without spaces ("alertcard")."""
    return plain(word).replace(" ", "")


def lay_over(pack: Pack, air: Air) -> Pack:
    """The pack with the changes that staff have made (`air`).

    The result's languages are new objects only if words are stopped. The same stopped words give the same
    objects, so that whatever is built from a language is built only once.
    """
    if not air.words:
        return replace(pack, air=air)
    languages = {code: _without(language, air.words) for code, language in pack.languages.items()}
    return lend(replace(pack, air=air, languages=languages))


@lru_cache(maxsize=4)
def _without(language: Language, stopped: frozenset[str]) -> Language:
    """The language without the stopped words, so that they find no topic."""
    topics = {name: _topic_without(topic, stopped) for name, topic in language.topics.items()}
    return replace(language, topics=topics, stopped=stopped, whole=language)


def _topic_without(topic: Topic, stopped: frozenset[str]) -> Topic:
    """The topic without the stopped words.

    A keyword that is stopped is replaced by the first synonym that is not stopped and has letters alone. If
    there is no such synonym, the keyword stays.
    """
    left = tuple(word for word in topic.also if run_together(word) not in stopped)
    if run_together(topic.keyword) not in stopped:
        return replace(topic, also=left)
    told = next((word for word in left if word.isalpha()), "")
    return replace(topic, also=left, keyword=told.upper() or topic.keyword)
