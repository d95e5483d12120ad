"""Ends the call of who texts NOCALL and may mean to be dead by then, and answers the doubt first (R30)."""

from dataclasses import replace

from counted import names as counted
from menus.matcher.alarms import alarm_in
from menus.matcher.answers import Match, Urgent
from menus.matcher.utterance import says, without
from menus.phrasing.lexicon import lexicon
from menus.phrasing.reading import read
from sms import limits
from sms.model import Reply, TakenBack, Talk, Texted, WithdrawCallback
from sms.owed.unwanted import says_nocall
from sms.replies import short
from sms.replies.thread import Thread

DESPAIR = Urgent("despair")
DOUBT = "gone_by_then"


def take_back(thread: Thread, event: Texted, words: str, found: Match) -> Reply | None:
    """The reply to "nocall ill be gone by then": the store takes the call back; None for any other text.

    NOCALL is the word by which anybody may be safe from our call, who has fled as well, so that a mere doubt
    does not undo it. Words that are despair for themselves ("nocall i want to die") leave the call: None.
    """
    owed = event.callback_open or event.others_open
    grave = isinstance(found, Urgent) and found.kind == "despair"
    if not (owed and grave and says_nocall(thread, words)) or event.number_kind:
        return None
    data, rest = lexicon(thread.language), without(thread.language, words, (DOUBT,))
    doubt = says(thread.language, words, DOUBT) and alarm_in(data, read(data, rest))[1] is None
    return end_call() if doubt else None


def end_call() -> Reply:
    """A reply without words that has the store take back all calls, for somebody who may be in despair."""
    counts = (counted.alarm("despair", "text"),)
    return Reply("", Talk(last=short.ALARM), limits.URGENT, "", counts, WithdrawCallback(despair=True))


def tell(thread: Thread, asked: Reply, outcome: object, reply: Reply) -> Reply:
    """The reply to despair, which says that the call is taken back, if `end_call` made `asked`; else `reply`.

    If the store took nothing back, or did not answer, it says nothing of the call.
    """
    if not (isinstance(asked.wish, WithdrawCallback) and asked.wish.despair):
        return reply
    if isinstance(outcome, TakenBack) and (outcome.own or outcome.others):
        return thread.say("callback_withdrawn_despair", asked.talk, limits.URGENT)
    return replace(short.urgent_reply(thread, DESPAIR), counts=())
