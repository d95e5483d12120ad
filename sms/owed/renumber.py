"""Hears which number is to be rung in place of another, and which one not (R38, R49)."""

import re
from dataclasses import replace

from menus.matcher.utterance import says
from sms.model import OWN, Reply, Talk, Texted
from sms.replies import callback
from sms.replies.short import ALARMED
from sms.replies.thread import Thread

# A whole phone number of this country; to the lists of the pack it is "that number".
PHONE = re.compile(r"(?<![\d+])(?:\+?44|0)(?:[\s().–/-]*\d){9,10}(?!\d)")


def moves_call(thread: Thread, event: Texted, words: str) -> bool:
    """Whether a text with a number wants the one call that we owe to go there: "use my other one 07…".

    Of two calls it is not known which one would be meant.
    """
    marked = PHONE.sub(" that number ", words)
    named = any(says(thread.language, marked, name) for name in ("new_number", "number_to_ring"))
    return named and event.callback_open + event.others_open == 1


def refuse(thread: Thread, event: Texted, words: str) -> Reply | None:
    """The question whose number to ring, to a text that refuses one number and wants the texter's own.

    None for any other text: "dont ring 0161 496 0123, ring my mobile" wants it. If the only call that we owe
    is one to another number, which we promised just before, the answer moves it.
    """
    if not event.ringable or thread.talk.last in ALARMED:
        return None
    marked = PHONE.sub(" that number ", words)
    owed = event.callback_open or event.others_open > 0
    if not (owed or thread.talk.asks) or not says(thread.language, marked, "not_that_phone"):
        return None
    moves = event.others_open == 1 and not event.callback_open
    kept = thread.talk if moves or thread.talk.asks else Talk()
    asked = callback.ask(replace(thread, talk=Talk(relay=thread.talk.relay, best=thread.talk.best)))
    corrects = replace(asked.talk, promised=kept.promised, tail=kept.tail, pair=kept.pair)
    asked = replace(asked, talk=corrects)
    return thread.say_first("callback_have", asked) if event.callback_open else asked


def ask_instead(thread: Thread, *, own: bool) -> Reply:
    """The reply to who says that the number of their saved call is no use: it asks for another.

    The call stands until then. `own`: it is the only call that we owe, so a number that follows replaces it.
    """
    return thread.say_first("callback_have", callback.ask_number(in_place_of_own(thread) if own else thread))


def in_place_of_own(thread: Thread) -> Thread:
    """The thread in which a number that follows takes the place of the one of the call that we owe."""
    talk = thread.talk
    return replace(thread, talk=replace(talk, asks=callback.RIGHT, promised=talk.promised or OWN))
