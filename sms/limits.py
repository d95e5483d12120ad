"""Limits on the texts to a number; at the limit we pause, but never emergency help (R30, R32)."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from counted import allowed
from counted import names as counted
from counted.allowed import DAY, Bound, fills
from menus.model import Pack
from sms.model import Reply, Talk
from sms.replies.thread import Thread

URGENT, PROMISE, CALLBACK, NOCALL = "urgent", "callback_kept", "callback", "nocall"
# A call-back that was taken back: what a text did is said, though a pause is due.
TAKEN_BACK = "nocall_done"
# A STOP that was heeded in silence: it is no reply, and only the day in which YES undoes it counts from it.
STOP, STOP_UNTOLD = "stop", "stop_untold"
# START of somebody who gets our texts already: it changes nothing.
START_AGAIN = "start.again"


@dataclass(frozen=True, slots=True)
class Budget:
    """The limits (`bounds`) on the replies of one kind to a person: a reply must keep within every one.

    If `together` is true, a reply of this kind also counts towards the limits on all replies. If `pauses` is
    true, the text "we pause" takes the place of the last reply that is allowed: it explains why no more come.
    """

    bounds: tuple[Bound, ...]
    together: bool = True
    pauses: bool = False


# Every reply has a budget (R32): these kinds their own, all others the one below. A kind with its own is sent
# though all replies together have reached their bound; a call-back is then not promised (`may_promise`).
BUDGETS = {
    URGENT: Budget((allowed.ALARMS,), together=False, pauses=True),
    PROMISE: Budget((allowed.PROMISES,)),
    TAKEN_BACK: Budget((allowed.TAKEN_BACK,)),
    STOP: Budget((allowed.STOPS_AN_HOUR, allowed.STOPS)),
    STOP_UNTOLD: Budget((), together=False),
    "start": Budget((allowed.STARTS,)),
    START_AGAIN: Budget((allowed.STARTS_AN_HOUR, allowed.STARTS)),
    "abroad": Budget((allowed.ABROAD,)),
}
ALIKE = Budget((allowed.ALIKE_SOON, allowed.ALIKE_A_DAY), pauses=True)
ANY = (allowed.ANY_SOON, allowed.ANY_A_DAY)
# How the likeness of a question about a call-back begins.
QUESTION = f"{CALLBACK}."
# Their words differ with what was texted, or with the hour, and yet they say the same.
ALIKE_BY_KIND = ("unknown", "helpline", NOCALL)


class Verdict(Enum):
    """The decision of the limits on a reply: send it, send "we pause" in its place, or send nothing."""

    SEND = "send"
    PAUSE = "pause"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Sent:
    """A text that we sent to a person, for the limits on texts.

    `at` is the time of sending (seconds since 1970). Two texts with the same `like` (`_likeness`) count as
    alike.
    """

    at: int
    like: str


def _likeness(kind: str, text: str) -> str:
    """A short string that is the same for two replies that the limits count as alike.

    It is the `kind` of the reply if this kind has limits of its own, or if its words vary but always say the
    same. Otherwise it is a hash of the `text`, so that no words of the reply are stored.
    """
    if kind in ALIKE_BY_KIND or kind in BUDGETS:
        return kind
    return (QUESTION if kind == CALLBACK else "") + hashlib.sha256(text.encode()).hexdigest()[:8]


def _allow(
    history: tuple[Sent, ...], like: str, now: datetime, *, moves_on: bool
) -> tuple[Verdict, tuple[Sent, ...]]:
    """Decide whether a reply may be sent; give the verdict, and the new history.

    `history` is our texts to the person, the oldest first. The new history has those of the last 24 hours,
    and this reply if it may be sent. `like` is the reply's `_likeness`. `moves_on` is true if the reply is
    the next question about a call-back, because the last one was answered. Only limits by the day hold for
    it.
    """
    second = int(now.timestamp())
    history = tuple(sent for sent in history if sent.at > second - DAY)
    left = _left(history, like, second, moves_on=moves_on)
    if like not in BUDGETS:
        left = min(left, _left_together(history, second))
    if left <= 0:
        return Verdict.SILENT, _note_untold_stop(history, second) if like == STOP else history
    verdict = Verdict.PAUSE if left == 1 and _budget(like).pauses else Verdict.SEND
    return verdict, (*history, Sent(second, like))


def apply_limits(
    pack: Pack, before: Talk, reply: Reply, history: tuple[Sent, ...], now: datetime
) -> tuple[Reply, tuple[Sent, ...]]:
    """Apply the limits of R32 to `reply`; give the reply to send, and the new history.

    `history` is the texts that we sent the person in the last 24 hours. `before` is what we remembered until
    now. The reply to send is one of three: (a) `reply`; (b) the text "we pause"; (c) a reply without words,
    and nothing is sent. With (b) and (c) we remember only what was in `before`. The limit on promised
    call-backs is checked earlier, before the promise is made (`may_promise`).
    """
    if not reply.text:
        return reply, history
    like = _likeness(reply.kind, reply.text)
    verdict, history = _allow(history, like, now, moves_on=_moves_on(before, reply))
    if verdict is Verdict.SEND:
        refused = (counted.limit("pause"),) if reply.kind == "pause" else ()
        return replace(reply, counts=(*reply.counts, *refused)), history
    paused = verdict is Verdict.PAUSE
    text = Thread(pack, before, now, code=reply.language).say("pause", before).text if paused else ""
    became = counted.limit("pause" if paused else "silent")
    return replace(reply, text=text, talk=before, counts=(*reply.counts, became)), history


def _note_untold_stop(history: tuple[Sent, ...], second: int) -> tuple[Sent, ...]:
    """The history of our texts, with a note of a STOP at `second` (since 1970) that gets no reply.

    YES undoes an opt-out within a day of the newest STOP (R28). So only the newest is noted. The note is kept
    apart from our replies to STOP, because the limit of one an hour counts only the replies (R32).
    """
    kept = tuple(sent for sent in history if sent.like != STOP_UNTOLD)
    return (*kept, Sent(second, STOP_UNTOLD))


def _moves_on(before: Talk, reply: Reply) -> bool:
    """Whether a reply asks the next question about a call-back, because the last one was answered.

    "Whose number?" is never the next question: it is the reply to CALLME.
    """
    return reply.kind == CALLBACK and bool(before.asks) and reply.talk.asks not in ("", "whose", before.asks)


def _last(history: tuple[Sent, ...], like: str) -> int:
    """The index in `history` after the last reply of the likeness `like`; 0 if there is none."""
    return max((at for at, sent in enumerate(history, 1) if sent.like == like), default=0)


def _budget(like: str) -> Budget:
    """The limits on replies that count as alike; `like` is their `_likeness`."""
    return BUDGETS.get(like, ALIKE)


def _left(history: tuple[Sent, ...], like: str, second: int, *, moves_on: bool = False) -> int:
    """The number of replies of the likeness `like` that a person may still get at `second` (since 1970).

    It may be below 0. A reply that `moves_on` is limited only by the day, because the person has made no new
    request.
    """
    bounds = [bound for bound in _budget(like).bounds if not moves_on or bound.within >= DAY]
    return min(bound.most - _had(history, like, bound, second) for bound in bounds)


def _had(history: tuple[Sent, ...], like: str, bound: Bound, second: int) -> int:
    """How many earlier replies of the likeness `like` count towards `bound` at `second` (since 1970).

    All within the bound's span count. For questions about a call-back there are two exceptions. Questions
    before our last promise of a call-back do not count, because the next call-back is a new matter. For a
    bound shorter than a day, questions before our last reply to NOCALL do not count either, because that
    reply invites the person to text CALLME.
    """
    if like.startswith(QUESTION):
        history = history[_last(history, PROMISE) :]
        nocall = max(_last(history, NOCALL), _last(history, TAKEN_BACK))
        history = history[nocall:] if bound.within < DAY else history
    return _within([sent.at for sent in history if sent.like == like], bound, second)


def _left_together(history: tuple[Sent, ...], second: int) -> int:
    """The number of replies of any kind that a person may still get at the time `second` (since 1970)."""
    sent_at = [sent.at for sent in history if _budget(sent.like).together]
    return min(bound.most - _within(sent_at, bound, second) for bound in ANY)


def _within(sent_at: list[int], bound: Bound, second: int) -> int:
    """How many moments in `sent_at` are within the span of `bound` that ends at `second`.

    All are in seconds since 1970.
    """
    return sum(at > second - bound.within for at in sent_at)


def filling(history: tuple[Sent, ...], now: datetime) -> tuple[tuple[Bound, int], ...]:
    """The bounds on replies that a person has nearly reached, each with the number of replies used.

    Only bounds that are shown to staff (`Bound.told`) are given. `history` is the texts to the person in the
    last 24 hours.
    """
    second, had = int(now.timestamp()), dict[Bound, int]()
    for like in {sent.like for sent in history}:
        for bound in _budget(like).bounds:
            had[bound] = max(had.get(bound, 0), _had(history, like, bound, second))
    together = [sent.at for sent in history if _budget(sent.like).together]
    had |= {bound: _within(together, bound, second) for bound in ANY}
    return tuple((bound, used) for bound, used in had.items() if bound.told and fills(used, bound.most))


def may_promise(history: tuple[Sent, ...], now: datetime) -> bool:
    """Whether the limits on texts still let us send a person the reply that promises a call-back.

    If not, no call-back may be promised. `history` is the texts to the person in the last 24 hours. The limit
    on all replies must leave two: the promise, and the text that says that we pause.
    """
    second = int(now.timestamp())
    return _left(history, PROMISE, second) > 0 and _left_together(history, second) > 1


def reopens(history: tuple[Sent, ...], now: datetime) -> bool:
    """Whether YES undoes the person's opt-out (R28); `history` has the texts that we sent them.

    It does if the opt-out was within the last day, and we have sent no emergency text since.
    """
    told = [sent.like for sent in history if sent.at > int(now.timestamp()) - DAY]
    stops = [at for at, like in enumerate(told) if like in (STOP, STOP_UNTOLD)]
    return bool(stops) and URGENT not in told[stops[-1] :]
