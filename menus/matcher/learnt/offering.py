"""The topic ear: learnt weights that say about which topics to ask back, where no rule is sure (R48, ADR 49).

It never answers with a topic: all that it can do is to ask, and not to ask in vain.
"""

import math
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from menus.matcher.answers import Found, Match, Nothing, Seen, Unsure
from menus.matcher.ear import marks
from menus.matcher.learnt.sorted_runs import SortedRuns

# What a message may be about besides a topic. "other" also takes the place of a topic that a pack gave up.
CARE, STOP, TROUBLE, OTHER = "care", "stop", "trouble", "other"
BESIDE = (CARE, STOP, TROUBLE, OTHER)


@dataclass(frozen=True, slots=True)
class Bounds:
    """From which distance between two scores on the topic ear has a say.

    Where rules found nothing, a topic is offered that scores `offers` more than all that is no topic, and it
    alone if it scores `alone` more than the next topic. Where the rules ask, the question is dropped if
    "other" scores more than each of its topics by over `drops`. Where rules found a topic by evidence, they
    ask first if "other" scores more than it by over `doubts`. A message is about care with a medicine, or no
    more texts, if that scores `care` or `stop` more than all else.
    """

    offers: int
    alone: int
    doubts: int
    drops: int
    care: int
    stop: int


@dataclass(frozen=True, slots=True)
class TopicEar:
    """What the second ear has learnt of one pack's topics.

    `runs` has a weight for each of `labels`, which are names of topics and words of `BESIDE`; `starts` is the
    score that each has in a message of unknown runs.
    """

    labels: tuple[str, ...]
    runs: SortedRuns
    starts: tuple[int, ...]
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class Heard:
    """How much a message sounds like each thing: `topics` that the pack has, the likeliest first, all else.

    `rest` has the highest score of what is no topic, by its label.
    """

    topics: tuple[tuple[str, int], ...]
    rest: Mapping[str, int]

    @property
    def likeliest(self) -> int:
        """The score of the likeliest topic."""
        return self.topics[0][1]

    def of(self, topic: str) -> int | None:
        """The score of a topic; None if the ear does not know it."""
        return dict(self.topics).get(topic)

    def above(self, label: str) -> int:
        """By how much a label that is no topic scores more than all else."""
        others = (score for name, score in self.rest.items() if name != label)
        return self.rest[label] - max(self.likeliest, *others)


def hear_topics(ear: TopicEar, words: Sequence[str], known: Container[str]) -> Heard | None:
    """Score some words by the topic ear; None if it knows none of the topics in `known`.

    A topic that is not in `known`, since the pack has renamed it or gave it up, counts as something else.
    """
    found = marks(tuple(words))
    root = math.sqrt(len(found))
    scores = [start + round(one / root) for start, one in zip(ear.starts, ear.runs.sums(found), strict=True)]
    topics, rest = list[tuple[str, int]](), dict.fromkeys(BESIDE, min(scores))
    for label, score in zip(ear.labels, scores, strict=True):
        if label in known and label not in BESIDE:
            topics.append((label, score))
        else:
            kind = label if label in BESIDE else OTHER
            rest[kind] = max(rest[kind], score)
    if not topics:
        return None
    return Heard(tuple(sorted(topics, key=lambda one: (-one[1], one[0]))), rest)


def offer(bounds: Bounds, heard: Heard, last: Seen) -> Seen | None:
    """What the topic ear makes of the answer that the rules gave; None if that stands.

    It is a question about one topic or two, or no question. `last` is what the last layer found.
    """
    answer = _instead(bounds, heard, last)
    if answer is None:
        return None
    likeliest = ", ".join(f"{topic} {score}" for topic, score in heard.topics[:2])
    beside = ", ".join(f"{label} {score}" for label, score in heard.rest.items())
    return Seen("topic ear", f"{likeliest}; {beside}", answer)


def _instead(bounds: Bounds, heard: Heard, last: Seen) -> Match | None:
    match last.answer:
        case Nothing("unknown"):
            return _from_nothing(bounds, heard)
        case Unsure(topics) if last.layer == "evidence":
            return _beside_question(bounds, heard, topics)
        case Found(topic) if last.layer == "evidence":
            return _against_evidence(bounds, heard, topic)
    return None


def _clear(bounds: Bounds, heard: Heard) -> bool:
    """Whether the likeliest topic stands clearly above all that is no topic."""
    return heard.likeliest - max(heard.rest.values()) >= bounds.offers


def _from_nothing(bounds: Bounds, heard: Heard) -> Unsure | None:
    """The question about the likeliest topic or two where the rules found nothing; None if none is clear."""
    if not _clear(bounds, heard):
        return None
    far = heard.likeliest - bounds.alone
    return Unsure(
        tuple(topic for topic, score in heard.topics[:2] if score > far or score == heard.likeliest)
    )


def _beside_question(bounds: Bounds, heard: Heard, asked: tuple[str, ...]) -> Unsure | Nothing | None:
    """What comes of a question that the rules would ask: a likelier topic first, or no question at all."""
    scored = [score for score in map(heard.of, asked) if score is not None]
    if len(scored) == len(asked) and heard.rest[OTHER] - max(heard.likeliest, *scored) > bounds.drops:
        return Nothing("unknown")
    likeliest = heard.topics[0][0]
    if likeliest in asked or not _clear(bounds, heard):
        return None
    return Unsure((likeliest, asked[0]))


def _against_evidence(bounds: Bounds, heard: Heard, found: str) -> Unsure | None:
    """The question in place of a topic found by evidence, if the message sounds like nothing of ours.

    That another topic sounds likelier is no reason: the rules know names of medicines that the ear never met.
    """
    score = heard.of(found)
    return Unsure((found,)) if score is not None and heard.rest[OTHER] - score > bounds.doubts else None


def other_voice(bounds: Bounds, heard: Heard, answer: Match | None) -> str:
    """ "care" or "stop" if a message is about that, where the rules found nothing or ask; else ""."""
    if not isinstance(answer, Unsure) and not (isinstance(answer, Nothing) and answer.kind == "unknown"):
        return ""
    if heard.above(CARE) >= bounds.care:
        return CARE
    return STOP if heard.above(STOP) >= bounds.stop else ""
