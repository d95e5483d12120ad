"""What the ear hears besides trouble: care with a medicine (R29), a wish for no more of our texts (R28)."""

from collections.abc import Sequence

from menus.matcher.answers import Command, Match, Nothing, Seen, Unsure, Worried
from menus.matcher.asked import Asked, holds
from menus.matcher.care import names_medicine, safety
from menus.matcher.ear import Ear, above, level
from menus.matcher.optouts import may_be_ours


def spoken(ear: Ear, asked: Asked, words: Sequence[str], trace: tuple[Seen, ...]) -> tuple[Seen, ...]:
    """The trace of rules and ear, with what the ear's other voices make of the message.

    For a message in which the rules find nothing or only ask. Trouble that the ear hears comes first, unless
    care is louder, each measured from where it begins to speak; against a question about a topic, care must
    be as much louder as trouble must be to insist. Who may want no more texts is told the one word that ends
    them: the ear silences nobody (R48).
    """
    worried = trace[-1].answer == Worried("ear")
    care, stop = above(ear.care, words), above(ear.stop, words)
    bar = ear.insists - ear.speaks if isinstance(trace[-1].answer, Unsure) else 0
    if care >= max(bar, stop) and (not worried or care >= level(ear, words) - ear.speaks):
        saw = f"care with a medicine, {care} above its bound"
        return (*trace, Seen("ear", saw, safety(asked)))
    if stop >= 0 and not worried and _may_end(asked):
        return (*trace, Seen("ear", f"no more texts, {stop} above its bound", Command("SLIP")))
    return trace


def may_speak(by_rules: Match | None, heard: Match | None) -> bool:
    """Whether rules, and then the ear, have left room for its other voices: no emergency, no answer."""
    unknown = isinstance(by_rules, Unsure) or (isinstance(by_rules, Nothing) and by_rules.kind == "unknown")
    return unknown and (heard == by_rules or heard == Worried("ear"))


def _may_end(asked: Asked) -> bool:
    """Whether it may be our texts that shall stop: not in a question, a story, or beside a medicine."""
    if asked.words.rstrip().endswith("?") or names_medicine(asked):
        return False
    return may_be_ours(asked) and not holds(asked.lexicon, "STOP guards", asked.words)
