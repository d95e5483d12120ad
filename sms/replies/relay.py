"""Being rung by Relay UK: heard beside a request for a call-back, and in answer to our questions about it."""

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
    """The thread in which it is known whether the call-back is to come by Relay UK, as the words say.

    What was said for the one promised just before holds where that one is put right, and for no further one.
    """
    language, talk = thread.language, thread.talk
    goes_on = bool(talk.asks) or says(language, words, "correction")
    heard = says(language, words, LIST) or (talk.relay and goes_on and not says(language, words, UNWANTED))
    return replace(thread, talk=replace(talk, relay=heard))


def take(thread: Thread, words: str) -> Reply | None:
    """The reply to words of the relay alone: they settle our question, or it is asked again.

    None for words that are of something else too.
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
