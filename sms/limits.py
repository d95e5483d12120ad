"""Limits on how many texts a number gets; at the limit we pause, but never emergency help (R30, R32)."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from counted import names as counted
from menus.model import Pack
from sms.model import Reply, Talk
from sms.replies.thread import Thread

HOUR, SHORT, DAY = 3_600, 600, 86_400
ALIKE_IN_SHORT, ANY_IN_SHORT, ALIKE_IN_DAY, ANY_IN_DAY = 5, 30, 10, 60
URGENT, PROMISE = "urgent", "callback_kept"
# Kinds that have bounds of their own, and count for no other: how many in how many seconds.
BY_ITSELF = {
    URGENT: (50, DAY),
    PROMISE: (10, DAY),
    "stop": (1, HOUR),
    "start": (1, HOUR),
    "abroad": (1, DAY),
}


class Verdict(Enum):
    """What the limits decide on a reply: send it, send "we pause" in its place, or send nothing."""

    SEND = "send"
    PAUSE = "pause"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Sent:
    """A text that we sent to a person: `at` is when (seconds since 1970), `like` its `_likeness`."""

    at: int
    like: str


def _likeness(kind: str, text: str) -> str:
    """A short string that is the same for two replies that count as alike; it has no words of the reply.

    It is a hash of the text. For the kind "unknown", and for kinds with a limit of their own, it is the kind.
    """
    if kind == "unknown" or kind in BY_ITSELF:
        return kind
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _allow(
    history: tuple[Sent, ...], kind: str, text: str, now: datetime
) -> tuple[Verdict, tuple[Sent, ...]]:
    """Decide whether a reply may be sent; give the verdict, and the texts to the person within a day.

    The texts are in order, the oldest first; this reply is the newest of them if it may be sent. For the last
    reply that the limits allow, the verdict is to send the text that says "we pause" in its place; but not
    for a kind with a limit of its own.
    """
    second = int(now.timestamp())
    history = tuple(sent for sent in history if sent.at > second - DAY)
    like = _likeness(kind, text)
    left = (
        _left_by_itself(history, like, second) if like in BY_ITSELF else _left_together(history, like, second)
    )
    if left <= 0:
        return Verdict.SILENT, _move_last_stop(history, second) if kind == "stop" else history
    verdict = Verdict.PAUSE if left == 1 and like not in BY_ITSELF else Verdict.SEND
    return verdict, (*history, Sent(second, like))


def apply_limits(
    pack: Pack, before: Talk, reply: Reply, history: tuple[Sent, ...], now: datetime
) -> tuple[Reply, tuple[Sent, ...]]:
    """Apply the limits of R32: gives what to send (the reply, a pause text or nothing), and the new history.

    The history is the texts sent within a day. If the reply itself is not sent, what is remembered of the
    conversation stays as it was `before`. How many call-backs may be promised is checked earlier, before the
    promise is made (`may_promise`).
    """
    if not reply.text:
        return reply, history
    verdict, history = _allow(history, reply.kind, reply.text, now)
    if verdict is Verdict.SEND:
        refused = (counted.limit("pause"),) if reply.kind == "pause" else ()
        return replace(reply, counts=(*reply.counts, *refused)), history
    paused = verdict is Verdict.PAUSE
    text = Thread(pack, before, now).say("pause", before).text if paused else ""
    became = counted.limit("pause" if paused else "silent")
    return replace(reply, text=text, talk=before, counts=(*reply.counts, became)), history


def _move_last_stop(history: tuple[Sent, ...], second: int) -> tuple[Sent, ...]:
    """The history of texts sent, with the time of its last reply to STOP set to now.

    This is for a STOP that gets no reply: the day in which YES undoes an opt-out begins with the newest STOP
    (R28).
    """
    last = len(history) - 1 - [sent.like for sent in history][::-1].index("stop")
    return (*history[:last], *history[last + 1 :], Sent(second, "stop"))


def _left_by_itself(history: tuple[Sent, ...], like: str, second: int) -> int:
    """How many more texts of the kind `like` a person may get at the time `second`, by the kind's own limit.

    `BY_ITSELF` has these limits; `history` is the texts that the person was sent.
    """
    most, seconds = BY_ITSELF[like]
    return most - sum(sent.like == like and sent.at > second - seconds for sent in history)


def may_promise(history: tuple[Sent, ...], now: datetime) -> bool:
    """Whether we may promise a person one more call-back, by the limit on texts with such a promise.

    `history` is the texts that the person was sent within a day.
    """
    return _left_by_itself(history, PROMISE, int(now.timestamp())) > 0


def _left_together(history: tuple[Sent, ...], like: str, second: int) -> int:
    """How many more replies that count as `like` may be sent to a person now, by the limits of most replies.

    `history` holds the replies sent to them; `second` is now. Replies of the kinds in `BY_ITSELF` do not
    count, since they have limits of their own.
    """
    day = [sent for sent in history if sent.like not in BY_ITSELF]
    short = [sent for sent in day if sent.at > second - SHORT]
    alike = sum(sent.like == like for sent in short)
    alike_today = sum(sent.like == like for sent in day)
    return min(
        ALIKE_IN_SHORT - alike,
        ANY_IN_SHORT - len(short),
        ALIKE_IN_DAY - alike_today,
        ANY_IN_DAY - len(day),
    )


def reopens(history: tuple[Sent, ...], now: datetime) -> bool:
    """Whether YES undoes the person's opt-out (R28).

    It does if we confirmed the opt-out within the last day, and have sent no emergency text since.
    """
    told = [sent.like for sent in history if sent.at > int(now.timestamp()) - DAY]
    return "stop" in told and URGENT not in told[len(told) - told[::-1].index("stop") :]
