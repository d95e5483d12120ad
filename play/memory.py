"""Stands in for the store in a play: promises call-backs, texts and messages, but rings and texts nobody."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import ivr.model as phone
import sms.model as text
from ivr.model import CALLS_AN_HOUR
from menus.asked import Asked
from menus.due import due_days, shares
from menus.model import Hours
from menus.outcome import Already, Kept, Outcome, Refused

TEXTS_A_DAY = 3
# For numbers that are not their own (R49).
CALLBACKS_TO_OTHERS, TEXTS_TO_OTHERS = 2, 3
WITHHELD = 1  # of each, for a caller who shows no number: they are known for one call
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
Wish = phone.Wish | text.KeepCallback | text.WithdrawCallback


@dataclass(frozen=True, slots=True)
class Part:
    """What one person who asked for a call-back was promised.

    `wisher` is that person, with the call or text in which they asked; `due` is by when staff will ring.
    """

    wisher: Asked
    due: datetime

    @property
    def pool(self) -> str:
        """The share of a day's call-backs in which this one is counted: "own", "others" or "withheld".

        It is "own" if the call-back is to the asker's own number. If it is to another number, it is "others",
        or "withheld" if the asker shows no number.
        """
        return ("others" if self.wisher.own else "withheld") if self.wisher.another else "own"


@dataclass(frozen=True, slots=True)
class Callback:
    """A call-back to `number`, with one `Part` for each person who asked for it.

    It is closed once no part is left.
    """

    number: str
    parts: tuple[Part, ...]

    @property
    def due(self) -> datetime:
        """By when staff will ring: the earliest moment promised to anybody who asked for this call-back."""
        return min(part.due for part in self.parts)

    def asked_by(self, who: str) -> Part | None:
        """Find what the asker `who` (`Asked.who`) was promised of this call-back; None if nothing."""
        return next((part for part in self.parts if part.wisher.who == who), None)


@dataclass(frozen=True, slots=True)
class TopicSent:
    """A topic that a caller had texted to a number, or asked to have texted."""

    wisher: Asked
    topic: str

    def is_like(self, other: "TopicSent") -> bool:
        """Whether `other` is the same topic for the same number, asked for in the same call: a repetition."""
        mine, theirs = self.wisher, other.wisher
        return (mine.by, mine.number, self.topic) == (theirs.by, theirs.number, other.topic)


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered of people while calls and texts are tried out (a play), as the store would do.

    `callbacks` are the open ones. `sent` are the topics that were texted; `spent` are those that people asked
    to have texted to numbers not their own, sent or not, since how many they may ask for is limited.
    `messages` is how many spoken messages are kept.
    """

    callbacks: tuple[Callback, ...] = ()
    sent: tuple[TopicSent, ...] = ()
    spent: tuple[TopicSent, ...] = ()
    messages: int = 0
    calls: tuple[tuple[str, datetime], ...] = ()
    opted_out: frozenset[str] = frozenset()
    blocked: frozenset[str] = frozenset()

    def callback_of(self, number: str) -> Callback | None:
        """Find the open call-back to this number; None if there is none."""
        return next((one for one in self.callbacks if one.number == number), None)

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


def grant(memory: Memory, hours: Hours, wish: Wish, wisher: Asked) -> tuple[Memory, Outcome | text.TakenBack]:
    """Grant or refuse the wish of a call or text as the store would: gives the new memory, and the answer."""
    match wish:
        case phone.KeepMessage():
            return replace(memory, messages=memory.messages + 1), Kept()
        case phone.DropMessage():
            return replace(memory, messages=memory.messages - 1), Kept()
        case text.WithdrawCallback():
            return _withdraw(memory, wisher.own)
        case _ if not wisher.number:
            return memory, Refused("no_number")
        case phone.SendText(topic):
            return send_topic(memory, topic, wisher)
        case phone.KeepCallback() | text.KeepCallback():
            return _keep_callback(memory, hours, wisher)


def _keep_callback(memory: Memory, hours: Hours, wisher: Asked) -> tuple[Memory, Outcome]:
    """Promise a call-back on the first day with room, or refuse it: gives the new memory, and the answer.

    A number has one open call-back, which notes each person who asks for it and the time promised to them.
    """
    waiting = memory.callback_of(wisher.number) or Callback(wisher.number, ())
    mine = waiting.asked_by(wisher.who)
    if mine and not wisher.another:
        return memory, (Kept if mine.wisher.by == wisher.by else Already)(mine.due)
    if mine:
        return memory, Kept(mine.due, another=True)
    if wisher.another and _open_to_others(memory, wisher) >= _bound(wisher, CALLBACKS_TO_OTHERS):
        return memory, Refused("others")
    due = _day_with_room(memory, hours, wisher)
    if due is None:
        return memory, Refused("full")
    left = tuple(one for one in memory.callbacks if one is not waiting)
    new = Callback(wisher.number, (*waiting.parts, Part(wisher, due)))
    return replace(memory, callbacks=(*left, new)), Kept(due, another=wisher.another)


