"""Cuts phrases out of a message, such as the sayings that only sound like an alarm (R29, R30)."""

import re

from menus.phrasing.normalise import words_of
from menus.phrasing.phrases import NO_PHRASES, Hit, Index, hits, possible_phrases
from menus.phrasing.phrases import index as make_index


def cut_out(index: Index, texts: tuple[str, ...], kept: Index = NO_PHRASES) -> tuple[str, ...]:
    """Cut each phrase of `index` out of `texts`, with "#" in its place.

    No other phrase is then found across the gap. `texts` are forms of one message, each with a space before
    and after each word. A phrase is not cut where a phrase of `kept` begins within it and ends behind it. So
    "take my blood" is not cut out of "take my blood thinner" if `kept` has "blood thinner".
    """

    def gap(found: re.Match[str]) -> str:
        return found.group() if _runs_on(kept, found) else "# "

    for met in hits(index, texts):
        texts = tuple(met.phrase.pattern.sub(gap, text) for text in texts)
    return texts


def cutting(index: Index, texts: tuple[str, ...], kept: Index = NO_PHRASES) -> tuple[Hit, ...]:
    """The phrases of `index` that are to be cut out of the texts, in the order of the index.

    `texts` are forms of one message, each with a space before and after each word. No phrase of `kept` is cut
    in two.
    """
    return tuple(
        met for met in hits(index, texts) if cut_out(make_index((met.phrase,)), texts, kept) != texts
    )


def _runs_on(kept: Index, cut: re.Match[str]) -> bool:
    """Whether a phrase of `kept` begins within what is to be cut and ends behind it."""
    return any(
        cut.start() < found.start() < cut.end() < found.end()
        for phrase in possible_phrases(kept, words_of((cut.string,)))
        for found in phrase.pattern.finditer(cut.string)
    )
