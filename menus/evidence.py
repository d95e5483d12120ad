"""Which topics a message speaks for, and how surely: each phrase met is a piece of evidence."""

from dataclasses import dataclass

from menus.keywords import SHORT_NAME
from menus.lexicon import Lexicon
from menus.phrases import Met, heard_in
from menus.reading import Heard

TIER = {"strong": 9, "asks": 7, "hints": 2, "words": 1}
"""What one piece of evidence weighs; a topic's names weigh what the pack says (5 if it does not)."""

OTHER_WORDS = {
    "strong": (4, 7),
    "names": (5, 8),
    "asks": (2, 4),
    "terms": (2, 4),
    "hints": (0, 2),
    "words": (0, 0),
}
"""How many words of another subject each tier bears: to be answered at once, and to be asked about."""

SURE = 4
"""From this score on a topic may be answered at once."""

NAMING = frozenset({"names", "terms", "words"})
"""The tiers that name a topic, as against those that describe it."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A topic, its score, the tier of its heaviest piece, and the phrases that spoke for it as the pack has
    them.
    """

    topic: str
    score: int
    tier: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence for a topic: its tier and weight, the phrase as the pack has it, the words it
    met.
    """

    tier: str
    weight: int
    said: str
    met: str


def vetoed(lexicon: Lexicon, heard: Heard) -> frozenset[str]:
    """The topics that a clinical word in another sense silences; "" among them silences all."""
    return frozenset(met.phrase.owner for met in heard_in(lexicon.vetoes, heard.texts))


def _weight(lexicon: Lexicon, heard: Heard, met: Met) -> int:
    """What one phrase weighs; a short name that was mended from a slip is no more than a question."""
    topic, tier = met.phrase.owner.split()
    if tier in TIER:
        return TIER[tier]
    slip = any(word in heard.guessed and len(word) < SHORT_NAME for word in met.words.split())
    return SURE - 1 if slip else lexicon.weights[topic]


def _score(pieces: list[Piece]) -> tuple[int, str, tuple[str, ...]]:
    """The score of one topic and what said it: the heaviest piece whole, 1 for a name of its own, 1 for
    anything more.

    A piece that only says again what a heavier one of its tier holds counts for nothing.
    """
    kept: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: (-piece.weight, -len(piece.met), piece.said)):
        again = (one for one in kept if one.tier == piece.tier)
        if not any(f" {piece.met} " in f" {one.met} " for one in again):
            kept.append(piece)
    rest = {piece.tier for piece in kept[1:]}
    score = kept[0].weight + bool(rest & NAMING) + bool(rest - NAMING)
    return score, kept[0].tier, tuple(piece.said for piece in kept)


def weigh(lexicon: Lexicon, heard: Heard) -> tuple[Weighed, ...]:
    """Every topic that anything speaks for, the best first."""
    silenced = vetoed(lexicon, heard)
    if "" in silenced:
        return ()
    by_topic: dict[str, list[Piece]] = {}
    for met in heard_in(lexicon.evidence, heard.texts):
        topic, tier = met.phrase.owner.split()
        if topic not in silenced:
            piece = Piece(tier, _weight(lexicon, heard, met), met.phrase.source, met.words)
            by_topic.setdefault(topic, []).append(piece)
    weighed = [Weighed(topic, *_score(pieces)) for topic, pieces in by_topic.items()]
    order = list(lexicon.weights)
    return tuple(sorted(weighed, key=lambda one: (-one.score, order.index(one.topic))))


def unexplained(lexicon: Lexicon, heard: Heard) -> tuple[str, ...]:
    """The words that say something no evidence speaks of, each once, in order: a sign of another subject."""
    met = heard_in(lexicon.evidence, heard.texts)
    explained = {word for one in met for word in set(one.words.split()).difference(one.gaps.split())}
    known = lexicon.stop_words | explained
    return tuple(dict.fromkeys(word for word in heard.words if word not in known))


def choose(lexicon: Lexicon, heard: Heard, weighed: tuple[Weighed, ...]) -> tuple[tuple[str, ...], bool]:
    """The topics to answer with, and whether surely: one surely, up to two to ask about, or none."""
    if not weighed:
        return (), False
    best = weighed[0]
    level = tuple(one.topic for one in weighed if one.score == best.score)
    other = len(unexplained(lexicon, heard))
    at_once, asked = OTHER_WORDS[best.tier]
    if other <= at_once and best.score >= SURE:
        return level[:2], len(level) == 1
    short = best.tier != "words" or sum(word not in lexicon.stop_words for word in heard.words) <= 3
    return (level[:2] if other <= asked and short else ()), False
