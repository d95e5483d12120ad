"""Tells people at our first question that they may not ask for another number to be rung (R49)."""

from dataclasses import replace

from counted import names as counted
from sms.model import Reply, Talk
from sms.replies.callback import KIND, NUMBER, RIGHT, TIME, WHOSE
from sms.replies.thread import Thread

# Our last text said that they may ask for no further number (`Talk.last`).
ENOUGH = "enough"


def asked_about(reply: Reply) -> str | None:
    """The number, encrypted, that the person may ask us to ring by answering the question in `reply`.

    It is "" if the number is not known yet, and None if no answer can lead to a call-back to another number.
    The call-back may replace the one just promised (`Talk.promised`).
    """
    if reply.kind != KIND:
        return None
    return {WHOSE: "", NUMBER: "", RIGHT: reply.talk.held}.get(reply.talk.asks)


def tell_bound(thread: Thread, asked: Reply) -> Reply:
    """The reply that replaces our question about a call-back, for people who may name no more numbers (R49).

    `asked` is the reply with this question. "Whose number?" is replaced by an offer to ring the person's own
    number. Otherwise the reply says that no other number can be rung. A question that was open before stays
    open: whether a number is right, what time, or "Whose number?". But the second time that we say this,
    "Whose number?" does not stay open.
    """
    before = thread.talk
    goes_on = before.asks in (RIGHT, TIME) or (before.asks == WHOSE and before.last != ENOUGH)
    if asked.talk.asks == WHOSE and before.asks not in (RIGHT, TIME):
        return thread.say("callback_whose_own", asked.talk, KIND)
    if goes_on:
        told = thread.say("callback_others_open", replace(before, last=ENOUGH), KIND)
    else:
        told = thread.say("callback_others", Talk(), KIND)
    return replace(told, counts=(*asked.counts, counted.callback("others")))
