"""Answers who asks whether a call comes, or is cancelled, where none is saved."""

from dataclasses import replace

from menus.matcher.answers import Careful, Command, Match, Urgent, Worried
from sms import limits
from sms.model import Reply, Texted
from sms.owed.put_back import asks_whether
from sms.owed.unwanted import speaks_of_calls
from sms.replies import short
from sms.replies.thread import Thread

# Commands that are obeyed, and no questions about a call.
OBEYED = ("NOCALL", "WHY", "PRIVACY", "HELP", "HELPME", "THANKS", "STOP", "START")


def tell(thread: Thread, event: Texted, words: str, found: Match) -> Reply | None:
    """The reply that nobody will ring, to who asks whether somebody will; None for any other text.

    It is no question of ours, so a number after it saves nothing. Straight after the reply to danger it comes
    with a number for that. That a call is off is not said: none was.
    """
    last, trouble = short.alarm_of(thread.talk.last), isinstance(found, Urgent | Worried | Careful)
    if trouble or event.number_kind or (isinstance(found, Command) and found.name in OBEYED):
        return None
    off = thread.talk.last in (*short.OFF, short.DANGER)
    after = off and asks_whether(thread, words)
    other = found in (Command("CALLME"), Command("MISSED"))  # a call that was missed is looked up
    plainly = not other and speaks_of_calls(thread, words) and asks_whether(thread, words)
    if not (after or plainly) or (last and last != short.DANGER):
        return None
    told = thread.say("callback_nobody", replace(thread.talk, asks=""), limits.URGENT if last else "missed")
    return thread.say_first("after_danger", told) if last else told
