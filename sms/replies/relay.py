"""Call-backs by Relay UK: recognised in a request for a call-back, and in answers about it."""

from dataclasses import replace

from menus.due import TIMES
from menus.matcher.answers import Command, Nothing
from menus.matcher.matching import match
from menus.matcher.utterance import says, without
from sms.model import Reply
from sms.replies import callback
from sms.replies.thread import Thread

LIST, UNWANTED = "by_relay", "not_by_relay"


def hear(thread: Thread, words: str) -> Thread:
    """The thread, with a note of whether the call-back is to come by Relay UK, according to the words.

    An earlier wish for Relay UK holds while a question about the call-back is open, and when its number is
    corrected. It does not hold for another call-back.
    """
    language, talk = thread.language, thread.talk
    goes_on = bool(talk.asks) or says(language, words, "correction")
    heard = says(language, words, LIST) or (talk.relay and goes_on and not says(language, words, UNWANTED))
    return replace(thread, talk=replace(talk, relay=heard))


def take(thread: Thread, words: str) -> Reply | None:
    """The reply to a text that asks for Relay UK, while a question of ours about a call-back is open.

    If we asked at what time to ring, the wish for Relay UK counts as the answer. If we asked something else,
    a YES in the text answers our question; without a YES we ask it again. None if `words` do not ask for
    Relay UK, or say anything else that we understand besides YES.
    """
    if not says(thread.language, words, LIST):
        return None
    beside = match(thread.language, without(thread.language, words, (LIST,)))
    match beside:
        case Nothing("unknown"):
            return callback.choose(thread, len(TIMES) + 1) or callback.ask_again(thread, "YES")
        case Command("YES"):
            return callback.choose(thread, len(TIMES) + 1) or callback.agree(thread)
    return None
