"""Hears at what other time, or how soon, somebody to whom we owe a call wants to be rung."""

from dataclasses import replace

from menus.matcher.answers import Command, Found, Match, Nothing, Unsure
from menus.matcher.matching import match
from menus.matcher.times import When, when
from menus.matcher.utterance import says, without
from menus.model import HELPLINE
from menus.phrasing.normalise import plain_words
from sms.model import Texted
from sms.owed.unwanted import speaks_of_calls, wants_call
from sms.replies.outcomes import KEPT
from sms.replies.short import ALARMED, THANKS
from sms.replies.thread import Thread

CALLME, MISSED, MENU = Command("CALLME"), Command("MISSED"), Command("MENU")
# List of the pack by which a text names a time soon, or this day.
SOON = ("that_soon",)
# More words beside a time than "can you" are perhaps of something else.
FEW_BESIDE = 2


def wished(thread: Thread, event: Texted, words: str, found: Match) -> When | None:
    """The new time that a text asks for while we owe a call ("make it the morning"); None for other texts.

    `words` are those of the text, and `found` is their meaning. Our last text must be the promise of the
    call, or be neither a topic nor a question. The text must be nothing but a time ("evenings would be
    better"). Straight after the promise it may also be a correction ("not then"). A correction in which
    we find no time gives an empty `When`.
    """
    talk = thread.talk
    straight = talk.last == KEPT and not talk.asks  # a question that we asked since comes first
    idle = talk.last in ("", THANKS) and not (
        talk.asks or talk.asked or talk.options or talk.topic or talk.promised
    )
    waits = (straight or idle) and event.callback_open and not event.number_kind
    said = when(thread.language, thread.pack.hours, words)
    plain = said.clear and ((said.best and said.best != "any") or said.day or said.shut)
    # "evening is better" is of no recovery; "morning" is a greeting, but hardly straight after a promise
    topic = plain and said.best and isinstance(found, Found) and found.topic != HELPLINE
    unclear = isinstance(found, Nothing | Unsure) or found == CALLME or (straight and found == MENU)
    if not (waits and (unclear or topic)):
        return None
    if not plain and says(thread.language, words, "absent"):
        return When(day=True)  # "out all day on tuesday": by when we ring is told
    corrects = straight and found != MENU and says(thread.language, words, "correction")
    this_day = says(thread.language, words, *SOON)
    if this_day and isinstance(_beside(thread, words), Found | Unsure):
        return None  # "will the nurse be in this evening" asks for something else
    return replace(said, day=said.day or this_day) if plain or corrects else None


def is_wanted_soon(thread: Thread, event: Texted, words: str, found: Match) -> bool:
    """Whether a text asks for the call that we owe at once, or on this day: "can you ring now".

    It must speak of our ringing, or be nothing but the time: "tonight please". A topic in it is answered, and
    so is who wants to ring us.
    """
    idle = event.callback_open and not (thread.talk.asks or event.number_kind or thread.talk.last in ALARMED)
    if not idle or not says(thread.language, words, *SOON):
        return False
    if found in (CALLME, MISSED):
        return True
    if isinstance(found, Nothing) and found.kind != "automatic" and _is_bare(thread, words):
        return True
    of_us = isinstance(found, Nothing) or found == Unsure((HELPLINE,))
    others = says(thread.language, words, "rung_by_others")
    return of_us and not others and speaks_of_calls(thread, words) and wants_call(thread, words)


def asks_after(thread: Thread, event: Texted, words: str, found: Match) -> bool:
    """Whether a text asks after the call by a word alone ("when"), or how it will ring: "leave a message".

    The word alone may be of a topic or of choices in our last text, so that there must be none. While we ask
    about a call, it is of this call.
    """
    talk = thread.talk
    other = talk.options or talk.asked or talk.topic or talk.last in ALARMED or event.number_kind
    may_be = isinstance(found, Nothing | Unsure | Found) or found == MISSED
    if other or not may_be or event.opted_out:
        return False
    if (event.callback_open or talk.asks) and says(thread.language, words, "by_when"):
        return True
    return event.callback_open and not talk.asks and says(thread.language, words, "of_the_ring")


def _is_bare(thread: Thread, words: str) -> bool:
    """Whether a text names a time soon, and beside it no word that means anything, but perhaps "please"."""
    few = len(plain_words(without(thread.language, words, SOON))) <= FEW_BESIDE
    return few and _beside(thread, words) == Nothing("unknown", ())


def _beside(thread: Thread, words: str) -> Match:
    """The meaning of a text without its words that name a time soon."""
    return match(thread.language, without(thread.language, words, SOON))
