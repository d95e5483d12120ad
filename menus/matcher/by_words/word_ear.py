"""The word ear: chooses topics to ask about if no rule is sure, in a pack without learnt weights (R48).

It knows only the words that the pack has for each topic. It never answers with a topic: it can only add a
question about topics, or remove a useless one.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field

from menus.matcher.answers import Found, Match, Nothing, Seen, Unsure
from menus.matcher.by_words.stems import stem

# From this score on a topic is asked about. Of 1,632 messages on other subjects, to four packs, 215 are
# asked about and 36 answered with it (ADR 53).
OFFERS = 16

# Below this score more speaks for another subject than for any topic, and what the rules weighed is doubted:
# what they would ask is not asked, and where they would answer they ask first.
DOUBTS = 0

# What each word costs that no topic has: a sign of another subject.
STRANGE = 25

# A second topic is offered beside the first if it has at least one of so many parts of its score.
BESIDE = 2

# The words beside a medicine's name contest a topic that was found, if they are so many times liker another.
CONTESTS = 2

# A long message has more words by chance. With the square root, long questions lose; with none, short ones.
LENGTH = 0.25


@dataclass(frozen=True, slots=True)
class WordEar:
    """The word ear of one language: how much each word tells that a message is about each topic.

    `weights` maps the stem of a word to one weight (0 or more) for each of `topics`, in their order. A word
    weighs less if many topics have it, or if it is common in the language. A rare word of a single topic
    weighs about 200. `silent` are words without a meaning of their own, such as "the".
    """

    topics: tuple[str, ...]
    weights: Mapping[str, tuple[int, ...]] = field(repr=False)
    silent: frozenset[str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Likened:
    """How well each topic fits a message, by the word ear.

    `topics` has each topic with its score, the likeliest first. `score` is the likeliest topic's score,
    lowered for a long message and for `strange` words. `strange` are the message's words that no topic has.
    `telling` are its words that speak for the likeliest topic, the weightiest first.
    """

    topics: tuple[tuple[str, int], ...]
    score: int
    telling: tuple[str, ...]
    strange: tuple[str, ...]


def liken(ear: WordEar, words: Iterable[str], known: Container[str]) -> Likened | None:
    """Score each topic in `known` by a message's words with the word ear; None if no word speaks for any."""
    kept = {stem(word): word for word in reversed(tuple(words)) if _means_something(ear, word)}
    met = {word: its for one, word in reversed(kept.items()) if (its := ear.weights.get(one))}
    sums = (sum(column) for column in zip(*met.values(), strict=True)) if met else ()
    found = [(topic, score) for topic, score in zip(ear.topics, sums, strict=False) if topic in known]
    found.sort(key=lambda one: -one[1])
    if not found or not found[0][1]:
        return None
    strange = tuple(word for word in reversed(kept.values()) if word not in met)
    place = ear.topics.index(found[0][0])
    telling = sorted((word for word in met if met[word][place]), key=lambda word: -met[word][place])
    score = round((found[0][1] - STRANGE * len(strange)) / len(kept) ** LENGTH)
    return Likened(tuple(found), score, tuple(telling), strange)


def _means_something(ear: WordEar, word: str) -> bool:
    return len(word) > 1 and word.isalpha() and word not in ear.silent


def offer_by_words(likened: Likened, last: Seen) -> Seen | None:
    """The word ear's answer in place of the rules' answer; None if the rules' answer stays.

    It is a question about topics, or `Nothing` in place of a question. `last` is what the last layer found.
    """
    answer = _instead(likened, last)
    return _seen(likened, answer) if answer else None


def contest_by_words(likened: Likened, last: Seen) -> Seen | None:
    """A question about two topics: the likeliest by the word ear, then the one that the rules found.

    `likened` has the topics' scores for the message without the names of medicines, `last` is what the last
    layer of the rules found. None if that is no topic found by evidence (phrases that speak for it). None
    too if no other topic is far likelier, or if the likeliest scores too low to be asked about.
    """
    (first, most), *_ = likened.topics
    match last.answer:
        case Found(topic) if last.layer == "evidence" and topic in dict(likened.topics):
            clearly = most >= CONTESTS * dict(likened.topics)[topic]
            if likened.score >= OFFERS and topic != first and clearly:
                return _seen(likened, Unsure((first, topic)))
    return None


def _seen(likened: Likened, answer: Match) -> Seen:
    scores = ", ".join(f"{topic} {score}" for topic, score in likened.topics[:2] if score)
    beside = f"; of no topic: {', '.join(likened.strange)}" if likened.strange else ""
    bound = f"asks from {OFFERS}, doubts below {DOUBTS}"
    saw = f"{scores} ({', '.join(likened.telling)}{beside}); {likened.score}, {bound}"
    return Seen("word ear", saw, answer)


def _instead(likened: Likened, last: Seen) -> Match | None:
    """The word ear's answer in place of the rules' answer (`last`); None to leave that answer.

    If the rules found nothing, or ask about other topics, and a topic scores high: a question about it. If
    all topics score low, and the rules found a topic: a question whether that topic is meant. If all topics
    score low, and the rules would ask: `Nothing`.
    """
    topics, strong = dict(likened.topics), likened.score >= OFFERS
    match last.answer:
        case Nothing("unknown") if strong:
            return Unsure(_likeliest(likened))
        case Unsure(asked) if last.layer == "evidence":
            if strong and likened.topics[0][0] not in asked:
                return Unsure((likened.topics[0][0], asked[0]))
            return Nothing("unknown") if likened.score < DOUBTS and topics.keys() >= set(asked) else None
        case Found(topic) if last.layer == "evidence" and likened.score < DOUBTS and topic in topics:
            return Unsure((topic,))
    return None


def _likeliest(likened: Likened) -> tuple[str, ...]:
    (first, most), *others = likened.topics
    return (first, *(topic for topic, score in others[:1] if score * BESIDE >= most))
