"""Chooses the scores from which the topic ear may answer; tests the ear by cross-validation."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from menus.matcher.answers import Found, Match, Nothing, Unsure, label
from menus.matcher.learnt.offering import (
    BESIDE,
    CARE,
    NEVER,
    OTHER,
    STOP,
    Bounds,
    Heard,
    lead,
    offer,
    other_voice,
)
from menus.matcher.offered.voices import may_ask
from tools.hearing.bounds import bound_above
from tools.hearing.subjects import SubjectRow

# Percent that may go wrong at each bound, by cross-validation: of other subjects of which the rules know
# nothing, how many are offered a topic; of messages on topics, how many lose the right one as only one is
# offered; of topics rightly found by evidence, how many become a question, as something else or as another
# topic is louder; of questions rightly asked, how many are dropped; of other messages that the rules leave
# open, how many get the reply on a medicine, or the word STOP.
MOST = {"offers": 8.0, "alone": 1.0, "doubts": 2.0, "drops": 4.0, "care": 1.2, "stop": 1.0, "contests": 3.0}
# Scores are compared in hundredths until the unit of the weights is known.
FINE = 100


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """A message to learn from (`row`), and its scores for the labels, in hundredths (`heard`).

    The scores come from weights that were learnt without this message.
    """

    row: SubjectRow
    heard: Heard


def judged(rows: Sequence[SubjectRow], labels: Sequence[str], scores: Any) -> list[JudgedRow]:
    """The rows, each with its scores: the array `scores` has a line for each row, a column for each label."""
    return [
        JudgedRow(row, _heard(dict(zip(labels, (round(FINE * float(one)) for one in some), strict=True))))
        for row, some in zip(rows, scores, strict=True)
    ]


def _heard(scores: dict[str, int]) -> Heard:
    topics = sorted(
        ((one, score) for one, score in scores.items() if one not in BESIDE),
        key=lambda one: (-one[1], one[0]),
    )
    return Heard(tuple(topics), {one: scores[one] for one in BESIDE})


def choose(rows: Sequence[JudgedRow]) -> Bounds:
    """Choose the topic ear's bounds: for each effect, how large a score difference must be for it.

    An effect is one way in which the topic ear may change an answer, such as "offers" (`Bounds`). Each bound
    is the lowest at which the effect goes wrong in no more of the messages than `MOST` allows, in percent.
    Score differences are in hundredths. An effect that no message tests gets `NEVER`.
    """
    chosen = {name: bound_above(values(rows), MOST[name]) for name, values in AT_RISK.items()}
    return Bounds(**{name: round(bound) if math.isfinite(bound) else NEVER for name, bound in chosen.items()})


def _open(rows: Sequence[JudgedRow], *kinds: type) -> Iterator[JudgedRow]:
    return (one for one in rows if isinstance(one.row.ruled.answer, kinds) and may_ask(one.row.ruled))


def _offered_wrongly(rows: Sequence[JudgedRow]) -> list[float]:
    """The lead of the likeliest topic, for each of our messages on other subjects: any offer would be wrong.

    Only messages for which the rules find nothing are looked at. The lead is by how much the topic scores
    more than all labels that are no topic, except "care".
    """
    return [
        float(lead(one.heard))
        for one in _open(rows, Nothing)
        if one.row.labels == {OTHER} and one.row.source == "written"
    ]


def _lost_if_alone(rows: Sequence[JudgedRow]) -> list[float]:
    """For each message whose topic the rules leave open: how surely the topic ear errs on it.

    The ear errs if its likeliest topic is wrong and its second is right: if only the first were offered, the
    right topic would be lost. The number is by how much the first scored more than the second. If the ear
    does not err, it is -inf.
    """
    found = [one for one in _open(rows, Nothing, Unsure) if one.row.labels.isdisjoint(BESIDE)]
    return [
        float(first[1] - second[1])
        if second[0] in one.row.labels and first[0] not in one.row.labels
        else -math.inf
        for one in found
        for first, second in (one.heard.topics[:2],)
    ]


def _rightly(rows: Sequence[JudgedRow], kind: type) -> Iterator[tuple[JudgedRow, list[int]]]:
    """The messages for which the rules rightly found (`kind` Found) or asked about (Unsure) a topic.

    Each has with it the scores of the topics that the rules named.
    """
    for one in _open(rows, kind):
        topics = _named(one.row.ruled.answer)
        if one.row.labels.intersection(topics):
            yield one, [score for score in map(one.heard.of, topics) if score is not None]


def _named(answer: Match | None) -> tuple[str, ...]:
    match answer:
        case Found(topic):
            return (topic,)
        case Unsure(topics):
            return topics
    return ()


def _doubted(rows: Sequence[JudgedRow]) -> list[float]:
    """By how much "other" scores more than the right topic, for messages whose topic the rules found.

    Topics found by a keyword, which the ear may not change, are left out.
    """
    return [float(one.heard.rest[OTHER] - score) for one, (score, *_) in _rightly(rows, Found)]


def _contested(rows: Sequence[JudgedRow]) -> list[float]:
    """By how much the likeliest topic scores more than the right one, where the rules found the right one.

    Topics found by a keyword, which the ear may not change, are left out.
    """
    return [float(one.heard.likeliest - score) for one, (score, *_) in _rightly(rows, Found)]


def _dropped(rows: Sequence[JudgedRow]) -> list[float]:
    """By how much "other" scores more than any topic, where the rules rightly asked about a topic."""
    return [
        float(one.heard.rest[OTHER] - max(one.heard.likeliest, *some)) for one, some in _rightly(rows, Unsure)
    ]


def _taken(name: str) -> Callable[[Sequence[JudgedRow]], list[float]]:
    """Make a function that gives by how much the label `name` scores more than "other".

    It gives this for each message for which the label is wrong, and for which the rules find no topic or only
    ask.
    """

    def values(rows: Sequence[JudgedRow]) -> list[float]:
        return [
            float(one.heard.over_other(name))
            for one in _open(rows, Nothing, Unsure)
            if name not in one.row.labels
        ]

    return values


AT_RISK: dict[str, Callable[[Sequence[JudgedRow]], list[float]]] = {
    "offers": _offered_wrongly,
    "alone": _lost_if_alone,
    "doubts": _doubted,
    "drops": _dropped,
    "care": _taken(CARE),
    "stop": _taken(STOP),
    "contests": _contested,
}


def answer_of(one: JudgedRow, bounds: Bounds) -> str:
    """The label that the rules, and the topic ear with these bounds, together give to a message."""
    ruled = one.row.ruled
    if not may_ask(ruled):
        return label(ruled.answer or Nothing("unknown"))
    voice = other_voice(bounds, one.heard, ruled.answer)
    if voice:
        return {CARE: "SAFETY", STOP: "?STOP"}[voice]
    asked = offer(bounds, one.heard, ruled)
    return label((asked or ruled).answer or Nothing("unknown"))


GROUPS: tuple[tuple[str, Callable[[SubjectRow], bool]], ...] = (
    ("topics", lambda one: one.source == "written" and one.labels.isdisjoint(BESIDE)),
    ("care with a medicine", lambda one: one.source == "written" and one.labels == {CARE}),
    ("no more texts", lambda one: one.source == "written" and one.labels == {STOP}),
    ("other subjects", lambda one: one.source == "written" and one.labels == {OTHER}),
    ("tuned, topics", lambda one: one.source == "tuned" and one.labels.isdisjoint(BESIDE)),
    ("ordinary texts", lambda one: one.source == "ordinary"),
)  # fmt: skip


def offers_table(rows: Sequence[JudgedRow], bounds: Bounds) -> str:
    """A table to print: for each group of rows, the shares answered rightly, asked, and answered wrongly.

    Each share is in percent, first without and then with the topic ear.
    """
    heads = ("right at once", "asked rightly", "asked wrongly", "wrong")
    lines = [f"{'rows left out in turn':22} {'n':>6} " + " ".join(f"{head:>14}" for head in heads)]
    for name, belongs in GROUPS:
        some = [one for one in rows if belongs(one.row)]
        before = [_judge(one.row, label(one.row.ruled.answer or Nothing("unknown"))) for one in some]
        after = [_judge(one.row, answer_of(one, bounds)) for one in some]
        cells = (
            " to ".join(f"{100 * by.count(head) / max(1, len(some)):.1f}" for by in (before, after))
            for head in heads
        )
        lines.append(f"{name:22} {len(some):6} " + " ".join(f"{cell:>14}" for cell in cells))
    return "\n".join(lines)


def _judge(row: SubjectRow, answer: str) -> str:
    """The column of the table in which an answer to a row counts.

    "" stands for no column: the answer is NONE (nothing found), although another answer is right.
    """
    rightly = bool(set(answer.lstrip("?").split("|")) & row.row.right)
    if answer.startswith("?"):
        return "asked rightly" if rightly else "asked wrongly"
    if rightly:
        return "right at once"
    return "" if answer == "NONE" else "wrong"
