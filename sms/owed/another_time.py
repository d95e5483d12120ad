"""Hears at what other time we shall ring, of whom we owe a call, in words that may tell more than a time."""

from dataclasses import replace

from menus.matcher.answers import Command, Found, Match, Nothing, Unsure
from menus.matcher.clock_words import LEADS, NUMBER, PARTS, UNKNOWN, Word, words_in
from menus.matcher.times import When, when
from menus.matcher.utterance import says
from menus.model import HELPLINE, Hours, Language
from menus.phrasing.clauses import clauses
from menus.phrasing.lexicon import Lexicon, lexicon
from sms.model import Texted
from sms.replies.outcomes import KEPT
from sms.replies.short import ALARMED, THANKS
from sms.replies.thread import Thread

# Words for a time, and for a day.
TIMED, DAY = (*PARTS, NUMBER, *LEADS, "noon"), ("day", "ordinal")
# Words that say of a time that it suits, or does not.
WEIGHED = ("never", "bad", "good")
CALLME, MISSED, MENU = Command("CALLME"), Command("MISSED"), Command("MENU")


def wished(thread: Thread, event: Texted, words: str, found: Match) -> When | None:
    """The new time that a text asks for while we owe a call ("make it the morning"); None for other texts.

    Our last text must be the promise, or neither a topic nor a question. The text must be nothing but a time
    ("evenings would be better") or, straight after the promise, correct something. `found` is its meaning. A
    correction that names no time we know gives an empty `When`.
    """
    straight, talk = thread.talk.last == KEPT, thread.talk
    idle = talk.last in ("", THANKS) and not (
        talk.asks or talk.asked or talk.options or talk.topic or talk.promised
    )
    waits = (straight or idle) and event.callback_open and not event.number_kind
    # "morning" alone is a greeting, but hardly straight after a promise
    unclear = isinstance(found, Nothing | Unsure) or found == CALLME or (straight and found == MENU)
    if not (waits and unclear):
        return None
    said = (when_beside if straight else when)(thread.language, thread.pack.hours, words)
    plain = said.clear and ((said.best and said.best != "any") or said.day or said.shut)
    corrects = straight and found != MENU and says(thread.language, words, "correction")
    this_day = says(thread.language, words, "that_soon")
    return replace(said, day=said.day or this_day) if plain or corrects else None


def is_wanted_soon(thread: Thread, event: Texted, words: str, found: Match) -> bool:
    """Whether a text asks for the call that we owe at once, or on this day: "can you ring now"."""
    idle = event.callback_open and not (thread.talk.asks or event.number_kind or thread.talk.last in ALARMED)
    may_be = isinstance(found, Nothing | Unsure) or found in (CALLME, MISSED, Found(HELPLINE))
    return idle and may_be and says(thread.language, words, "that_soon")


def when_beside(language: Language, hours: Hours, words: str) -> When:
    """The time at which it suits a person to be rung, in words some of which may be of something else.

    Each clause counts up to its first unknown word after a time, and from its last one before it, if what is
    left speaks of the call, or says that the time suits or not. An unclear clause that is of no time is left
    out: "my battery has died, ring after 5". If nothing is left, but a day is named beside words such as
    "away", the result names this day.
    """
    said = when(language, hours, words)
    if said.clear:
        return said
    data, parts = lexicon(language), [clause.text for clause in clauses(words)]
    kept = ", ".join(filter(None, (_of_the_call(data, one) for one in parts)))
    left = when(language, hours, kept) if kept else said
    if left.clear and (left.best or left.shut):
        return left
    away = any(_is_away(words_in(data, one)) for one in parts)
    return When(day=True) if said.day and away else said


def _of_the_call(data: Lexicon, clause: str) -> str:
    """The words of a clause about a time to ring; "" if it holds none, or they may be of anything."""
    told = words_in(data, clause)
    first = next((at for at, word in enumerate(told) if word.name in TIMED), None)
    if first is None:
        return ""
    before = [at for at, word in enumerate(told[:first]) if word.name == UNKNOWN]
    after = [first + at for at, word in enumerate(told[first:]) if word.name in (UNKNOWN, "turn")]
    cut = told[before[-1] + 1 if before else 0 : after[0] if after else len(told)]
    rings = {*data.grammar.sets.get("rings", ()), *data.grammar.sets.get("owed_call", ())}
    weighed = any(word.name in WEIGHED or not rings.isdisjoint(word.said.split()) for word in cut)
    return " ".join(word.said for word in cut) if weighed else ""


def _is_away(told: list[Word]) -> bool:
    """Whether the words of a clause name a day, and say that it does not suit."""
    names = {word.name for word in told}
    return not names.isdisjoint(DAY) and not names.isdisjoint(("never", "bad"))
