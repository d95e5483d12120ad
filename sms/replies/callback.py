"""Replies about a call-back: which number, what time of day, and what was promised (R38)."""

from dataclasses import replace
from datetime import datetime

from counted import names as counted
from menus import words
from menus.due import TIMES
from menus.outcome import Already, Kept, Outcome, Refused
from sms import limits
from sms.model import KeepCallback, LookUp, Reply, Stands, TakenBack, Talk, WithdrawCallback
from sms.replies.thread import Thread

WHOSE, NUMBER, RIGHT, TIME = "whose", "number", "right", "time"
KIND = "callback"
# Questions that a phone number answers.
ASKING = (WHOSE, NUMBER, RIGHT)

# What NOCALL ended: the call-back to their own number, and what they asked for others.
WITHDRAWN = {
    (True, False): "callback_withdrawn",
    (False, True): "callback_withdrawn_others",
    (True, True): "callback_withdrawn_all",
    (False, False): "callback_none",
}
AMISS = {
    "two": "callback_two_numbers",
    "letters": "callback_letters",
    "short": "callback_too_short",
    "long": "callback_too_long",
}


def ask(thread: Thread) -> Reply:
    """The reply to CALLME: the question whether to ring the number they text from, or another."""
    return thread.say("callback_whose", Talk(asks=WHOSE), KIND)


def ask_number(thread: Thread) -> Reply:
    """The question which number to ring, where we cannot ring theirs or they want another."""
    return thread.say("callback_number", Talk(asks=NUMBER), KIND)


def choose(thread: Thread, number: int) -> Reply | None:
    """The reply to 1, 2 … where it answers our question about a call-back; None where it does not."""
    match thread.talk.asks, number:
        case ("whose", 1) | ("right", 1):
            return _ask_time(thread)
        case ("whose", 2) | ("right", 2):
            return ask_number(thread)
        case "time", n if 1 <= n <= len(TIMES):
            return Reply("", thread.talk, KIND, wish=KeepCallback(TIMES[n - 1]))
    return None


def _ask_time(thread: Thread) -> Reply:
    """The question at what time of day it is best to ring."""
    return thread.say("callback_time", replace(thread.talk, asks=TIME), KIND)


def agree(thread: Thread) -> Reply | None:
    """The reply to YES: we ring the number that they text from, or the one that we read back, and ask when.

    Where our open question is another one, which YES does not answer, it is asked again.
    """
    return choose(thread, 1) if thread.talk.asks in (WHOSE, RIGHT) else ask_again(thread, "YES")


def ask_again(thread: Thread, said: str) -> Reply | None:
    """The open question once more; None where NO declines the call-back.

    NO to a number that we read back gets the question which number to ring.
    """
    match thread.talk.asks, said:
        case "right", "NO":
            return ask_number(thread)
        case _, "NO":
            return None
        case "right", _:
            return thread.say("callback_right", thread.talk, KIND)
        case "time", _:
            return _ask_time(thread)
        case "number", _:
            return ask_number(thread)
    return ask(thread)


def take_own_number(thread: Thread) -> Reply:
    """The reply to "this one": we will ring the number that they text from, and ask at what time."""
    return _ask_time(replace(thread, talk=replace(thread.talk, held="")))


def take_number(thread: Thread, kind: str, held: str) -> Reply:
    """The reply to a phone number: it is read back to be confirmed, or we say why we cannot ring it."""
    if kind not in ("mobile", "landline"):
        return thread.say(AMISS.get(kind, "callback_bad_number"), replace(thread.talk, asks=NUMBER), KIND)
    return thread.say("callback_right", replace(thread.talk, asks=RIGHT, held=held), KIND)


def look_up_missed(thread: Thread) -> Reply:
    """A silent reply with the wish to look up their call-back: they missed it, or it did not come."""
    return Reply("", thread.talk, "missed", wish=LookUp(past=True))


def _tell_standing(thread: Thread, asked: Reply, found: Stands | TakenBack | Outcome) -> Reply:
    """The reply on how their call-back stands; where there is none, we offer one, but not to a machine."""
    talk = thread.talk
    match found:
        case Stands(None):
            return thread.say("callback_rung_twice", talk, "missed")
        case Stands(due, tries, ringing):
            name = "callback_ringing" if ringing else "callback_rung_once" if tries else "callback_waits"
            return thread.say(name, talk, "missed", due=_due_words(thread, due))
    if asked.kind == "automatic":
        return asked
    return thread.say("away", talk) if found == Refused("away") else ask(thread)


def withdraw(thread: Thread) -> Reply:
    """A silent reply to NOCALL, with the wish to drop the call-back."""
    return Reply("", thread.talk, "nocall", wish=WithdrawCallback())


def tell_outcome(thread: Thread, asked: Reply, outcome: Outcome | Stands | TakenBack) -> Reply:
    """The reply that tells what the store made of a wish: promised, withdrawn, or not possible."""
    silent = replace(asked, wish=None, counts=())
    if asked.kind == "opted_out":
        return silent
    if isinstance(asked.wish, LookUp):
        return _tell_standing(thread, silent, outcome)
    talk = Talk()
    match outcome:
        case TakenBack(own, others):
            return thread.say(WITHDRAWN[own, others], talk, "nocall")
        case _ if isinstance(asked.wish, WithdrawCallback):
            return thread.say("wish_failed", talk, "nocall")
        case Kept(due, another):
            name = "callback_kept_another" if another else "callback_kept"
            reply = thread.say(name, talk, limits.PROMISE, due=_due_words(thread, due))
            became = counted.callback("kept")
        case Already(due):
            reply = thread.say("callback_already", talk, KIND, due=_due_words(thread, due))
            became = counted.callback("already")
        case Refused("full"):
            reply, became = thread.say("callback_full", talk, KIND), counted.callback("full")
        case Refused("others"):
            reply, became = thread.say("callback_others", talk, KIND), counted.callback("others")
        case _:
            reply, became = thread.say("wish_failed", thread.talk, KIND), counted.callback("failed")
    return replace(reply, counts=(became,))


def _due_words(thread: Thread, due: datetime | None) -> str:
    """The moment by which we ring, as a text writes it; "" if it is not known."""
    return words.due_text(thread.language, thread.pack.hours, thread.now, due) if due else ""
