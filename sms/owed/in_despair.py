"""Ends the call to a texter whose NOCALL may tell of despair, and answers the despair first (R30)."""

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
    """The reply to "nocall ill be gone by then", which has the store take the call back; otherwise None.

    NOCALL keeps people safe from our call, such as people who have fled. So a text that may or may not tell
    of despair still ends the call. A text that surely does ("nocall i want to die") gives None: the call
    stays.
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
    """The reply to despair, if `end_call` made `asked`; otherwise `reply`.

    The reply to despair also says that the call is taken back, unless the store took none back or did not
    answer.
    """
    if not (isinstance(asked.wish, WithdrawCallback) and asked.wish.despair):
        return reply
    if isinstance(outcome, TakenBack) and (outcome.own or outcome.others):
        return thread.say("callback_withdrawn_despair", asked.talk, limits.URGENT)
    return replace(short.urgent_reply(thread, DESPAIR), counts=())
