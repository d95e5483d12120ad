"""How many texts go to one number: the same answer again and again pauses, help never does (R30, R32)."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

SHORT, DAY = 600, 86_400
ALIKE_IN_SHORT, ANY_IN_SHORT, ANY_IN_DAY, URGENT_IN_DAY = 5, 30, 60, 50
# These are answered however much was sent: asking for a person, a medicine's safety, and opting out or in.
EXEMPT = ("careful", "helpline", "stop", "start", "callback", "nocall")
URGENT = "urgent"


class Verdict(Enum):
    """Send the reply, send in its place that we pause, or send nothing."""

    SEND = "send"
    PAUSE = "pause"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Sent:
    """A text that went to a person: when (whole seconds since 1970), and a mark of what it was like."""

    at: int
    like: str


def mark(kind: str, text: str) -> str:
    """What makes two replies alike: both unknown, or the same bytes. Holds no words."""
    if kind in (URGENT, "unknown", *EXEMPT):
        return kind
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def allow(history: tuple[Sent, ...], kind: str, text: str, now: datetime) -> tuple[Verdict, tuple[Sent, ...]]:
    """Whether a reply may go, and the history from now on (that of one day, the oldest first).

    The last text that a limit allows is the one which says that we pause.
    """
    second = int(now.timestamp())
    history = tuple(sent for sent in history if sent.at > second - DAY)
    like = mark(kind, text)
    if like in EXEMPT:
        return Verdict.SEND, history
    left = urgent_left(history) if like == URGENT else others_left(history, like, second)
    if left <= 0:
        return Verdict.SILENT, history
    verdict = Verdict.PAUSE if left == 1 and like != URGENT else Verdict.SEND
    return verdict, (*history, Sent(second, like))


def urgent_left(history: tuple[Sent, ...]) -> int:
    """How many more emergency replies may go today."""
    return URGENT_IN_DAY - sum(sent.like == URGENT for sent in history)


def others_left(history: tuple[Sent, ...], like: str, second: int) -> int:
    """How many more replies of this likeness may go now."""
    day = [sent for sent in history if sent.like != URGENT]
    short = [sent for sent in day if sent.at > second - SHORT]
    alike = sum(sent.like == like for sent in short)
    return min(ALIKE_IN_SHORT - alike, ANY_IN_SHORT - len(short), ANY_IN_DAY - len(day))
