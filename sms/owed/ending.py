"""Ends both our texts and the call that we owe, for who wants neither (R28, R49)."""

from dataclasses import replace

from menus.matcher.answers import Command, Match
from menus.matcher.utterance import says
from sms import limits
from sms.model import Reply, TakenBack, Talk, Texted, WithdrawCallback
from sms.owed.gone import is_asker_gone
from sms.owed.unwanted import ends_texts
from sms.replies import short
from sms.replies.thread import Thread


def end_both(thread: Thread, event: Texted, words: str, found: Match) -> Reply | None:
    """The reply to "stop texts and calls": without words, it has the store end both; None for other texts.

    So it does where the person who asked for the call has died, and our texts are to stop, which they name or
    have an exact word for. `words` are those of the text, `found` their meaning.
    """
    gone = is_asker_gone(thread, words) and ends_texts(thread, words)
    both = gone or says(thread.language, words, "texts_and_calls")
    if found != Command("STOP") or not both or event.opted_out or event.number_kind:
        return None
    talk = Talk(last=short.alarm_of(thread.talk.last))
    return Reply("", talk, limits.STOP, "out", wish=WithdrawCallback())


def tell(thread: Thread, asked: Reply, outcome: object, reply: Reply) -> Reply:
    """The reply that confirms both, if `end_both` made `asked`; else `reply`.

    If the store could not be asked, it says that no more texts come, and that the call does.
    """
    if not (asked.kind == limits.STOP and isinstance(asked.wish, WithdrawCallback)):
        return reply
    if isinstance(outcome, TakenBack):
        told = thread.say("stop_withdrawn", asked.talk, limits.STOP)
    else:
        told = thread.say("stop_callback", asked.talk, limits.STOP)
    return replace(told, counts=(), opt="out")
