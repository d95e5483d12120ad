"""The limits on texts to one number: after so many we pause, but emergency help always goes (R30, R32)."""

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
    """What the limits decide: send the reply, send the pause text in its place, or send nothing."""

    SEND = "send"
    PAUSE = "pause"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Sent:
    """A text that we sent to a person: when (whole seconds since 1970), and its `_likeness`."""

    at: int
    like: str


def _likeness(kind: str, text: str) -> str:
    """A short string, without words of the reply, that is equal for replies that count as the same.

    It is a hash of the text, but for "unknown" and the kinds with a limit of their own just the kind.
    """
    if kind == "unknown" or kind in BY_ITSELF:
        return kind
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _allow(
    history: tuple[Sent, ...], kind: str, text: str, now: datetime
) -> tuple[Verdict, tuple[Sent, ...]]:
    """Whether a reply may go, and the history with that reply added: one day of texts, the oldest first.

    The last reply that a shared limit allows is replaced by the text that we pause.
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
    """Apply the limits of R32: the reply, its replacement or silence; and the history from now on.

    Where the reply does not go, the talk stays as it was `before`, since nobody read the new one. The limit
    on new promises of a call-back is looked at earlier, before the promise is made (`may_promise`).
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
    """The history with its last STOP set to now, as YES may undo the newest, though we say nothing (R28)."""
    last = len(history) - 1 - [sent.like for sent in history][::-1].index("stop")
    return (*history[:last], *history[last + 1 :], Sent(second, "stop"))


def _left_by_itself(history: tuple[Sent, ...], like: str, second: int) -> int:
    """How many more replies may go now of a kind that has a limit of its own (`BY_ITSELF`)."""
    most, seconds = BY_ITSELF[like]
    return most - sum(sent.like == like and sent.at > second - seconds for sent in history)


def may_promise(history: tuple[Sent, ...], now: datetime) -> bool:
    """Whether a call-back may be promised: not where the limits would keep us from telling the person so."""
    return _left_by_itself(history, PROMISE, int(now.timestamp())) > 0


def _left_together(history: tuple[Sent, ...], like: str, second: int) -> int:
    """How many more replies of this likeness may go now, by the limits that all other kinds share."""
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
    """Whether YES undoes an opt-out: we confirmed it within a day, and sent no emergency text since (R28)."""
    told = [sent.like for sent in history if sent.at > int(now.timestamp()) - DAY]
    return "stop" in told and URGENT not in told[len(told) - told[::-1].index("stop") :]
