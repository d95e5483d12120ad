"""The topic ear: learnt weights that choose topics to ask about if no rule is sure (R48, ADR 49).

It never answers with a topic: it can only add a question, or remove a useless one.
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
# How much louder than all else care with a medicine must be where the rules found a topic by the name of that
# medicine: "said ta-ra" to it. ADR 49 has what it was chosen by.
LOUDEST = 40
# In place of a bound that is not known; no score comes near it.
NEVER = 30_000


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much one score must exceed another for the topic ear to have an effect.

    Each topic has a score, and so has each label that is no topic: "care" (with a medicine), "stop" (no more
    texts), "trouble" and "other".

    - `offers`: if the rules found nothing, the likeliest topic is offered if it scores this much more than
      each label that is no topic, except "care".
    - `alone`: that topic is offered alone if it also scores this much more than the next topic.
    - `drops`: a question of the rules is dropped if "other" scores over this much more than each topic.
    - `doubts`: if the rules found a topic by evidence, the person is asked first if "other" scores over this
      much more than the topic.
    - `contests`: the person is also asked first if another topic scores over this much more than the topic
      found.
    - `care` and `stop`: a message is about this subject if its label scores highest of all, and this much
      more than "other".
    """

    offers: int
    alone: int
    doubts: int
    drops: int
    care: int
    stop: int
    contests: int = NEVER


@dataclass(frozen=True, slots=True)
class TopicEar:
    """The learnt weights for one pack's topics.

    `runs` has, for each run of letters, a weight for each of `labels`. These are the names of topics, and
    four labels that are no topic, such as "other". `starts` has the score that each label begins with, to
    which the weights are added.
    """

    labels: tuple[str, ...]
    runs: SortedRuns
    starts: tuple[int, ...]
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class Heard:
    """The scores of a message: `topics` of the pack, the likeliest first, and `rest`.

    `rest` has the score of each label that is no topic. For "other" that is the highest among the
    scores of "other" itself and of all topics that the pack lacks.
    """

    topics: tuple[tuple[str, int], ...]
    rest: Mapping[str, int]

    @property
    def likeliest(self) -> int:
        """The score of the likeliest topic."""
        return self.topics[0][1]

    def of(self, topic: str) -> int | None:
        """The score of a topic; None if the topic ear does not know the topic."""
        return dict(self.topics).get(topic)

    def above(self, label: str) -> int:
        """How much more a label that is no topic scores than the best other label; below 0 if less."""
        others = (score for name, score in self.rest.items() if name != label)
        return self.rest[label] - max(self.likeliest, *others)

    def over_other(self, label: str) -> float:
        """How much more `label` scores than the label "other", which stands for all other subjects.

        `label` is one of those that stand for no topic: trouble, care, "stop".

        The result is -inf if a topic or another label scores more than `label`.
        """
        return self.rest[label] - self.rest[OTHER] if self.above(label) >= 0 else -math.inf


def hear_topics(ear: TopicEar, words: Sequence[str], known: Container[str]) -> Heard | None:
    """Score the plain words of a message by the topic ear; None if it knows none of the topics in `known`.

    A topic that is not in `known`, because the pack renamed or dropped it, counts as "other".
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
    """The topic ear's change to the answer of the rules; None if that answer stays.

    The change is a question about one or two topics, or no question. `last` is the result of the rules' last
    layer, `heard` are the scores of the message, and `bounds` the differences of scores that count.
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


def lead(heard: Heard) -> int:
    """By how much the likeliest topic scores more than any label that is no topic, except "care".

    "care" (with a medicine) does not count, because a topic may be asked about even if "care" scores more.
    """
    return heard.likeliest - max(score for name, score in heard.rest.items() if name != CARE)


def _clear(bounds: Bounds, heard: Heard) -> bool:
    """Whether the likeliest topic scores `bounds.offers` more than each label that is no topic but "care"."""
    return lead(heard) >= bounds.offers


def _from_nothing(bounds: Bounds, heard: Heard) -> Unsure | None:
    """The question about one or two likely topics if the rules found nothing; None if none is clear."""
    if not _clear(bounds, heard):
        return None
    far = heard.likeliest - bounds.alone
    return Unsure(
        tuple(topic for topic, score in heard.topics[:2] if score > far or score == heard.likeliest)
    )


def _beside_question(bounds: Bounds, heard: Heard, asked: tuple[str, ...]) -> Unsure | Nothing | None:
    """The topic ear's answer in place of a question that the rules would ask; None to leave the question.

    `asked` are the topics of that question. The answer `Unsure` asks about a likelier topic first. The answer
    `Nothing` drops the question.
    """
    scored = [score for score in map(heard.of, asked) if score is not None]
    if len(scored) == len(asked) and heard.rest[OTHER] - max(heard.likeliest, *scored) > bounds.drops:
        return Nothing("unknown")
    likeliest, score = heard.topics[0]
    if likeliest in asked or score <= max(scored, default=score):
        return None
    return Unsure((likeliest, max(asked, key=lambda topic: heard.of(topic) or -NEVER)))


def _against_evidence(bounds: Bounds, heard: Heard, found: str) -> Unsure | None:
    """The question about the topic that evidence found, if the message sounds like something else.

    It may sound like another subject, or far more like another topic. In the second case the person is asked
    about both, about the topic `found` first: the rules know names of medicines that the topic ear never met.
    None if the message sounds like `found`, or if the topic ear does not know that topic.
    """
    score = heard.of(found)
    if score is None:
        return None
    if heard.likeliest - score > bounds.contests:
        return Unsure((found, heard.topics[0][0]))
    return Unsure((found,)) if heard.rest[OTHER] - score > bounds.doubts else None


def other_voice(bounds: Bounds, heard: Heard, answer: Match | None, of_medicines: Container[str] = ()) -> str:
    """The subject of a message by its scores: "care" (with a medicine), "stop" (no more texts), or "".

    `heard` has the scores. `bounds` has how much more than "other" each of the two subjects must score.
    `answer` is that of the rules. These rules are tried in this order:

    (a) If the answer is a topic in `of_medicines`, the subject is "care" if care scores far more than all
        else, and otherwise "".
    (b) If the answer is neither a question nor "nothing was understood", the subject is "".
    (c) The subject is the one that scores enough; "care" comes before "stop".
    """
    if isinstance(answer, Found) and answer.topic in of_medicines:
        return CARE if heard.above(CARE) >= LOUDEST else ""
    if not isinstance(answer, Unsure) and not (isinstance(answer, Nothing) and answer.kind == "unknown"):
        return ""
    if heard.over_other(CARE) >= bounds.care:
        return CARE
    return STOP if heard.over_other(STOP) >= bounds.stop else ""
