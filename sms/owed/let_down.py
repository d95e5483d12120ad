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

# Commands for which a complaint may be taken: "you never rang" is no wish to end anything.
TAKEN_FOR = ("CALLME", "MISSED", "SLIP", "NO", "HELPME", "STOP")


def tell(thread: Thread, event: Texted, words: str, found: Match) -> Reply | None:
    """The reply to a complaint that nobody rang; None for any other text, and for one that wants no call.

    The reply has no words yet: first the store looks up the call. None, too, if other functions answer the
    text first: if it tells of trouble beside the complaint, follows an alarm, or names a time while a
    question of ours is open.
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
    """Whether a text that complains may be answered as a complaint although its meaning is `found`.

    A worry of the second ear (a small model) counts for nothing if it comes from the complaint alone.
    """
    owed = event.callback_open or event.others_open > 0
    if found == Worried("ear"):
        return not _is_trouble(thread, words)
    if isinstance(found, Found):
        return owed or found.topic == HELPLINE
    if isinstance(found, Command):
        return found.name in TAKEN_FOR
    return isinstance(found, Unsure) or (isinstance(found, Nothing) and found.kind != "automatic")


def _is_trouble(thread: Thread, words: str) -> bool:
    """Whether the text without its complaint still sounds like trouble."""
    rest = without(thread.language, words, ("let_down",))
    return isinstance(match(thread.language, rest), Urgent | Worried | Careful)
