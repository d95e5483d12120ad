"""Tells the store's answer about a call-back: promised, already open, withdrawn, or its state."""

from dataclasses import replace
from datetime import datetime
from typing import Literal

from counted import names as counted
from menus import words
from menus.clock import put
from menus.due import is_late
from menus.due import told as told_due
from menus.outcome import Already, Kept, Outcome, Refused
from sms import limits
from sms.model import KeepCallback, LookUp, Reply, Stands, StandsFor, TakenBack, Talk, WithdrawCallback
from sms.replies import callback
from sms.replies.thread import Thread

# What the store may have found, beside an outcome.
Found = Stands | StandsFor | TakenBack
# Of so many numbers a text has room to tell.
OTHERS_TOLD = 2
# Our last text promised a call to their own number (`Talk.last`).
KEPT = "kept"
# Our last text said that a call to them is cancelled (`Talk.last`).
CANCELLED = "off"
# Our last text said that we are sorry for a loss (`Talk.last`).
BEREAVED = "bereaved"
# Of these three it still matters which it was.
KEPT_ON = (KEPT, CANCELLED, BEREAVED)
# A text that we did not understand.
UNKNOWN = "unknown"
# Replies on the call that we owe: to who has opted out; to a wish for a day, which nobody can choose.
STOPPED, ANY_DAY = "missed.stopped", "missed.day"
# What NOCALL ended: the call-back to their own number, and what they asked for others.
WITHDRAWN = {
    (True, False): "callback_withdrawn",
    (False, True): "callback_withdrawn_others",
    (True, True): "callback_withdrawn_all",
    (False, False): "callback_none",
}
# And where they named the number of somebody else.
WITHDRAWN_ONE = {True: "callback_withdrawn_one", False: "callback_none_one"}
# And where they have opted out.
NOCALL_STOPPED = {True: "callback_withdrawn_stopped", False: "callback_none_stopped"}
# The kind of reply, by whether anything was taken back.
TOOK_BACK = {True: limits.TAKEN_BACK, False: limits.NOCALL}


def tell_outcome(thread: Thread, asked: Reply, outcome: Outcome | Found) -> Reply:
    """The reply that tells the store's answer to the request in the earlier reply `asked`.

    It says that a call-back is promised, withdrawn or not possible, or tells the call-back's state. It has no
    words if `asked.kind` is "opted_out", or if it is "automatic" (a machine wrote) and no call-back was
    found.
    """
    silent = replace(asked, wish=None, counts=())
    if asked.kind == "opted_out":
        return silent
    if isinstance(asked.wish, LookUp):
        return _tell_standing(thread, silent, outcome)
    if isinstance(asked.wish, WithdrawCallback):
        return _tell_taken_back(thread, asked, outcome, stopped=asked.wish.stopped)
    reply, became = _tell_promise(thread, asked, outcome)
    return replace(reply, counts=(counted.callback("kept_by_text" if became == "kept" else became),))


def _tell_taken_back(thread: Thread, asked: Reply, outcome: Outcome | Found, *, stopped: bool) -> Reply:
    """The reply that tells which call-backs NOCALL ended; with `stopped` it does not mention CALLME."""
    match outcome:
        case TakenBack(_, others, True):
            return thread.say(WITHDRAWN_ONE[others], asked.talk, TOOK_BACK[others])
        case TakenBack(own, others) if stopped:
            return thread.say(NOCALL_STOPPED[own or others], asked.talk, TOOK_BACK[own or others])
        case TakenBack(own, others):
            return _tell_all_taken_back(thread, asked, own=own, others=others)
    return thread.say("wish_failed", Talk(), limits.NOCALL)


def _tell_all_taken_back(thread: Thread, asked: Reply, *, own: bool, others: bool) -> Reply:
    """The reply that tells which call-backs are cancelled: the person's `own`, or those for `others`.

    It also says that a text with CALLME asks for a call-back anew. It does not say so if the person told us
    that whoever asked for the call has died. If only `own` is cancelled, the reply may say one thing more:
    (a) if the text also asked for a topic, it offers the topic; (b) otherwise, if the words might have meant
    our texts, it says how to end these.
    """
    talk = replace(asked.talk, last=CANCELLED if own else "")
    if isinstance(asked.wish, WithdrawCallback) and asked.wish.gone:
        name = "callback_gone" if own or others else "bereaved"
        return thread.say(name, talk, TOOK_BACK[own or others])
    topics = [option.partition(".")[2] for option in talk.options]
    if own and not others and topics:
        told = thread.told(topics)
        return thread.say("callback_withdrawn_topic", talk, TOOK_BACK[own], topic=told)
    if own and not others and isinstance(asked.wish, WithdrawCallback) and asked.wish.texts_go_on:
        return thread.say("callback_withdrawn_texts", talk, TOOK_BACK[own])
    return thread.say(WITHDRAWN[own, others], talk, TOOK_BACK[own or others])


