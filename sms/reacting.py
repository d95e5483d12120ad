"""What a reaction gets: nothing, unless we wait for words, or somebody may be in danger (R47)."""

from menus.answers import Urgent
from menus.matching import match
from sms import callback
from sms.model import Reply
from sms.quoting import Said
from sms.short import AGAIN, ALARMED, URGENT, urgent
from sms.thread import Thread

CHOICES = {callback.WHOSE: 2, callback.RIGHT: 2, callback.TIME: 4}


def reacted(thread: Thread, said: Said) -> Reply:
    """The reply to a reaction with nothing written behind it."""
    talk = thread.talk
    if said.theirs:
        found = match(thread.language, said.theirs)
        if isinstance(found, Urgent):
            return urgent(thread, found)
    if not said.undone and talk.last != AGAIN and (said.urgent or talk.last == URGENT):
        return urgent(thread, Urgent("body"), AGAIN)
    if talk.asks == callback.NUMBER:
        return thread.say("callback_number", talk, "reaction")
    choices = CHOICES.get(talk.asks, len(talk.options) if talk.asked else 0)
    if choices and talk.last not in ALARMED:
        *first, last = map(str, range(1, choices + 1))
        told = thread.language.text["or"].join((", ".join(first), last)) if first else last
        return thread.say("reaction", talk, choices=told)
    return Reply("", talk, "reaction")
