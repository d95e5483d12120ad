"""Hears alarms and opt-outs in languages that the line does not offer, where its own hears nothing."""

from collections.abc import Callable

from menus.matcher.answers import Command, Nothing, Seen, Unsure, Urgent, Worried
from menus.model import Language
from menus.phrasing.lexicon import lexicon
from menus.phrasing.normalise import plain_words

Trace = tuple[Seen, ...]
# What learnt weights say of another language's words is a guess.
LEARNT = ("ear", "topic ear", "word ear")
ENDS = (Command("STOP"), Command("SLIP"))
# Letters of the shortest word that shows a language.
TELLING = 3


def hear_others(
    language: Language, words: str, trace: Trace, hear: Callable[[Language, str], Trace]
) -> Trace:
    """Add to `trace` what another language hears in the message `words`, if `language` hears nothing.

    `trace` holds the results of the layers, the last with the answer. `hear` gives the results of another
    language's rules. Of these only alarms and wishes for no more texts count. The message must hold a word of
    that language that `language` does not know. The reasons are in ADR 56.
    """
    if not _is_unheard(trace[-1]):
        return trace
    for other in language.others:
        if is_in(words, other, language):
            seen = hear(other, words)[-1]
            if isinstance(seen.answer, Urgent | Worried) or seen.answer in ENDS:
                return (*trace, Seen(f"language {other.code}", seen.saw, seen.answer))
    return trace


def _is_unheard(seen: Seen) -> bool:
    """Whether the rules of the line's own language made nothing sure of a message."""
    return seen.layer in LEARNT or isinstance(seen.answer, Nothing | Unsure)


def is_in(words: str, other: Language, own: Language) -> bool:
    """Whether `words` hold a word of the language `other` that is no word, name or known slip in `own`."""
    here, there = lexicon(own), lexicon(other)
    strange = frozenset(word for word in plain_words(words) if len(word) >= TELLING) - here.near.known
    return any(
        word in there.near.wanted or word in there.stop_words
        for word in strange.difference(here.grammar.sets["name"])
    )
