"""Which topics a message speaks for, and how surely: each phrase met is a piece of evidence."""

from dataclasses import dataclass
from functools import lru_cache

from menus.matcher.keywords import SHORT_NAME
from menus.phrasing.lexicon import Lexicon
from menus.phrasing.phrases import Met, heard_in
from menus.phrasing.reading import Heard
from menus.phrasing.vocabulary import ALL, DESCRIBED

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

CLOSE = 1
"""A topic that is no further behind the best, and described as surely, is asked about beside it."""

TELLING = 8
"""From this score on a topic is asked about however many other words the message holds."""

NAMING = frozenset({"names", "terms", "words"})
"""The tiers that name a topic, as against those that describe it."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A topic, its score, the tier of its heaviest piece, how many words of another subject it bears, and the
    phrases that spoke for it as the pack has them; `named` are the words that name it, `words` all that any
    of its phrases met.
    """

    topic: str
    score: int
    tier: str
    bears: tuple[int, int]
    said: tuple[str, ...]
    named: frozenset[str]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence for a topic: its tier and weight, the phrase as the pack has it, the words it
    met, and those of them that the phrase itself holds.
    """

    tier: str
    weight: int
    said: str
    met: str
    told: frozenset[str]


@lru_cache(maxsize=8)
def _set(lexicon: Lexicon, name: str) -> frozenset[str]:
    """A set of words that the pack may have for us, empty if it has none."""
    return frozenset(lexicon.grammar.sets.get(name, ()))


@lru_cache(maxsize=4)
def vetoed(lexicon: Lexicon, heard: Heard) -> frozenset[str]:
    """The topics that a clinical word in another sense silences; ALL among them silences every one, and
    DESCRIBED each that is not named outright, but for a message that names our own illness.
    """
    owners = frozenset(met.phrase.owner for met in heard_in(lexicon.vetoes, heard.texts))
    ours = not _set(lexicon, "illness").isdisjoint(heard.words)
    return owners.difference({ALL, DESCRIBED}) if ours else owners


@lru_cache(maxsize=4)
def _spoken(lexicon: Lexicon, heard: Heard) -> tuple[Met, ...]:
    """Every piece of evidence in the message: looked for once, asked for by several rules."""
    return tuple(heard_in(lexicon.evidence, heard.texts))


def _weight(lexicon: Lexicon, heard: Heard, met: Met) -> int:
    """What one phrase weighs; a short name that was mended from a slip is no more than a question."""
    topic, tier = met.phrase.owner.split()
    if tier in TIER:
        return TIER[tier]
    slip = any(word in heard.guessed and len(word) < SHORT_NAME for word in met.words.split())
    return SURE - 1 if slip else lexicon.weights[topic]


def _weighed(topic: str, pieces: list[Piece]) -> Weighed:
    """One topic and what spoke for it: the heaviest piece whole, 1 for a name of its own, 1 for
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
    named = frozenset(word for piece in pieces if piece.tier in ("names", "terms") for word in piece.told)
    words = frozenset(word for piece in pieces for word in piece.told)
    bears = max(OTHER_WORDS[piece.tier] for piece in kept)
    return Weighed(topic, score, kept[0].tier, bears, tuple(piece.said for piece in kept), named, words)


def weigh(lexicon: Lexicon, heard: Heard) -> tuple[Weighed, ...]:
    """Every topic that anything speaks for, the best first."""
    silenced = vetoed(lexicon, heard)
    if ALL in silenced:
        return ()
    by_topic: dict[str, list[Piece]] = {}
    for met in _spoken(lexicon, heard):
        topic, tier = met.phrase.owner.split()
        if topic not in silenced:
            told = frozenset(met.words.split()).difference(met.gaps.split())
            piece = Piece(tier, _weight(lexicon, heard, met), met.phrase.source, met.words, told)
            by_topic.setdefault(topic, []).append(piece)
    weighed = [
        _weighed(topic, pieces)
        for topic, pieces in by_topic.items()
        if DESCRIBED not in silenced or any(piece.tier == "names" for piece in pieces)
    ]
    order = list(lexicon.weights)
    return tuple(sorted(weighed, key=lambda one: (-one.score, order.index(one.topic))))


def unexplained(lexicon: Lexicon, heard: Heard) -> tuple[str, ...]:
    """The words that say something no evidence speaks of, each once, in order: a sign of another subject."""
    explained = {
        word
        for one in _spoken(lexicon, heard)
        for word in set(one.words.split()).difference(one.gaps.split())
    }
    known = lexicon.stop_words | _set(lexicon, "familiar") | explained
    return tuple(dict.fromkeys(word for word in heard.words if word not in known))


def choose(lexicon: Lexicon, heard: Heard, weighed: tuple[Weighed, ...]) -> tuple[tuple[str, ...], bool]:
    """The topics to answer with, and whether surely: one surely, up to two to ask about, or none."""
    if not weighed:
        return (), False
    best = weighed[0]
    level = tuple(one.topic for one in weighed if one.score == best.score)
    other = len(unexplained(lexicon, heard))
    at_once, asked = best.bears
    if other <= at_once and best.score >= SURE:
        beside = _named_beside(lexicon, best, weighed) or _close_behind(best, weighed)
        return ((best.topic, beside), False) if beside else (level[:2], len(level) == 1)
    likely = tuple(one.topic for one in weighed if one.score >= min(SURE, best.score))
    short = best.tier != "words" or sum(word not in lexicon.stop_words for word in heard.words) <= 3
    return (likely[:2] if best.score >= TELLING or (other <= asked and short) else ()), False


def _named_beside(lexicon: Lexicon, best: Weighed, weighed: tuple[Weighed, ...]) -> str:
    """Another topic that the message names while the best is only described, by phrases that leave that name
    out ("how long does rituximab last"); "" if there is none.
    """
    for one in weighed[1:] if not best.named else ():
        if one.named and lexicon.weights[one.topic] > SURE and not one.named & best.words:
            return one.topic
    return ""


def _close_behind(best: Weighed, weighed: tuple[Weighed, ...]) -> str:
    """The next topic, if the best is hardly likelier and both are described; "" otherwise, or for a tie."""
    described = TIER["asks"] <= weighed[1].score < best.score if len(weighed) > 1 else False
    return weighed[1].topic if described and best.score - weighed[1].score <= CLOSE else ""
