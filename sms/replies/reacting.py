"""The reply to a reaction ("Liked …"): none, unless a question is open or there may be danger (R47)."""

from menus.due import TIMES
from menus.matcher.answers import Careful, Command, Found, Match, Urgent, Worried
from menus.matcher.matching import match
from sms.model import Reply
from sms.replies import callback
from sms.replies.quoting import Body
from sms.replies.short import ALARM_AGAIN, ALARMED, urgent_reply
from sms.replies.thread import Thread

CHOICES = {callback.WHOSE: 2, callback.RIGHT: 2, callback.TIME: len(TIMES)}
# Said to nobody in particular, or an answer to a question that the quoted text was not asked.
IDLE = ("YES", "NO", "THANKS", "SLIP")


def _deserves_answer(found: Match, foreign: bool) -> bool:
    """Whether the quoted words of a reaction need an answer; `found` is their meaning to the matcher.

    An emergency always does. A topic, care with a medicine, a worry and most commands need an answer only if
    no word of the quotation is ours (`foreign`).
    """
    match found:
        case Urgent():
            return True
        case Found() | Careful() | Worried():
            return foreign
        case Command(name):
            return foreign and name not in IDLE
    return False


def match_quotation(thread: Thread, body: Body) -> Match | None:
    """The matcher's meaning of the words that a reaction quotes; None if these need no answer.

    None, too, if `body` is no reaction, or one that was taken back.
    """
    found = match(thread.language, body.theirs) if body.theirs and not body.undone else None
    return found if found and _deserves_answer(found, body.foreign) else None


def reply_to_reaction(thread: Thread, body: Body) -> Reply:
    """The reply to a reaction to which the writer added no words.

    A reaction to an emergency text of ours gets the emergency reply, once. If a question of ours is open, the
    reply says how to answer it. To any other reaction the reply is without words, so nothing is sent.
    """
    talk = thread.talk
    if not body.undone and talk.last != ALARM_AGAIN and (body.urgent or talk.last in ALARMED):
        return urgent_reply(thread, Urgent("body"), ALARM_AGAIN)
    if talk.last in ALARMED:
        return Reply("", talk, "reaction")
    if talk.asks == callback.NUMBER:
        return callback.or_own(thread, thread.say("callback_number", talk, "reaction"))
    choices = CHOICES.get(talk.asks, len(talk.options) if talk.asked else 0)
    if choices:
        *first, last = map(str, range(1, choices + 1))
        listed = thread.language.text["or"].join((", ".join(first), last)) if first else last
        return thread.say("reaction", talk, choices=listed)
    return Reply("", talk, "reaction")
