"""Hears whether people ask if the helpline is open on a holiday (R34)."""

from menus.matcher.answers import Found, Match, Nothing, Unsure
from menus.matcher.utterance import says
from menus.model import HELPLINE
from sms.model import Reply
from sms.replies.short import ALARMED
from sms.replies.telling import helpline
from sms.replies.thread import Thread


def tell(thread: Thread, words: str, found: Match) -> Reply | None:
    """The reply with the next days on which the helpline keeps other hours than usual; None for other texts.

    The text must name a holiday, and ask for the helpline ("open new years day"): the matcher may say so
    (`found`), or the pack's list of such questions.
    """
    if thread.talk.last in ALARMED:
        return None
    machine = isinstance(found, Nothing) and found.kind == "automatic"
    if found == Found(HELPLINE):
        asks = says(thread.language, words, "holiday")
    else:
        unclear = isinstance(found, Nothing | Unsure) and not machine
        asks = unclear and says(thread.language, words, "holiday_hours")
    return helpline(thread, holiday=True) if asks else None
