"""Ends our texts, and the calls that we owe too, for people who want neither (R28, R49)."""

from dataclasses import replace

from menus.matcher.answers import Command, Match
from menus.matcher.utterance import says
from sms import limits
from sms.model import Reply, TakenBack, Talk, Texted, WithdrawCallback
from sms.owed.gone import is_asker_gone, tells_of_death
from sms.owed.unwanted import ends_texts
from sms.replies import short
from sms.replies.thread import Thread


def end_both(thread: Thread, event: Texted, words: str, found: Match) -> Reply | None:
    """A reply without words that has the store end our texts and calls; None if the text does not want both.

    A text like "stop texts and calls" wants both. So does a text that ends our texts because the person who
    asked for the call has died. `words` are those of the text, and `found` is their meaning.
    """
    gone = is_asker_gone(thread, words) and ends_texts(thread, words)
    both = gone or says(thread.language, words, "texts_and_calls")
    if found != Command("STOP") or not both or event.opted_out or event.number_kind:
        return None
    talk = Talk(last=short.alarm_of(thread.talk.last))
    return Reply("", talk, limits.STOP, "out", wish=WithdrawCallback(gone=tells_of_death(thread, words)))


def end_texts(thread: Thread, event: Texted) -> Reply:
    """The reply to STOP. It also says that we are sorry, or whom to ask to have what we hold erased.

    It does so if the text tells of a death, or asks for that ("delete my number and everything you hold").
    """
    told = short.stop(thread, own=event.callback_open, others=event.others_open > 0)
    if tells_of_death(thread, event.body):
        return thread.say_first("sorry_for_loss", told)
    return thread.say_first("stop_erase", told) if says(thread.language, event.body, "PRIVACY") else told


def tell(thread: Thread, asked: Reply, outcome: object, reply: Reply) -> Reply:
    """The reply that our texts and calls end, if `end_both` made `asked`; otherwise `reply`.

    If the store did not answer, it says that our texts end and that the call still comes.
    """
    if not (asked.kind == limits.STOP and isinstance(asked.wish, WithdrawCallback)):
        return reply
    if isinstance(outcome, TakenBack):
        told = thread.say("stop_withdrawn", asked.talk, limits.STOP)
    else:
        told = thread.say("stop_callback", asked.talk, limits.STOP)
    if asked.wish.gone:
        told = thread.say_first("sorry_for_loss", told)
    return replace(told, counts=(), opt="out")
