"""Hears that the call we owe is not wanted, in texts in a language that the line does not offer (ADR 56)."""

from menus.matcher.answers import Command, Match, Nothing, Unsure, Worried
from menus.matcher.matching import explain_by_rules
from menus.matcher.other_languages import is_in
from sms.model import Texted
from sms.replies.thread import Thread

NOCALL = Command("NOCALL")
# What the line's own language hears where it makes nothing sure of a text.
UNCLEAR = (Nothing, Unsure)


def hear(thread: Thread, event: Texted, words: str, found: Match) -> Match:
    """NOCALL if a text in a language that is not offered says that no call is wanted; otherwise `found`.

    `found` is the meaning of the text in the languages offered. The result can be NOCALL only if we owe a
    call and `found` is not sure: "dim angen yr alwad nawr".
    """
    owed = event.callback_open or event.others_open > 0
    unclear = isinstance(found, UNCLEAR) or found == Worried("ear")
    if not (owed and unclear) or event.number_kind or thread.talk.asks:
        return found
    own = thread.language
    others = (one for one in own.others if is_in(words, one, own))
    heard = any(explain_by_rules(one, words)[-1].answer == NOCALL for one in others)
    return NOCALL if heard else found
