"""The time to ring a person: found in a request for a call-back, and in answers to our questions."""

from dataclasses import replace

from menus.matcher.answers import Command, Found, Match
from menus.matcher.times import When, when
from menus.matcher.utterance import says
from sms.model import Reply
from sms.replies import callback
from sms.replies.short import ALARMED
from sms.replies.thread import Thread


def hear(thread: Thread, words: str) -> tuple[Thread, When]:
    """Find the time to ring in `words`; give the thread with the time of day noted, and what the words say.

    The time of day is noted in `Talk.best`. It replaces a time noted earlier. If the words name none, the
    earlier one stays while a question about a call-back is open, and is dropped otherwise. While a question
    is open, words that may be about something else give an empty `When`, and change nothing. While we ask at
    what time to ring, nothing is noted: the words are the answer.
    """
    asks = thread.talk.asks
    said = when(thread.language, thread.pack.hours, words, asked=asks == callback.TIME)
    said = replace(said, day=said.day or says(thread.language, words, "that_soon"))
    if asks and not said.clear:
        return thread, When()  # "I am out of the office until Monday"
    if asks == callback.TIME:
        return thread, said
    known = thread.talk.best if asks else ""
    return replace(thread, talk=replace(thread.talk, best=said.best or known)), said


def take(thread: Thread, said: When, found: Match) -> Reply | None:
    """The reply to words that name a time, while a question of ours about a call-back is open.

    `said` is the time in the words, `found` is their meaning. If we asked at what time to ring, a time of day
    answers this. Otherwise we ask the open question again: the time of day is noted already (by `hear`), and
    nobody can choose a day or an hour. None if the words name no time. None, too, if they mean a topic, or if
    they are a command after an emergency text of ours.
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
