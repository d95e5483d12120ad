"""What a reaction gets: nothing, unless we wait for words, or somebody may be in danger (R47)."""

from menus.due import TIMES
from menus.matcher.answers import Careful, Command, Found, Match, Urgent, Worried
from menus.matcher.matching import match
from sms.model import Reply
from sms.replies import callback
from sms.replies.quoting import Said
from sms.replies.short import AGAIN, ALARM, ALARMED, urgent
from sms.replies.thread import Thread

CHOICES = {callback.WHOSE: 2, callback.RIGHT: 2, callback.TIME: len(TIMES)}
# Said to nobody in particular, or an answer to a question that the quoted text was not asked.
IDLE = ("YES", "NO", "THANKS", "SLIP")


def asks(found: Match, foreign: bool) -> bool:
    """Whether what a reaction quotes is answered: an alarm beside our own words too, where `foreign` whatever
    asks for something.
    """
    match found:
        case Urgent():
            return True
        case Found() | Careful() | Worried():
            return foreign
        case Command(name):
            return foreign and name not in IDLE
    return False


def quoted(thread: Thread, said: Said) -> Match | None:
    """What the quotation of a reaction with nothing behind it asks for; None for nothing."""
    found = match(thread.language, said.theirs) if said.theirs and not said.undone else None
    return found if found and asks(found, said.foreign) else None


def reacted(thread: Thread, said: Said) -> Reply:
    """The reply to a reaction with nothing written behind it."""
    talk = thread.talk
    if not said.undone and talk.last != AGAIN and (said.urgent or talk.last == ALARM):
        return urgent(thread, Urgent("body"), AGAIN)
    if talk.asks == callback.NUMBER:
        return thread.say("callback_number", talk, "reaction")
    choices = CHOICES.get(talk.asks, len(talk.options) if talk.asked else 0)
    if choices and talk.last not in ALARMED:
        *first, last = map(str, range(1, choices + 1))
        told = thread.language.text["or"].join((", ".join(first), last)) if first else last
        return thread.say("reaction", talk, choices=told)
    return Reply("", talk, "reaction")
