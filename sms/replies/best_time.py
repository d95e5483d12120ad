"""When it suits them to be rung: heard beside a request for a call-back, and in answer to our questions."""

from dataclasses import replace

from menus.matcher.answers import Command, Found, Match
from menus.matcher.times import When, when
from sms.model import Reply
from sms.replies import callback
from sms.replies.short import ALARMED
from sms.replies.thread import Thread


def hear(thread: Thread, words: str) -> tuple[Thread, When]:
    """What the words say of when to ring, and the thread in which it is known.

    Of a call-back asked for anew nothing is known before.
    """
    asks = thread.talk.asks
    said = when(thread.language, thread.pack.hours, words, asked=asks == callback.TIME)
    if asks and not said.clear:
        return thread, When()  # "I am out of the office until Monday"
    if asks == callback.TIME:
        return thread, said
    known = thread.talk.best if asks else ""
    return replace(thread, talk=replace(thread.talk, best=said.best or known)), said


def take(thread: Thread, said: When, found: Match) -> Reply | None:
    """The reply to words of a time alone, while a question about a call-back is open; None if they say none.

    A time of day is the answer to when it is best to ring. At any other question it is noted, and that is
    asked once more; so it is where they name a day, or an hour at which nobody rings.
    """
    if thread.talk.last in ALARMED and isinstance(found, Command):
        return None
    if thread.talk.asks == callback.TIME and said.best:
        return callback.take_time(thread, said.best, day=said.day)
    says_so = (said.best or said.day or said.shut) and not isinstance(found, Found)
    return callback.ask_again(thread, "THANKS") if says_so else None


def tell(thread: Thread, said: When, reply: Reply) -> Reply:
    """The reply, which says first that nobody can choose the day, or when we ring, if they asked for another.

    A reply without words yet, and one that is no question about a call-back, is given back as it is.
    """
    if not reply.text or reply.kind != callback.KIND or not reply.talk.asks:
        return reply
    if said.shut:
        return thread.say_first("callback_shut", reply)
    return thread.say_first("callback_no_day", reply) if said.day else reply
