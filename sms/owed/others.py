"""Answers texts about a call that the texter asked for to another number, and texts that end all calls."""

import re
from dataclasses import replace

from menus.matcher.answers import Command, Found, Match, Nothing, Unsure
from menus.matcher.times import when
from menus.matcher.utterance import says
from menus.model import HELPLINE
from sms.model import Reply, Texted
from sms.owed.unwanted import ends_texts, says_nocall, speaks_of_calls, wants_call
from sms.replies import callback
from sms.replies.outcomes import comes
from sms.replies.short import ALARMED
from sms.replies.thread import Thread

NOCALL, CALLME, MISSED, SLIP = Command("NOCALL"), Command("CALLME"), Command("MISSED"), Command("SLIP")
# Of such meanings is a text that may be of a call that we owe, and of nothing else.
OF_CALLS = (NOCALL, MISSED, SLIP, Found(HELPLINE))
# An hour on the clock, and no part of a phone number.
HOUR = re.compile(r"\b\d{1,2}\b")


def tell(thread: Thread, event: Texted, words: str, found: Match) -> Reply | None:
    """The reply to a text about a call to another number, or about all calls; None for any other text.

    (a) A text like "cancel both" ends all calls that the texter asked for.
    (b) To a text that asks from which number we ring, the reply tells it.
    (c) To a text that wants another time, or says that the number was not right, the reply tells which call
        stands. Nobody can change a call to another number by text (R49). But somebody who says straight after
        our promise that they gave us a wrong number is asked for the right one, which takes its place.
    """
    machine = isinstance(found, Nothing) and found.kind == "automatic"
    unclear = isinstance(found, Nothing | Unsure) and not machine
    of_calls = unclear or found in OF_CALLS
    owed = event.callback_open or event.others_open > 0
    if not owed or event.number_kind or event.opted_out or thread.talk.asks:
        return None
    if of_calls and says(thread.language, words, "all_calls"):
        return callback.withdraw(thread)
    if of_calls and thread.talk.last not in ALARMED and says(thread.language, words, "comes_from"):
        return callback.look_up_missed(thread) if event.callback_open else _stands(thread)
    named = says(thread.language, words, "somebody")
    if thread.talk.last in ALARMED or not event.others_open or (event.callback_open and not named):
        return None
    of_number = of_calls or (found == Command("STOP") and not ends_texts(thread, words))
    if of_number and says(thread.language, words, "not_that_number"):
        if thread.talk.promised and found == MISSED:
            corrected = replace(thread, talk=replace(thread.talk, asks=callback.RIGHT))
            return callback.ask_number(corrected)
        return callback.look_up_others(thread)
    anew = found == CALLME and named and says(thread.language, words, "correction")
    return _stands(thread) if (unclear or anew) and _is_another_time(thread, words, named=named) else None


def _is_another_time(thread: Thread, words: str, *, named: bool) -> bool:
    """Whether a text names a time for a call to another person: "ring her after 6".

    `named` says whether the text names a person.
    """
    said = when(thread.language, thread.pack.hours, words)
    hour = HOUR.search(words)  # "mum fell at 3" is of no call
    time = said.best or said.day or said.shut or hour
    of_call = wants_call(thread, words) if named and hour else named or speaks_of_calls(thread, words)
    return bool(time) and of_call and not says_nocall(thread, words)


def _stands(thread: Thread) -> Reply:
    """The reply that a call to another number stands; it says which number rings, and how to cancel."""
    return thread.say("callback_other_stands", thread.talk, "missed", comes=comes(thread, False))
