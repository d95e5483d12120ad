"""Answers requests in a play as the store would, but rings and texts nobody."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal
from zlib import crc32

import ivr.model as phone
import sms.model as text
from counted.allowed import CALLBACKS_TO_OTHERS, TEXTS, TEXTS_OF_WITHHELD, TEXTS_TO_OTHERS
from ivr.rooms.waiting import HIGHEST_CODE
from menus.asked import Asked
from menus.due import Best, due_days, shares
from menus.model import Hours
from menus.outcome import Already, Another, Kept, Outcome, Refused, Waiting
from play.memory import Callback, Memory, Part, TopicSent
from store.numbers import tail_of

DAY = timedelta(seconds=TEXTS.within)
Wish = phone.Wish | text.KeepCallback | text.WithdrawCallback
Granted = tuple[Memory, Outcome]


def grant(memory: Memory, hours: Hours, wish: Wish, wisher: Asked) -> tuple[Memory, Outcome | text.TakenBack]:
    """Grant or refuse the request of the person `wisher` as the store would; give new memory and answer."""
    match wish:
        case phone.KeepMessage():
            return replace(memory, messages=memory.messages + 1), Kept()
        case phone.DropMessage():
            return replace(memory, messages=memory.messages - 1), Kept()
        case phone.OwnCallback(ends, other):
            return _end_callback(memory, wisher, other) if ends else (memory, _waiting(memory, wisher))
        case text.WithdrawCallback(one):
            return _withdraw_one(memory, wisher) if one else _withdraw(memory, wisher.own)
        case _ if not wisher.number:
            return memory, Refused("no_number")
        case phone.SendText(topic):
            return send_topic(memory, topic, wisher)
        case text.KeepCallback(instead=wrong) if wrong:
            return _keep_instead(memory, hours, wisher, wisher.own if wrong == text.OWN else wrong)
        case phone.KeepCallback(best=best) | text.KeepCallback(best=best):
            return _keep_callback(memory, hours, wisher, best)


def _keep_callback(memory: Memory, hours: Hours, wisher: Asked, best: Best = "any") -> Granted:
    """Promise a call-back on the first day with room, or refuse it; all who ask for a number share one."""
    waiting = memory.callback_of(wisher.number) or Callback(wisher.number, ())
    mine = waiting.asked_by(wisher.who)
    if mine and not wisher.another:
        left = tuple(one for one in memory.callbacks if one is not waiting)
        kept = replace(memory, callbacks=(*left, waiting.wished(mine, wisher, best)))
        return kept, (Kept if mine.is_of(wisher, best) else Already)(mine.due)
    tail = tail_of(wisher.number)
    if mine:
        return memory, Kept(mine.due, True, wisher.number, tail, full=_is_full(memory, wisher))
    if wisher.another and not may_ask(memory, wisher):
        return memory, Refused("others")
    if (due := _day_with_room(memory, hours, wisher)) is None:
        return memory, Refused("full")
    new = Callback(wisher.number, (*waiting.parts, Part(wisher, due, best)))
    kept = replace(memory, callbacks=(*(one for one in memory.callbacks if one is not waiting), new))
    full = wisher.another and _is_full(kept, wisher)
    return kept, Kept(due, wisher.another, wisher.number, tail, full=full)


def _keep_instead(memory: Memory, hours: Hours, wisher: Asked, wrong: str) -> Granted:
    """Promise a call-back in place of the one that this person was promised for the number `wrong`.

    If the new call-back is refused, the old one stays.
    """
    if wrong == wisher.number:
        return _keep_callback(memory, hours, wisher)
    new, outcome = _keep_callback(_leave(memory, wrong, wisher.who), hours, wisher)
    return (memory if isinstance(outcome, Refused) else new), outcome


def _leave(memory: Memory, number: str, who: str) -> Memory:
    """Remove the asker `who` (`Asked.who`) from the call-back to `number`; give the new memory."""
    left = [
        replace(one, parts=tuple(part for part in one.parts if part.wisher.who != who))
        if one.number == number
        else one
        for one in memory.callbacks
    ]
    return replace(memory, callbacks=tuple(one for one in left if one.parts))


def _waiting(memory: Memory, wisher: Asked) -> Outcome:
    """The open call-backs of a caller: to the caller's own number, and those asked for other numbers."""
    own, others = memory.callback_of(wisher.own), asked_for_others(memory, wisher.who)
    heard = tuple(_as_heard(one, wisher.who) for one in others)
    return Waiting(own.due, heard, best=own.parts[0].best) if own else Waiting(others=heard)


def _as_heard(one: Callback, who: str) -> Another:
    """What its asker `who` hears of a call-back to another number: its last digits and the promised time."""
    part = one.asked_by(who)
    return Another(_code(one.number), tail_of(one.number), part.due if part else one.due)


def _code(number: str) -> int:
    """A code that identifies a number in a played call."""
    return crc32(number.encode()) % HIGHEST_CODE


def _end_callback(memory: Memory, wisher: Asked, other: int = 0) -> Granted:
    """End the call-back to the caller's own number or, if `other` is not 0, that with the code `other`."""
    own, who = wisher.own, wisher.who
    if other:
        found = [one.number for one in asked_for_others(memory, who) if _code(one.number) == other]
        return (_leave(memory, found[0], who), Kept()) if found else (memory, Refused("none"))
    waiting = memory.callback_of(own)
    if not waiting:
        return memory, Refused("none" if own else "no_number")
    return replace(memory, callbacks=tuple(one for one in memory.callbacks if one is not waiting)), Kept()


