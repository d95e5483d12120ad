"""The call-back by text: on which number, at what time of day, and what was promised (R38)."""

from dataclasses import replace
from datetime import datetime

from menus import words
from menus.due import TIMES
from menus.outcome import Already, Kept, Outcome, Refused
from sms.model import KeepCallback, LookUp, Reply, Stands, Talk, WithdrawCallback
from sms.replies.thread import Thread

WHOSE, NUMBER, RIGHT, TIME = "whose", "number", "right", "time"
KIND = "callback"
ASKING = (WHOSE, NUMBER, RIGHT)
"""Questions that a phone number answers."""

AMISS = {
    "two": "callback_two_numbers",
    "letters": "callback_letters",
    "short": "callback_too_short",
    "long": "callback_too_long",
}


def ask(thread: Thread) -> Reply:
    """CALLME: on the number they text from, or another?"""
    return thread.say("callback_whose", Talk(asks=WHOSE), KIND)


def ask_number(thread: Thread) -> Reply:
    """Which number we are to ring: theirs is none that we do, or they want another."""
    return thread.say("callback_number", Talk(asks=NUMBER), KIND)


def choose(thread: Thread, number: int) -> Reply | None:
    """A number that answers one of our questions; None where it is no answer to it."""
    match thread.talk.asks, number:
        case ("whose", 1) | ("right", 1):
            return ask_time(thread)
        case ("whose", 2) | ("right", 2):
            return ask_number(thread)
        case "time", n if 1 <= n <= len(TIMES):
            return Reply("", thread.talk, KIND, wish=KeepCallback(TIMES[n - 1]))
    return None


def ask_time(thread: Thread) -> Reply:
    """When is best to ring?"""
    return thread.say("callback_time", replace(thread.talk, asks=TIME), KIND)


def agreed(thread: Thread) -> Reply | None:
    """YES: the number they text from, or the one read back; where no yes is an answer, the question again."""
    return choose(thread, 1) if thread.talk.asks in (WHOSE, RIGHT) else again(thread, "YES")


def again(thread: Thread, said: str) -> Reply | None:
    """The question once more, to whoever only thanks; NO to a number that was read back asks for another.

    None where NO means that they want no call-back after all.
    """
    match thread.talk.asks, said:
        case "right", "NO":
            return ask_number(thread)
        case _, "NO":
            return None
        case "right", _:
            return thread.say("callback_right", thread.talk, KIND)
        case "time", _:
            return ask_time(thread)
        case "number", _:
            return ask_number(thread)
    return ask(thread)


def own(thread: Thread) -> Reply:
    """ "This one": the number that they text from."""
    return ask_time(replace(thread, talk=replace(thread.talk, held="")))


def numbered(thread: Thread, kind: str, held: str) -> Reply:
    """A phone number was texted where we asked for one: it is read back, unless we cannot ring it."""
    if kind not in ("mobile", "landline"):
        return thread.say(AMISS.get(kind, "callback_bad_number"), replace(thread.talk, asks=NUMBER), KIND)
    return thread.say("callback_right", replace(thread.talk, asks=RIGHT, held=held), KIND)


def missed(thread: Thread) -> Reply:
    """They had a call from us, or wonder why there was none: the store knows."""
    return Reply("", thread.talk, "missed", wish=LookUp(past=True))


def stands(thread: Thread, asked: Reply, told: Stands | Outcome) -> Reply:
    """What is true of their call-back; without one a machine's text gets nothing, a person is offered one."""
    talk = thread.talk
    match told:
        case Stands(None):
            return thread.say("callback_rung_twice", talk, "missed")
        case Stands(due, tries, ringing):
            name = "callback_ringing" if ringing else "callback_rung_once" if tries else "callback_waits"
            return thread.say(name, talk, "missed", due=by(thread, due))
    if asked.kind == "automatic":
        return asked
    return thread.say("away", talk) if told == Refused("away") else ask(thread)


def withdraw(thread: Thread) -> Reply:
    """NOCALL: the call-back is not wanted any more."""
    return Reply("", thread.talk, "nocall", wish=WithdrawCallback())


def told(thread: Thread, asked: Reply, outcome: Outcome | Stands) -> Reply:
    """What was promised or withdrawn, or that it could not be."""
    if asked.kind == "opted_out":
        return replace(asked, wish=None)
    if isinstance(asked.wish, LookUp):
        return replace(stands(thread, asked, outcome), wish=None)
    talk = Talk()
    if isinstance(asked.wish, WithdrawCallback):
        name = "callback_withdrawn" if isinstance(outcome, Kept) else "callback_none"
        return thread.say("wish_failed" if outcome == Refused("away") else name, talk, "nocall")
    match outcome:
        case Kept(due):
            return counted(thread.say("callback_kept", talk, due=by(thread, due)), "kept")
        case Already(due):
            return counted(thread.say("callback_already", talk, KIND, due=by(thread, due)), "already")
        case Refused("full"):
            return counted(thread.say("callback_full", talk, KIND), "full")
    return counted(thread.say("wish_failed", thread.talk, KIND), "failed")


def by(thread: Thread, due: datetime | None) -> str:
    """By when, as it is written."""
    return words.due_text(thread.language, thread.pack.hours, thread.now, due) if due else ""


def counted(reply: Reply, ended: str) -> Reply:
    """The reply with what it adds to the day's counts."""
    return replace(reply, counts=(f"callback:{ended}",))
