"""Which topics a message speaks for, and how surely: each phrase met is a piece of evidence, and the best topic wins."""

from collections.abc import Iterable
from dataclasses import dataclass

from menus.lexicon import Lexicon
from menus.phrases import Phrase, heard_in
from menus.reading import Heard

TIER = {"strong": 9, "asks": 7, "hints": 2, "words": 1}
"""What one piece of evidence weighs; a topic's names weigh what the pack says (5 if it does not)."""

SURE = 4
"""From this score on a topic may be answered at once."""

SHORT_NAME = 8
"""A mended word of fewer letters is offered, never guessed (R26)."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A topic, its score, and the phrases that spoke for it as the pack has them."""

    topic: str
    score: int
    said: tuple[str, ...]


def vetoed(lexicon: Lexicon, heard: Heard) -> frozenset[str]:
    """The topics that a clinical word in another sense silences; "" among them silences all."""
    return frozenset(phrase.owner for phrase, _ in heard_in(lexicon.vetoes, heard.words, heard.text))


def strange(lexicon: Lexicon, words: Iterable[str]) -> tuple[str, ...]:
    """The words that say something the matcher knows nothing of, each once, in order."""
    return tuple(
        dict.fromkeys(
            word
            for word in words
            if word.isalpha() and word not in lexicon.stop_words and word not in lexicon.near.wanted
        )
    )


def _weight(lexicon: Lexicon, heard: Heard, phrase: Phrase, met: str) -> int:
    """What one phrase weighs; a short name that was mended from a slip is no more than a question."""
    topic, tier = phrase.owner.split()
    if tier != "names":
        return TIER[tier]
    slip = any(word in heard.guessed and len(word) < SHORT_NAME for word in met.split())
    return SURE - 1 if slip else lexicon.weights[topic]


def _apart(found: list[tuple[int, str, str]]) -> list[tuple[int, str, str]]:
    """The evidence, heaviest first, without pieces that only say again what a heavier one holds."""
    kept: list[tuple[int, str, str]] = []
    for piece in sorted(found, key=lambda piece: (-piece[0], -len(piece[2]), piece[1])):
        if not any(f" {piece[2]} " in f" {other[2]} " for other in kept):
            kept.append(piece)
    return kept


def weigh(lexicon: Lexicon, heard: Heard) -> tuple[Weighed, ...]:
    """Every topic that anything speaks for, the best first; the heaviest piece counts whole, the next two 1 each."""
    silenced = vetoed(lexicon, heard)
    if "" in silenced:
        return ()
    by_topic: dict[str, list[tuple[int, str, str]]] = {}
    for phrase, met in heard_in(lexicon.evidence, heard.words, heard.text):
        topic = phrase.owner.split()[0]
        if topic not in silenced:
            piece = (_weight(lexicon, heard, phrase, met), phrase.source, met)
            by_topic.setdefault(topic, []).append(piece)
    weighed = []
    for topic, found in by_topic.items():
        kept = _apart(found)
        score = kept[0][0] + min(2, len(kept) - 1)
        weighed.append(Weighed(topic, score, tuple(source for _, source, _ in kept)))
    order = list(lexicon.weights)
    return tuple(sorted(weighed, key=lambda one: (-one.score, order.index(one.topic))))


def choose(lexicon: Lexicon, heard: Heard, weighed: tuple[Weighed, ...]) -> tuple[tuple[str, ...], bool]:
    """The topics to answer with, and whether surely: one surely, or up to two to ask about, or none."""
    if not weighed:
        return (), False
    best = weighed[0].score
    level = tuple(one.topic for one in weighed if one.score == best)
    if best >= SURE:
        return level[:2], len(level) == 1
    odd = len(strange(lexicon, heard.words))
    meant = sum(word not in lexicon.stop_words for word in heard.words)
    # ordinary words alone: a short message with nothing strange in it, or nothing at all
    if best == 1 and (odd or meant > 3):
        return (), False
    if best == 2 and odd > 2:
        return (), False
    return level[:2], False
