"""Hears that a call is unwanted or dangerous while we still ask about it and have not saved it."""

from dataclasses import replace

from counted import names as counted
from menus.matcher.answers import Careful, Command, Match, Urgent, Worried
from menus.matcher.matching import match
from menus.matcher.utterance import says, says_unguarded, without
from menus.phrasing.normalise import plain_words
from sms import limits
from sms.model import Reply, Talk, Texted, WithdrawCallback
from sms.owed.in_danger import asks_not_to_ring, hints
from sms.owed.unwanted import OFF, hear, names_texts, says_nocall
from sms.replies import callback, short, unanswered
from sms.replies.thread import Thread

# What is not to be rung may be this number, and not the person.
OF_A_NUMBER = frozenset({"number", "phone", "mobile", "landline", "one", "telephone"})


def tell(thread: Thread, event: Texted, words: str, found: Match) -> Reply | None:
    """The reply that ends our question about a call, to a text that wants none; None for any other text.

    `words` are those of the text, and `found` is their meaning. A number in the next text then saves no call.

    (a) Texters who may be in danger ("dont ring he is here") are told that we will not ring, and whom they
        can ring (R30). Calls that we owe already are taken back as well.
    (b) Anybody else hears that this call is not saved, and that one which we promised before stands.
    """
    if not thread.talk.asks or event.number_kind:
        return None
    if told := _ask_back(thread, event, words, found):
        return told
    owed = event.callback_open or event.others_open > 0
    harm, near, alarm = hints(thread, event, words, found)
    if (harm or near) and alarm in ("", "danger") and _is_off(thread, event, words, harm=harm):
        counts, talk = (counted.alarm("danger", "text"),), Talk(last=short.DANGER)
        if owed:
            return Reply("", talk, limits.URGENT, counts=counts, wish=WithdrawCallback())
        return replace(thread.say("callback_withdrawn_danger", talk, limits.URGENT), counts=counts)
    trouble = isinstance(found, Urgent | Worried | Careful)
    if trouble or found == Command("NOCALL") or says_nocall(thread, words):
        return None
    other = says(thread.language, words, "let_be_whom") or names_texts(thread, words)
    asks = owed and (says(thread.language, words, "whether_off") or any(map(str.isdigit, words)))
    if other or asks or not hear(thread, words).off or _asks_anew(thread, words):
        return None
    return unanswered.drop(thread)


def call_off(thread: Thread, words: str, found: Match) -> Reply | None:
    """The reply that ends our question about a call, to a text like "cancel it"; None for any other text.

    Trouble beside these words is answered first: "cancel it please i cant breathe".
    """
    if not thread.talk.asks or not says(thread.language, words, "call_it_off"):
        return None
    rest = without(thread.language, words, ("call_it_off",))
    beside = isinstance(match(thread.language, rest), Urgent | Worried | Careful)
    trouble = isinstance(found, Urgent) or (beside and not says(thread.language, rest, "off_now"))
    return None if trouble else unanswered.drop(thread)


def _ask_back(thread: Thread, event: Texted, words: str, found: Match) -> Reply | None:
    """Our question about the number once more, to a person who asks which number we are going to ring.

    If they have typed a number, the question reads it back. If the text says "not this number", the reply
    asks for another. None for any other text.
    """
    trouble = isinstance(found, Urgent | Worried | Careful)
    if trouble or thread.talk.last in short.ALARMED:
        return None
    if found in (Command("SLIP"), Command("MISSED")) and says(thread.language, words, "not_that_number"):
        return callback.ask_number(thread)
    if not says(thread.language, words, "which_number"):
        return None
    corrects = thread.talk.asks == callback.NUMBER and thread.talk.promised
    asks = callback.NUMBER if corrects or not event.ringable else callback.WHOSE
    asks = callback.RIGHT if thread.talk.held else asks
    return callback.ask_again(replace(thread, talk=replace(thread.talk, asks=asks)), "THANKS")


def _asks_anew(thread: Thread, words: str) -> bool:
    """Whether a text that refuses one call may want another: "dont ring this one ring my landline"."""
    rest = without(thread.language, words, OFF)
    if not OF_A_NUMBER.isdisjoint(plain_words(words)):
        return True
    asks = any(says(thread.language, rest, name) for name in ("ring_instead", "call_wanted"))
    return asks or match(thread.language, rest) == Command("CALLME")


def _is_off(thread: Thread, event: Texted, words: str, *, harm: bool) -> bool:
    """Whether a text that hints at danger refuses the call, or breaks off: "no wait hes here"."""
    if asks_not_to_ring(thread, event, words, harm=harm):
        return True
    return says_unguarded(thread.language, words, "breaks_off") and not any(map(str.isdigit, words))
