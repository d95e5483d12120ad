"""Replies to texts that are not understood, or do not answer our open question about a call-back (R48)."""

from dataclasses import replace

from menus.matcher.answers import Nothing, Unsure
from menus.matcher.other_languages import is_of_others
from menus.matcher.times import when
from sms import limits
from sms.model import LookUp, Reply, Talk, Texted
from sms.replies import callback, outcomes
from sms.replies.thread import Thread

# What is not understood, and has no word that only no topic knows.
UNHEARD = Nothing("unknown")
# Replies that tell by themselves what became of a call-back that was asked for, or send nobody anything new.
OF_CALLBACKS = (callback.KIND, limits.PROMISE, limits.NOCALL, limits.TAKEN_BACK, "missed", "pause", "abroad")


def not_understood(thread: Thread, event: Texted, found: Nothing | Unsure = UNHEARD) -> Reply:
    """The reply to a text that we do not understand: it says so, and names who can help (R48).

    `found` may have words that no topic knows. If the text came with a picture, the reply says that we cannot
    see it; if it is in a language that we do not offer, that we text in another. In two cases the text may be
    about a call-back. Then the reply has no words yet, and the store looks the call-back up: (a) if we owe
    the texter a call, as `event` says; (b) if we have just promised a call to another number, and the text
    names a time. In any other case, if we owe a call to another number, the reply says that this call stands.
    """
    unknown = found.words if isinstance(found, Nothing) else ()
    if event.callback_open:
        return Reply("", thread.talk, outcomes.UNKNOWN, wish=LookUp(past=False), unknown=unknown)
    if event.others_open and thread.talk.promised and _names_a_time(thread, event):
        return callback.look_up_others(thread)
    if event.pictures and not event.others_open:
        return replace(thread.say("picture", thread.talk), unknown=unknown)
    if isinstance(found, Nothing) and not event.others_open and is_of_others(thread.language, event.body):
        return replace(thread.say("one_language", thread.talk), unknown=unknown)
    off = "unknown_off" if thread.talk.last == outcomes.CANCELLED else outcomes.UNKNOWN
    name = "unknown_others" if event.others_open else off
    return replace(thread.say(name, thread.talk, outcomes.UNKNOWN), unknown=unknown)


def _names_a_time(thread: Thread, event: Texted) -> bool:
    """Whether a text names a day or a time; beside other words any digit counts as a time."""
    said = when(thread.language, thread.pack.hours, event.body)
    hour = not said.clear and any(map(str.isdigit, event.body))
    return bool(said.best or said.day or said.shut or hour)


def repeat(thread: Thread, unknown: tuple[str, ...] = ()) -> Reply:
    """The reply to words that do not answer our open question about a call-back: we ask it again (R48).

    `unknown` are the words of the text that no topic knows.
    """
    asked = callback.ask_again(thread, "THANKS") or callback.ask(thread)
    told = thread.say_first("callback_unclear", asked)
    return replace(told, text=f"{told.text} {thread.language.text['callback_who_helps']}", unknown=unknown)


def drop(thread: Thread) -> Reply:
    """The reply to "cancel" while a question about a call-back is open: it ends the question, not our texts.

    Our earlier promises stay; if there are any, the reply says so.
    """
    return thread.say("callback_dropped_owed" if thread.owed else "callback_dropped", Talk(), callback.KIND)


def tell_unsaved(thread: Thread, reply: Reply) -> Reply:
    """Return `reply`. If it ends our questions about a new call-back, first say that this is not saved.

    Some replies are returned unchanged: those about call-backs, and those that say that we pause or do not
    text abroad.
    """
    left = thread.talk.asks and reply.text and not reply.talk.asks
    if not left or reply.kind in OF_CALLBACKS:
        return reply
    return thread.say_first(
        "callback_unsaved_stop" if reply.kind == limits.STOP else "callback_unsaved", reply
    )
