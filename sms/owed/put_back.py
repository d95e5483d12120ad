"""Hears, after a call was taken back, that it is wanted again."""

from menus.matcher.answers import Careful, Command, Found, Match, Urgent, Worried
from menus.matcher.utterance import says, says_unguarded
from menus.phrasing.clauses import clauses
from sms.model import Texted
from sms.owed.unwanted import speaks_of_calls, wants_call
from sms.replies import short
from sms.replies.thread import Thread

# Commands that are obeyed: none of them asks for the call again.
OBEYED = ("NOCALL", "WHY", "PRIVACY", "HELP", "HELPME", "CALLME", "THANKS")


def is_wanted(thread: Thread, event: Texted, words: str, found: Match) -> bool:
    """Whether a text wants a call after all, and our last text said that this call is cancelled.

    If our last text was the reply to danger, the text must also name the call. `words` are those of the text,
    and `found` is their meaning. False if we owe the texter a call.
    """
    last = thread.talk.last
    if last not in (*short.OFF, short.DANGER) or event.callback_open or event.opted_out or thread.talk.asks:
        return False
    if asks_whether(thread, words):
        return False
    obeyed = isinstance(found, Command) and found.name in OBEYED
    if obeyed or isinstance(found, Careful | Urgent | Worried):
        return False
    if isinstance(found, Found) and not speaks_of_calls(thread, words):
        return False
    asks = wants_call(thread, words) and speaks_of_calls(thread, words)
    plainly = last != short.DANGER or asks  # what is unclear after danger is of that
    return plainly and says(thread.language, words, "put_back")


def asks_whether(thread: Thread, words: str) -> bool:
    """Whether a text only asks if a call comes or is cancelled: "is it off", "will you ring".

    False if another clause of the text wants the call again.
    """
    rest = (one.text for one in clauses(words) if not says(thread.language, one.text, "asks_if"))
    wants = any(says(thread.language, one, "put_back") for one in rest)
    return not wants and says_unguarded(thread.language, words, "asks_if")
