"""Answers people who ask whether a call comes, or is cancelled, while no call for them is saved."""

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
    """The reply that nobody will ring, to a text that asks whether we will; None for any other text.

    The reply asks nothing, so a number in the next text saves no call. If our last text was the reply to
    danger, this reply says first whom to ring in danger.
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
