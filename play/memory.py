"""Stands in for the store in a play: promises call-backs, texts and messages, but rings and texts nobody."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import ivr.model as phone
import sms.model as text
from ivr.model import CALLS_AN_HOUR
from menus.due import due_day
from menus.model import Hours
from menus.outcome import Already, Kept, Outcome, Refused

TEXTS_A_DAY = 3
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
Wish = phone.Wish | text.KeepCallback | text.WithdrawCallback


@dataclass(frozen=True, slots=True)
class Wisher:
    """Who asks the line to keep or send something, and when.

    `by` is the name of the call or text in which they ask, `number` the number to ring or text (E.164, ""
    for none), and `now` the time with its zone.
    """

    by: str
    number: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Callback:
    """A call-back that was promised; `by` is the name of the call or text that asked for it."""

    by: str
    number: str
    due: datetime
    open: bool = True


@dataclass(frozen=True, slots=True)
class TopicSent:
    """A topic that was texted to a number because a caller asked for it; `by` is the name of their call."""

    by: str
    number: str
    topic: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered of people while calls and texts are tried out (a play), as the store would do.

    People are known by their numbers in E.164. `messages` is how many recorded messages are kept.
    """

    callbacks: tuple[Callback, ...] = ()
    sent: tuple[TopicSent, ...] = ()
    messages: int = 0
    calls: tuple[tuple[str, datetime], ...] = ()
    opted_out: frozenset[str] = frozenset()
    blocked: frozenset[str] = frozenset()

    def callback_of(self, number: str) -> Callback | None:
        """Find the open call-back to this number; None if there is none."""
        return next((one for one in self.callbacks if one.open and one.number == number), None)

    def opt(self, number: str, how: str) -> "Memory":
        """Note that a number wants no more texts ("out") or wants them again ("in"); "" changes nothing."""
        match how:
            case "out":
                return replace(self, opted_out=self.opted_out | {number})
            case "in":
                return replace(self, opted_out=self.opted_out - {number})
        return self


NOTHING = Memory()


def note_call(memory: Memory, number: str, now: datetime) -> tuple[Memory, bool]:
    """Add a call from `number` to the memory; give the new memory, and whether the call is barred.

    It is barred if the number is blocked or has called too often (R32, R39). A `number` of "" is withheld:
    then nothing is added.
    """
    if not number:
        return memory, False
    memory = replace(memory, calls=(*memory.calls, (number, now)))
    calls = sum(who == number and at > now - HOUR for who, at in memory.calls)
    return memory, number in memory.blocked or calls > CALLS_AN_HOUR


def grant(memory: Memory, hours: Hours, wish: Wish, wisher: Wisher) -> tuple[Memory, Outcome]:
    """Answer what the line asks for, as the store would; give the memory as it is then, and the answer."""
    match wish:
        case phone.KeepMessage():
            return replace(memory, messages=memory.messages + 1), Kept()
        case phone.DropMessage():
            return replace(memory, messages=memory.messages - 1), Kept()
        case text.WithdrawCallback():
            return _withdraw(memory, wisher.number)
        case _ if not wisher.number:
            return memory, Refused("no_number")
        case phone.SendText(topic):
            return send_topic(memory, topic, wisher)
        case phone.KeepCallback() | text.KeepCallback():
            return _keep_callback(memory, hours, wisher)


def _keep_callback(memory: Memory, hours: Hours, wisher: Wisher) -> tuple[Memory, Outcome]:
    """Promise a call-back on the first day with room, at most one for each call and each number (R38)."""
    for one in memory.callbacks:
        if one.by == wisher.by:
            return memory, Kept(one.due) if one.number == wisher.number else Already(one.due)
    waiting = memory.callback_of(wisher.number)
    if waiting:
        return memory, Already(waiting.due)
    taken = Counter(one.due.date() for one in memory.callbacks if one.open)
    due = due_day(hours, wisher.now, taken)
    if due is None:
        return memory, Refused("full")
    new = Callback(wisher.by, wisher.number, due)
    return replace(memory, callbacks=(*memory.callbacks, new)), Kept(due)


def _withdraw(memory: Memory, number: str) -> tuple[Memory, Outcome]:
    """Withdraw the open call-back to a number; refuse if it has none."""
    waiting = memory.callback_of(number)
    if waiting is None:
        return memory, Refused("none")
    left = tuple(replace(one, open=one.open and one is not waiting) for one in memory.callbacks)
    return replace(memory, callbacks=left), Kept()


def send_topic(memory: Memory, topic: str, wisher: Wisher) -> tuple[Memory, Outcome]:
    """Send a topic to a number; refuse if it wants no texts, is blocked, or has had three topics today.

    "Today" is the 24 hours from the first of them. A topic that the same call has sent there already is not
    sent again, and counts as kept.
    """
    if any((one.by, one.number, one.topic) == (wisher.by, wisher.number, topic) for one in memory.sent):
        return memory, Kept()
    for refused, people in (("opted_out", memory.opted_out), ("blocked", memory.blocked)):
        if wisher.number in people:
            return memory, Refused(refused)
    if _sent_today(memory, wisher) >= TEXTS_A_DAY:
        return memory, Refused("too_many")
    new = TopicSent(wisher.by, wisher.number, topic, wisher.now)
    return replace(memory, sent=(*memory.sent, new)), Kept()


def _sent_today(memory: Memory, wisher: Wisher) -> int:
    """Count the topics that a number got today: in the 24 hours from the first of them (R32)."""
    day: list[datetime] = []
    for one in memory.sent:
        if one.number == wisher.number:
            day = [*day, one.at] if day and one.at < day[0] + DAY else [one.at]
    return len(day) if day and wisher.now < day[0] + DAY else 0


def standing(memory: Memory, number: str) -> text.Stands | Refused:
    """Tell by when the open call-back to a number is due; refuse if the number has none.

    The answer says that 0 calls were tried, since in a play nobody is rung.
    """
    waiting = memory.callback_of(number)
    return text.Stands(waiting.due, 0) if waiting else Refused("none")