def _bound(wisher: Asked, most: int) -> int:
    """How many call-backs or texts to others this person may ask for: `most`, or 1 if they show no number."""
    return most if wisher.own else WITHHELD


def _open_to_others(memory: Memory, wisher: Asked) -> int:
    """Count the open call-backs that this person asked for others."""
    found = [one.asked_by(wisher.who) for one in memory.callbacks]
    return sum(part is not None and part.wisher.another for part in found)


def _day_with_room(memory: Memory, hours: Hours, wisher: Asked) -> datetime | None:
    """Find the first working day with room for a call-back that this person asks for; None if none has."""
    parts = [part for one in memory.callbacks for part in one.parts]
    pool, most = Part(wisher, wisher.now).pool, hours.callbacks_a_day
    days = due_days(hours, wisher.now)
    share = shares(days, most, not wisher.own) if wisher.another else (most,) * len(days)
    for day, places in zip(days, share, strict=False):
        taken = [part.pool for part in parts if part.due.date() == day.date()]
        if len(taken) < most and (pool == "own" or taken.count(pool) < places):
            return day
    return None


def _withdraw(memory: Memory, number: str) -> tuple[Memory, text.TakenBack]:
    """Drop the call-back to `number`, and the call-backs that its owner asked for other numbers.

    Gives the new memory, and what was dropped. One of the latter that others asked for too stays for them.
    """
    own = memory.callback_of(number) is not None
    others = [one for one in memory.callbacks if one.number != number and one.asked_by(number)]
    left = [
        replace(one, parts=tuple(part for part in one.parts if part.wisher.who != number))
        for one in memory.callbacks
        if one.number != number
    ]
    kept = tuple(one for one in left if one.parts)
    return replace(memory, callbacks=kept), text.TakenBack(own, bool(others))


def send_topic(memory: Memory, topic: str, wisher: Asked) -> tuple[Memory, Outcome]:
    """Send a topic to a number; refuse if it wants no texts, is blocked, or has had three topics today.

    A topic that this call has already sent to the number is not sent again. A day is 24 hours from its first
    text. Where the number is not the asker's own, the answer is Kept even if the text was not sent, so as to
    tell nothing of the number; or Refused("others") once they have asked for as many as they may (R49).
    """
    new = TopicSent(wisher, topic)
    if not wisher.another:
        return _send(memory, new)
    if not any(new.is_like(one) for one in memory.spent):
        asked = [one.wisher.now for one in memory.spent if one.wisher.who == wisher.who]
        if _in_a_day(asked, wisher.now) >= _bound(wisher, TEXTS_TO_OTHERS):
            return memory, Refused("others")
        memory = _send(replace(memory, spent=(*memory.spent, new)), new)[0]
    return memory, Kept(another=True)


def _send(memory: Memory, new: TopicSent) -> tuple[Memory, Outcome]:
    """Send a topic by text if the number may get one more; give the new memory, and Kept or Refused.

    Texts that others had sent to the number are counted apart from those that it asked for itself.
    """
    wisher = new.wisher
    if any(new.is_like(one) for one in memory.sent):
        return memory, Kept()
    for refused, people in (("opted_out", memory.opted_out), ("blocked", memory.blocked)):
        if wisher.number in people:
            return memory, Refused(refused)
    alike = [one.wisher for one in memory.sent if one.wisher.another == wisher.another]
    if _in_a_day([one.now for one in alike if one.number == wisher.number], wisher.now) >= TEXTS_A_DAY:
        return memory, Refused("too_many")
    return replace(memory, sent=(*memory.sent, new)), Kept()


def _in_a_day(moments: list[datetime], now: datetime) -> int:
    """Count the `moments` in the day that is running at `now`; 0 if none is.

    A day is 24 hours from its first moment; the next begins with the first moment after its end (R32).
    """
    day: list[datetime] = []
    for at in moments:
        day = [*day, at] if day and at < day[0] + DAY else [at]
    return len(day) if day and now < day[0] + DAY else 0


def standing(memory: Memory, number: str) -> text.Stands | Refused:
    """Tell by when the open call-back to a number is due; refuse if the number has none.

    The answer says that 0 calls were tried, since in a play nobody is rung.
    """
    waiting = memory.callback_of(number)
    return text.Stands(waiting.due, 0) if waiting else Refused("none")
