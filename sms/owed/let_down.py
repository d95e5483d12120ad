"""Answers complaints that nobody rang: how the call stands, that we are late, or that none is saved."""

from menus.matcher.answers import Careful, Command, Found, Match, Nothing, Unsure, Urgent, Worried
from menus.matcher.matching import match
from menus.matcher.times import when
from menus.matcher.utterance import says, without
from menus.model import HELPLINE
from sms.model import Reply, Texted
from sms.owed.unwanted import ends_texts, hear, says_nocall
from sms.replies import callback, short
from sms.replies.thread import Thread

# Commands for which a complaint may be taken. An end of our texts is none: it is always obeyed.
TAKEN_FOR = ("CALLME", "MISSED")
ENDS = (Command("STOP"), Command("SLIP"))


def tell(thread: Thread, event: Texted, words: str, found: Match) -> Reply | None:
    """The reply to a complaint that nobody rang; None for any other text, and for one that wants no call.

    It has no words yet, and the store looks up the call. Trouble, and whatever else the text asks for or
    ends, is answered first. So is whatever follows an alarm, or names a time while our question is open.
    """
    other = event.number_kind or short.alarm_of(thread.talk.last) or _answers(thread, words)
    if other or not says(thread.language, words, "let_down") or not _may_be_it(thread, event, words, found):
        return None
    if says_nocall(thread, words) or ends_texts(thread, words) or hear(thread, words).off:
        return None
    if event.others_open and not (event.callback_open and not says(thread.language, words, "somebody")):
        return callback.look_up_others(thread)
    return callback.look_up_missed(thread)


def _answers(thread: Thread, words: str) -> bool:
    """Whether a text names a time while we ask about a call: it may answer our question."""
    said = when(thread.language, thread.pack.hours, words)
    return bool(thread.talk.asks and (said.best or said.day or said.shut))


def _may_be_it(thread: Thread, event: Texted, words: str, found: Match) -> bool:
    """Whether a text with a complaint, of the meaning `found`, is nothing more than the complaint.

    What the text means without its complaint tells: it may be no trouble, no end of our texts, and no topic
    that is the meaning of the whole text, too. Trouble in the whole text may be the complaint itself, as in
    "I feel let down", and is never taken for one.
    """
    beside = match(thread.language, without(thread.language, words, ("let_down",)))
    if beside in ENDS or any(isinstance(one, Urgent | Worried | Careful) for one in (found, beside)):
        return False
    if isinstance(found, Found):
        owed = event.callback_open or event.others_open > 0
        return beside != found and (owed or found.topic == HELPLINE)
    if isinstance(found, Command):
        return found.name in TAKEN_FOR
    return isinstance(found, Unsure) or (isinstance(found, Nothing) and found.kind != "automatic")
