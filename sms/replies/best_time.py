"""The time to ring a person: found in a request for a call-back, and in answers to our questions."""

from dataclasses import replace

from menus.matcher.answers import Command, Found, Match
from menus.matcher.times import When, when
from sms.model import Reply
from sms.replies import callback
from sms.replies.short import ALARMED
from sms.replies.thread import Thread


def hear(thread: Thread, words: str) -> tuple[Thread, When]:
    """The thread with a note of the time of day that `words` name, and what they say of when to ring.

    If no question about a call-back is open, a time noted earlier is dropped. If one is open, and the words
    may be about something else than when to ring, the `When` is empty, and nothing is noted. Nothing is noted
    either if the open question is at what time to ring.
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
    """The reply to words that say a time (`said`), while a question about a call-back is open.

    A time of day answers our question at what time to ring. At any other question the time is noted, and
    that question is asked again. If the words name only a day, or an hour at which nobody rings, the open
    question is asked again too. None if the words name no time, day or hour, or if their meaning (`found`) is
    a topic or, after an emergency text, a command.
    """
    if thread.talk.last in ALARMED and isinstance(found, Command):
        return None
    if thread.talk.asks == callback.TIME and said.best:
        return callback.take_time(thread, said.best, day=said.day)
    says_so = (said.best or said.day or said.shut) and not isinstance(found, Found)
    return callback.ask_again(thread, "THANKS") if says_so else None


def tell(thread: Thread, said: When, reply: Reply) -> Reply:
    """Return `reply`, with a sentence in front if `said` asks for what we cannot promise.

    The sentence says that nobody can choose the day, or at which hours we ring. A reply without words yet, or
    one that is no question about a call-back, is returned unchanged.
    """
    if not reply.text or reply.kind != callback.KIND or not reply.talk.asks:
        return reply
    if said.shut:
        return thread.say_first("callback_shut", reply)
    return thread.say_first("callback_no_day", reply) if said.day else reply