def asked_for_others(memory: Memory, who: str) -> tuple[Callback, ...]:
    """The open call-backs to other numbers that `who` (`Asked.who`) asked for; the one due last comes first.

    Only open ones count towards the limit in a play, because there only the asker can end a call-back.
    """
    found = [(one, part) for one in memory.callbacks if (part := one.asked_by(who)) and part.wisher.another]
    return tuple(
        one
        for one, part in sorted(found, key=lambda each: (each[1].due, tail_of(each[0].number)), reverse=True)
    )


def may_ask(memory: Memory, wisher: Asked, instead: str = "") -> bool:
    """Whether the limit (R49) lets `wisher` ask for a call-back to `wisher.keyed` ("": to a new number).

    The call-back to the number `instead` is not counted: it would be replaced. A call-back to `wisher.own`,
    or to a number that `wisher` has asked for already, is always allowed.
    """
    if wisher.keyed == wisher.own and wisher.own:
        return True
    asked = asked_for_others(memory, wisher.who)
    most = CALLBACKS_TO_OTHERS.of(withheld=not wisher.own)
    left = [one for one in asked if one.number != instead]
    return len(left) < most or wisher.keyed in [one.number for one in asked]


def _is_full(memory: Memory, wisher: Asked) -> bool:
    """Whether this person, who shows a number, has asked for as many call-backs to others as allowed."""
    most = CALLBACKS_TO_OTHERS.of(withheld=False)
    return bool(wisher.own) and len(asked_for_others(memory, wisher.who)) >= most


def _day_with_room(memory: Memory, hours: Hours, wisher: Asked) -> datetime | None:
    """The first day of `due_days` with room for a call-back that `wisher` asks for; None if all are full."""
    places = [place for one in memory.callbacks for place in one.places]
    pool, most = Part(wisher, wisher.now).pool, hours.callbacks_a_day
    days = due_days(hours, wisher.now)
    share = shares(days, most, not wisher.own) if wisher.another else (most,) * len(days)
    for day, part in zip(days, share, strict=False):
        taken = [of for at, of in places if at == day.date()]
        if len(taken) < most and (pool == "own" or taken.count(pool) < part):
            return day
    return None


def _withdraw(memory: Memory, number: str) -> tuple[Memory, text.TakenBack]:
    """Drop the call-back to `number`, and the call-backs that its owner asked for other numbers.

    A call-back to another number stays if somebody else asked for it too. Gives the new memory, and what was
    dropped.
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


def _withdraw_one(memory: Memory, wisher: Asked) -> tuple[Memory, text.TakenBack]:
    """Drop the call-back to this person's own number or, if they name another, their request for that one."""
    if not wisher.another:
        left, outcome = _end_callback(memory, wisher)
        return left, text.TakenBack(outcome == Kept(), others=False)
    asked = wisher.number in [one.number for one in asked_for_others(memory, wisher.who)]
    return _leave(memory, wisher.number, wisher.who), text.TakenBack(False, asked, one=True)


def send_topic(memory: Memory, topic: str, wisher: Asked) -> Granted:
    """Play that a topic is texted to the number of `wisher`; give the new memory, and Kept or Refused.

    To the asker's own number it is Refused if that wants no texts, is blocked, or had three topics in a day
    (24 hours from the first). To another's number it is Kept even then, to reveal nothing, and Refused only
    at a limit (R49): "others" or "together". A call sends a topic to a number only once.
    """
    new = TopicSent(wisher, topic)
    if not wisher.another:
        return _send(memory, new)
    if not any(new.is_like(one) for one in memory.spent):
        if spent := _has_spent_all(memory, wisher):
            return memory, Refused(spent)
        memory = _send(replace(memory, spent=(*memory.spent, new)), new)[0]
    return memory, Kept(another=True)


def _has_spent_all(memory: Memory, wisher: Asked) -> Literal["", "others", "together"]:
    """The limit on texts to others that is used up: "others" (this person's), "together" (all), or ""."""
    theirs = [one.wisher.now for one in memory.spent if one.wisher.who == wisher.who]
    if _in_a_day(theirs, wisher.now) >= TEXTS_TO_OTHERS.of(withheld=not wisher.own):
        return "others"
    together = [one.wisher.now for one in memory.spent if not one.wisher.own]
    is_gone = not wisher.own and _in_a_day(together, wisher.now) >= TEXTS_OF_WITHHELD.most
    return "together" if is_gone else ""


def _send(memory: Memory, new: TopicSent) -> Granted:
    """Send a topic by text if its number may get one more; give the new memory, and Kept or Refused.

    Texts that a number asked for itself are counted apart from texts that others had sent to it.
    """
    wisher = new.wisher
    if any(new.is_like(one) for one in memory.sent):
        return memory, Kept()
    for refused, people in (("opted_out", memory.opted_out), ("blocked", memory.blocked)):
        if wisher.number in people:
            return memory, Refused(refused)
    alike = [one.wisher for one in memory.sent if one.wisher.another == wisher.another]
    if _in_a_day([one.now for one in alike if one.number == wisher.number], wisher.now) >= TEXTS.most:
        return memory, Refused("too_many")
    return replace(memory, sent=(*memory.sent, new)), Kept()


def _in_a_day(moments: list[datetime], now: datetime) -> int:
    """Count those of `moments` (oldest first) that are in the day that runs at `now`; 0 if none runs.

    The first moment begins a day of 24 hours. The first moment after its end begins the next day (R32).
    """
    day: list[datetime] = []
    for at in moments:
        day = [*day, at] if day and at < day[0] + DAY else [at]
    return len(day) if day and now < day[0] + DAY else 0


def standing(memory: Memory, number: str) -> text.Stands | Refused:
    """The state of the open call-back to a number, with its due time; Refused("none") if it has none.

    The state says that 0 calls were tried, because in a play nobody is rung.
    """
    waiting = memory.callback_of(number)
    return text.Stands(waiting.due, 0, best=waiting.parts[0].best) if waiting else Refused("none")