def _tell_promise(
    thread: Thread, asked: Reply, outcome: Outcome | Found
) -> tuple[Reply, Literal["kept", "already", "full", "others", "failed"]]:
    """The reply that tells the result of a request for a call-back, and the result as a word to count."""
    wish = asked.wish if isinstance(asked.wish, KeepCallback) else KeepCallback("any")
    match outcome:
        case Kept(due, another, promised, tail, pair):
            name, last = ("callback_kept_another", "") if another else ("callback_kept", KEPT)
            talk = Talk(promised=promised, tail=tail, pair=pair, relay=wish.relay, last=last)
            told = _promise(thread, due, wish.best, wish.relay)
            return thread.say(_of_day(name, wish), talk, limits.PROMISE, **told), "kept"
        case Already(due, best, by_relay):
            told = _promise(thread, due, best or wish.best, by_relay or wish.relay)
            name = _of_day("callback_already", wish)
            return thread.say(name, Talk(last=KEPT), callback.KIND, **told), "already"
        case Refused("full" | "others" as why):
            return thread.say(f"callback_{why}", Talk(), callback.KIND), "full" if why == "full" else "others"
    return thread.say("wish_failed", thread.talk, callback.KIND), "failed"


def _of_day(name: str, wish: KeepCallback) -> str:
    """The name of the sentence for a promise: `name`, or its variant for a person who named a day."""
    return f"{name}_day" if wish.day else name


def _promise(thread: Thread, due: datetime | None, best: str, by_relay: bool) -> dict[str, str]:
    """The values for a promise's blanks, by name: the due time, the time of day, where the call comes from.

    `due` None leaves the due time "".
    """
    told = {"due": _due_words(thread, due), "comes": comes(thread, by_relay)}
    return {**told, "best": thread.language.text[f"best_{best}"]}


def comes(thread: Thread, by_relay: bool) -> str:
    """The words on where the call will come from: our number, or Relay UK, which hides our number."""
    return thread.language.text["comes_relay" if by_relay else "comes_line"]


def _due_words(thread: Thread, due: datetime | None) -> str:
    """The time by which we will ring, as it is written in a text; "" if `due` is None.

    If the helpline is closed then, or `due` has passed, it is a later time by which we ring.
    """
    if not due:
        return ""
    hours = thread.pack.hours
    return words.due_text(thread.language, hours, thread.now, told_due(hours, due, thread.now))


def _of_other(thread: Thread, tail: str, due: datetime) -> str:
    """The words on a call-back to another number: its last digits, and by when we ring."""
    return put(thread.language.text["asked_other"], tail=tail, due=_due_words(thread, due))


def _tell_standing(thread: Thread, asked: Reply, found: Outcome | Found) -> Reply:
    """The reply that tells the state of a person's call-back, as the store `found` it.

    `asked` is the reply that had the store look. If there is no call-back, the reply offers one. But if a
    machine wrote (`asked.kind` is "automatic"), it has no words. If we did not understand the text
    (`asked.kind` is `UNKNOWN`), the reply says so.
    """
    talk = thread.talk
    if asked.kind == UNKNOWN:
        return _tell_unknown(thread, asked, found)
    if asked.kind == STOPPED:
        return _tell_stopped(thread, found)
    match found:
        case Stands(datetime() as due, _, False, by_relay) if asked.kind == ANY_DAY:
            told = {"due": _due_words(thread, due), "comes": comes(thread, by_relay)}
            return thread.say("callback_any_day", replace(talk, last=KEPT), "missed", **told)
        case StandsFor(others):
            each = " ".join(_of_other(thread, *one) for one in others[:OTHERS_TOLD])
            return thread.say("callback_asked", talk, "missed", others=each)
        case Stands(None):
            return thread.say("callback_rung_twice", talk, "missed")
        case Stands(due, tries, ringing, by_relay, best):
            not_rung = (
                "callback_late" if due and is_late(thread.pack.hours, due, thread.now) else "callback_waits"
            )
            name = "callback_ringing" if ringing else "callback_rung_once" if tries else not_rung
            told = _promise(thread, due, best, by_relay)
            return thread.say(name, talk, "missed", **told)
    if asked.kind == "automatic":
        return asked
    return thread.say("away", talk) if found == Refused("away") else _tell_none(thread)


def _tell_none(thread: Thread) -> Reply:
    """The reply that no call is saved. It offers one, or asks again what is open, and names who can help."""
    again = callback.ask_again(thread, "THANKS") or callback.ask(thread)
    asked = thread.say_first("callback_not_saved", again)
    return replace(asked, text=f"{asked.text} {thread.language.text['callback_who_helps']}")


def _tell_stopped(thread: Thread, found: Outcome | Found) -> Reply:
    """The reply to a person who has opted out and asks about the call that we owe: whether it comes.

    `found` is the store's answer.
    """
    if isinstance(found, Stands) and found.due:
        late = is_late(thread.pack.hours, found.due, thread.now)
        name = "callback_late_stopped" if late else "callback_waits_stopped"
        return thread.say(name, thread.talk, "missed", due=_due_words(thread, found.due))
    return thread.say("callback_stopped", thread.talk, "missed")


def _tell_unknown(thread: Thread, asked: Reply, found: Outcome | Found) -> Reply:
    """The reply that we did not understand; it tells by when we ring, if a call-back is open (`found`)."""
    if isinstance(found, Stands) and found.due:
        talk = replace(thread.talk, last=KEPT)
        told = thread.say("unknown_owed", talk, UNKNOWN, due=_due_words(thread, found.due))
    else:
        told = thread.say(UNKNOWN, thread.talk)
    return replace(told, unknown=asked.unknown)
