"""Two more subjects of the second ear (learnt weights): care with a medicine (R29), no more texts (R28)."""

from collections.abc import Sequence

from menus.matcher.answers import Command, Match, Nothing, Seen, Unsure, Worried
from menus.matcher.care import names_medicine, safety_reply
from menus.matcher.ear import Ear, above, level
from menus.matcher.optouts import may_be_ours
from menus.matcher.utterance import Utterance, holds


def hear_other_voices(
    ear: Ear, utterance: Utterance, words: Sequence[str], trace: tuple[Seen, ...]
) -> tuple[Seen, ...]:
    """Listen with the second ear for two things besides trouble: a medicine, and a wish for no more texts.

    `trace` is what each layer of the matcher found so far; the last entry says if the ear heard trouble. It
    is given back, with an entry added if the ear hears one of the two. Call this only if `may_speak` allows.

    A message is about trouble or about a medicine from a lowest score (bound) on; if about both, the one
    counts whose bound it exceeds further. Where the rules would ask about a topic, it must exceed the bound
    for a medicine by as much as the ear's `insists` exceeds its `speaks`. Whoever seems to want no more texts
    is told the word STOP, since the ear itself ends nobody's texts (R48).
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
    """Whether the second ear may answer on subjects besides trouble: if no sure answer was found so far.

    `by_rules` is the answer of the rules alone, `with_ear` that after the ear looked for trouble.
    """
    unknown = isinstance(by_rules, Unsure) or (isinstance(by_rules, Nothing) and by_rules.kind == "unknown")
    return unknown and (with_ear == by_rules or with_ear == Worried("ear"))


def _may_end(utterance: Utterance) -> bool:
    """Whether a message that asks for no more texts may mean this line's own.

    Not if it ends as a question, tells a story, or names a medicine; nor if it holds a phrase listed under
    "STOP guards".
    """
    if utterance.words.rstrip().endswith("?") or names_medicine(utterance):
        return False
    return may_be_ours(utterance) and not holds(utterance.lexicon, "STOP guards", utterance.words)
