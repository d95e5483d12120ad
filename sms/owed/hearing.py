"""Hears texts of people to whom we owe a call, or have just cancelled one."""

from menus.matcher.answers import Careful, Command, Match, Nothing, Urgent, Worried
from menus.matcher.utterance import says, says_unguarded
from sms.model import Reply, Texted
from sms.owed import (
    asked_after,
    elsewhere,
    ending,
    gone,
    in_danger,
    in_despair,
    let_down,
    others,
    put_back,
    unwanted,
    weighing,
)
from sms.replies.thread import Thread


def meaning(thread: Thread, event: Texted, words: str, found: Match) -> Match:
    """What a text means once the call is thought of; `found` is its meaning by the matcher, mostly returned.

    It is CALLME if a call that was cancelled is wanted after all. What only sounds like an opt-out, and names
    a day, is none: "my dad passed away so dont ring today ring friday". It is NOCALL if only our texts are
    wanted.
    """
    found = gone.weigh(thread, words, weighing.weigh(thread, event, words, found))
    found = elsewhere.hear(thread, event, words, found)
    trouble = isinstance(found, Urgent | Worried | Careful)
    if event.callback_open and not trouble and says_unguarded(thread.language, words, "one_only"):
        return Command("NOCALL")
    if found == Command("STOP") and _is_of_a_day(thread, event, words):
        return Nothing("unknown")
    return Command("CALLME") if put_back.is_wanted(thread, event, words, found) else found


def _is_of_a_day(thread: Thread, event: Texted, words: str) -> bool:
    """Whether a text shifts the call that we owe to another day or number, and does not end our texts."""
    shifts = any(says(thread.language, words, name) for name in ("not_that_day", "new_number"))
    return event.callback_open and shifts and not unwanted.ends_texts(thread, words)


def tell(thread: Thread, event: Texted, words: str, found: Match) -> Reply | None:
    """The reply to a text that wants no call that we owe, or hints that it may endanger them; else None.

    Whoever tells that somebody has died, or that nobody rang, or asks whether we ring, gets one where we owe
    no call, too.
    """
    if not (event.callback_open or event.others_open):
        names = (gone.tell, asked_after.tell, let_down.tell)
        return next(filter(None, (tell_it(thread, event, words, found) for tell_it in names)), None)
    for hear in (
        in_despair.take_back,
        gone.tell_own_hand,
        in_danger.hide,
        in_danger.take_back,
        gone.tell,
        ending.end_both,
        others.tell,
        unwanted.take_back,
        in_danger.warn,
        let_down.tell,
    ):
        if told := hear(thread, event, words, found):
            return told
    return None
