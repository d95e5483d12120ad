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
    """The meaning of a text if we owe its sender a call, or cancelled one; mostly `found`, the matcher's own.

    Other files of this folder may change the meaning first: `weighing` (an end of the call, or despair),
    `gone` (a death) and `elsewhere` (another language). Then one of these may hold:

    (a) The meaning is NOCALL if the text wants our texts and not our call.
    (b) It is unknown if the text sounds like an opt-out but only names another day for the call: "my dad
        passed away so dont ring today ring friday".
    (c) It is CALLME if the text wants a call after all that was cancelled.
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
    """Whether a text moves the call that we owe to another day or number, and does not end our texts."""
    shifts = any(says(thread.language, words, name) for name in ("not_that_day", "new_number"))
    return event.callback_open and shifts and not unwanted.ends_texts(thread, words)


def tell(thread: Thread, event: Texted, words: str, found: Match) -> Reply | None:
    """The reply to a text about a call that we owe, such as that it is unwanted or dangerous; else None.

    If we owe no call, only a text that tells of a death or that nobody rang, or asks whether we ring, gets a
    reply.
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
