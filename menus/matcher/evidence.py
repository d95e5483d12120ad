"""Finds the topics that a message is about, and how surely, by phrases that are evidence."""

from dataclasses import dataclass
from functools import lru_cache

from menus.matcher.answers import Found, Match, Unsure
from menus.matcher.utterance import Utterance, without_stopped
from menus.matcher.whole_message import SHORT_NAME
from menus.phrasing.lexicon import Lexicon
from menus.phrasing.phrases import Hit, hits
from menus.phrasing.reading import Reading
from menus.phrasing.vocabulary import ALL, DESCRIBED

# What one piece of evidence weighs; a topic's names weigh what the pack says (5 if it does not).
TIER = {"strong": 9, "asks": 7, "hints": 2, "words": 1}

# How many words of another subject each tier bears: to be answered at once, and to be asked about.
OTHER_WORDS = {
    "strong": (4, 7),
    "names": (5, 8),
    "asks": (2, 4),
    "terms": (2, 4),
    "hints": (0, 2),
    "words": (0, 0),
}

# From this score on a topic may be answered at once. Of the 4,073 rows of tests/messages.tsv, 2 fewer are
# right with 3, and 23 fewer with 5.
SURE = 4

# A topic that is no further behind the best, and described as surely, is asked about beside it. With 0, 19 of
# these questions become right answers to the same rows; with 2, 36 right answers become questions.
CLOSE = 1

# From this score on a topic is asked about however many other words the message holds. With 7 or 9 no answer
# to a row changes.
TELLING = 8

# Telling words up to which a message may be asked about on its ordinary words alone ("water tablets").
FEW = 3

