"""What the ear hears besides trouble: care with a medicine (R29), a wish for no more of our texts (R28)."""

from collections.abc import Sequence

from menus.matcher.answers import Command, Match, Nothing, Seen, Unsure, Worried
from menus.matcher.care import names_medicine, safety_reply
from menus.matcher.ear import Ear, above, level
from menus.matcher.optouts import may_be_ours
from menus.matcher.utterance import Utterance, holds


def hear_other_voices(
    ear: Ear, utterance: Utterance, words: Sequence[str], trace: tuple[Seen, ...]
) -> tuple[Seen, ...]:
    """What rules and ear saw, and what the ear's other voices make of the message.

    For a message in which the rules found nothing or only ask. Trouble comes first, unless care is louder,
    each measured from the level it speaks from; against a question about a topic, care must be as much louder
    as trouble must be to insist. Who may want no more texts is told the one word that ends them: the ear
    silences nobody (R48).
    """
    worried = trace[-1].answer == Worried("ear")
    care, stop = above(ear.care, words), above(ear.stop, words)
    bar = ear.insists - ear.speaks if isinstance(trace[-1].answer, Unsure) else 0
    if care >= max(bar, stop) and (not worried or care >= level(ear, words) - ear.speaks):
        saw = f"care with a medicine, {care} above its bound"
        return (*trace, Seen("ear", saw, safety_reply(utterance)))
    if stop >= 0 and not worried and _may_end(utterance):
        return (*trace, Seen("ear", f"no more texts, {stop} above its bound", Command("SLIP")))
    return trace


def may_speak(by_rules: Match | None, with_ear: Match | None) -> bool:
    """Whether rules and then the ear (`with_ear`) leave room for its other voices: no alarm, no answer."""
    unknown = isinstance(by_rules, Unsure) or (isinstance(by_rules, Nothing) and by_rules.kind == "unknown")
    return unknown and (with_ear == by_rules or with_ear == Worried("ear"))


def _may_end(utterance: Utterance) -> bool:
    """Whether it may be our texts that shall stop: not in a question, a story, or beside a medicine."""
    if utterance.words.rstrip().endswith("?") or names_medicine(utterance):
        return False
    return may_be_ours(utterance) and not holds(utterance.lexicon, "STOP guards", utterance.words)