# The tiers that name a topic, as against those that describe it.
NAMING = frozenset({"names", "terms", "words"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """One topic that a message may be about, and the evidence for it.

    `score` tells how strong the evidence is, and `tier` is the kind of its heaviest piece, such as "names".
    `bears` holds two limits on the number of words about another subject. Above the first limit the topic is
    not sent at once. Above the second the person is not even asked about it, unless the score is very high.
    `phrases` are the topic's phrases in the message, as the pack writes them. `words` are the message's words
    that these phrases cover, and `named` are its words that name the topic.
    """

    topic: str
    score: int
    tier: str
    bears: tuple[int, int]
    phrases: tuple[str, ...]
    named: frozenset[str]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Piece:
    """One phrase found in a message, as a piece of evidence for a topic.

    `phrase` is as the pack writes it. `words` are the message's words from the phrase's first to its last;
    `own_words` leaves out the words that fill gaps in the phrase.
    """

    tier: str
    weight: int
    phrase: str
    words: str
    own_words: frozenset[str]


@lru_cache(maxsize=8)
def _set(lexicon: Lexicon, name: str) -> frozenset[str]:
    """The words of one of the pack's named sets; empty if the pack has no set of that name."""
    return frozenset(lexicon.grammar.sets.get(name, ()))


@lru_cache(maxsize=4)
def vetoed_topics(lexicon: Lexicon, reading: Reading) -> frozenset[str]:
    """The topics that must not answer a message because it holds a veto against them.

    A veto is a phrase of another subject, such as "blood sausage". Two names in the result are no topics: ALL
    stands for every topic, and DESCRIBED for each topic that the message does not name. If the message names
    the illness that this line is about, these two are left out.
    """
    owners = frozenset(met.phrase.owner for met in hits(lexicon.vetoes, reading.texts))
    ours = not _set(lexicon, "illness").isdisjoint(reading.words)
    return owners.difference({ALL, DESCRIBED}) if ours else owners


@lru_cache(maxsize=4)
def _evidence_in(lexicon: Lexicon, reading: Reading) -> tuple[Hit, ...]:
    """Every phrase in the message that is evidence for a topic; cached, because several functions need it."""
    return tuple(hits(lexicon.evidence, reading.texts))


def _weight(lexicon: Lexicon, reading: Reading, met: Hit) -> int:
    """The weight of one phrase in a message as evidence for its topic.

    The name of a topic weighs too little to answer by itself if one of its short words was mistyped (R26).
    """
    topic, tier = met.phrase.owner.split()
    if tier in TIER:
        return TIER[tier]
    slip = any(word in reading.guessed and len(word) < SHORT_NAME for word in met.words.split())
    return SURE - 1 if slip else lexicon.weights[topic]


def _sum_up(topic: str, pieces: list[_Piece]) -> Candidate:
    """One topic with the score of all its evidence.

    The score is the weight of the heaviest piece, plus 1 if other pieces name the topic, plus 1 if others
    describe it. A piece contained in a heavier piece of the same kind does not count.
    """
    kept: list[_Piece] = []
    for piece in sorted(pieces, key=lambda piece: (-piece.weight, -len(piece.words), piece.phrase)):
        again = (one for one in kept if one.tier == piece.tier)
        if not any(f" {piece.words} " in f" {one.words} " for one in again):
            kept.append(piece)
    rest = {piece.tier for piece in kept[1:]}
    score = kept[0].weight + bool(rest & NAMING) + bool(rest - NAMING)
    named = frozenset(
        word for piece in pieces if piece.tier in ("names", "terms") for word in piece.own_words
    )
    words = frozenset(word for piece in pieces for word in piece.own_words)
    bears = max(OTHER_WORDS[piece.tier] for piece in kept)
    return Candidate(topic, score, kept[0].tier, bears, tuple(piece.phrase for piece in kept), named, words)


def weigh(lexicon: Lexicon, reading: Reading) -> tuple[Candidate, ...]:
    """Every topic for which the message holds evidence, without vetoed ones; the highest score first."""
    silenced = vetoed_topics(lexicon, reading)
    if ALL in silenced:
        return ()
    by_topic: dict[str, list[_Piece]] = {}
    for met in _evidence_in(lexicon, reading):
        topic, tier = met.phrase.owner.split()
        if topic not in silenced:
            own_words = frozenset(met.words.split()).difference(met.gaps.split())
            piece = _Piece(tier, _weight(lexicon, reading, met), met.phrase.source, met.words, own_words)
            by_topic.setdefault(topic, []).append(piece)
    weighed = [
        _sum_up(topic, pieces)
        for topic, pieces in by_topic.items()
        if DESCRIBED not in silenced or any(piece.tier == "names" for piece in pieces)
    ]
    order = list(lexicon.weights)
    return tuple(sorted(weighed, key=lambda one: (-one.score, order.index(one.topic))))


def unexplained_words(lexicon: Lexicon, reading: Reading) -> tuple[str, ...]:
    """The words of a message that belong to no evidence, each once, in order.

    They are signs that the message is about another subject.
    """
    explained = {
        word
        for one in _evidence_in(lexicon, reading)
        for word in set(one.words.split()).difference(one.gaps.split())
    }
    known = lexicon.stop_words | _set(lexicon, "familiar") | explained
    return tuple(dict.fromkeys(word for word in reading.words if word not in known))


def choose(
    lexicon: Lexicon, reading: Reading, weighed: tuple[Candidate, ...]
) -> tuple[tuple[str, ...], bool]:
    """Choose the topics to answer with; True means answer at once, False means ask which is meant.

    `weighed` holds the topics that the message may be about, the likeliest first. The result has one topic
    and True if that topic is sure. It has one or two topics and False if the person is to be asked. It has no
    topic, and False, if the evidence is too weak.
    """
    if not weighed:
        return (), False
    best = weighed[0]
    level = tuple(one.topic for one in weighed if one.score == best.score)
    other = len(unexplained_words(lexicon, reading))
    at_once, asked = best.bears
    if other <= at_once and best.score >= SURE:
        beside = _named_beside(lexicon, best, weighed) or _close_behind(best, weighed)
        return ((best.topic, beside), False) if beside else (level[:2], len(level) == 1)
    likely = tuple(one.topic for one in weighed if one.score >= min(SURE, best.score))
    short = best.tier != "words" or sum(word not in lexicon.stop_words for word in reading.words) <= FEW
    return (likely[:2] if best.score >= TELLING or (other <= asked and short) else ()), False


def _named_beside(lexicon: Lexicon, best: Candidate, weighed: tuple[Candidate, ...]) -> str:
    """A less likely topic that a message names, if the message only describes the likeliest topic; else "".

    For example, "how long does the course last" names the topic on the course. `best` is the likeliest topic.
    Words that describe it must not be part of the other topic's name. `weighed` holds all topics that the
    message may be about, the likeliest first.
    """
    for one in weighed[1:] if not best.named else ():
        if one.named and lexicon.weights[one.topic] > SURE and not one.named & best.words:
            return one.topic
    return ""


def _close_behind(best: Candidate, weighed: tuple[Candidate, ...]) -> str:
    """The second-best topic, to offer with the best, if its score is high and close; else "".

    A topic with the same score as the best gives "" too.
    """
    described = TIER["asks"] <= weighed[1].score < best.score if len(weighed) > 1 else False
    return weighed[1].topic if described and best.score - weighed[1].score <= CLOSE else ""


def find_topic(utterance: Utterance) -> tuple[str, Match | None]:
    """Layer 8 of the matcher: a summary of the evidence for topics, and the answer; None if too weak."""
    utterance = without_stopped(utterance)
    weighed = weigh(utterance.lexicon, utterance.reading)
    saw = "; ".join(f"{one.topic} {one.score} ({', '.join(one.phrases)})" for one in weighed[:4])
    topics, surely = choose(utterance.lexicon, utterance.reading, weighed)
    if not topics:
        return saw, None
    return saw, Found(topics[0]) if surely else Unsure(topics)
