"""An opt-out as a clause of its own, with a reason or a courtesy beside it (R28): "i hate these, stop"."""

from collections.abc import Callable
from dataclasses import replace
from itertools import chain

from menus.matcher.answers import Command, Match, Nothing, Unsure
from menus.matcher.asked import Asked, fired, holds
from menus.matcher.care import names_medicine
from menus.phrasing.clauses import Clause, clauses
from menus.phrasing.lexicon import Lexicon
from menus.phrasing.normalise import words_of
from menus.phrasing.phrases import NO_PHRASES, possible
from menus.phrasing.reading import read

LONGEST = 20
"""Words of a message in which a clause may opt out: in a longer one it is part of a story."""

STORY = 35
"""Words of a message that may ask us in a sentence to stop: in a longer one the words are part of a story."""

SHORT = 5
"""Words of a wish at a clause's beginning or end, where no mark parts it from what else is said."""

WISHES = ("stop_alone phrases", "stop_beside phrases", "STOP phrases")

BESIDE = frozenset({"ABOUT", "MENU", "NO", "SLIP", "STOP", "THANKS", "YES"})
"""What else a message that opts out may say: thanks, a greeting, "who is this"."""


def may_be_ours(asked: Asked) -> bool:
    """Whether a sentence may be about our texts: nobody is opted out in a story, beside an illness, somebody
    else's texts, or a medicine without a word for a text.
    """
    if len(asked.heard.words) > STORY or holds(asked.lexicon, "not_ours phrases", asked.words):
        return False
    texts = asked.lexicon.grammar.sets.get("texts", ())
    return not names_medicine(asked) or not set(texts).isdisjoint(asked.heard.words)


def clause_stop(asked: Asked, answer_of: Callable[[str], Match]) -> str:
    """The clause that tells us to stop, else "". What is said beside it must ask for nothing, as
    `answer_of` hears it; a wish that may be of anything ("cancel it") needs our texts beside it.
    """
    if (
        not _may_wish(asked)
        or len(asked.words.split()) > LONGEST
        or holds(asked.lexicon, "stop_alone guards", asked.words)
    ):
        return ""
    said = _parted(asked.lexicon, clauses(asked.words))
    for place, wish in enumerate(said):
        beside = (*said[:place], *said[place + 1 :])
        if not wish.asks and _opts_out(asked, wish, beside) and _asks_nothing(asked, beside, answer_of):
            return wish.text
    return ""


def _may_wish(asked: Asked) -> bool:
    """Whether the message has the words of any wish, in whatever order: most messages have not."""
    words = words_of((*asked.heard.texts, *asked.heard.uncut))
    lists = (asked.lexicon.lists.get(name, NO_PHRASES) for name in WISHES)
    return any(next(possible(wishes, words), None) for wishes in lists)


def _opts_out(asked: Asked, wish: Clause, beside: tuple[Clause, ...]) -> bool:
    """Whether a clause is a wish to be left alone, in the company that it needs."""
    data = asked.lexicon
    if holds(data, "stop_alone phrases", wish.text):
        return True
    ours = any(holds(data, "our_texts phrases", one.text) for one in beside)
    if not ours or holds(data, "STOP guards", asked.words):
        return False
    alone = replace(asked, words=wish.text, heard=read(data, wish.text))
    return holds(data, "stop_beside phrases", wish.text) or bool(fired(alone, "STOP phrases"))


def _asks_nothing(asked: Asked, beside: tuple[Clause, ...], answer_of: Callable[[str], Match]) -> bool:
    """Whether what is said beside the wish asks for nothing but who we are, and names no topic of ours."""
    rest = tuple(other for other in beside if not holds(asked.lexicon, "stop_alone phrases", other.text))
    ours = [holds(asked.lexicon, "our_texts phrases", other.text) for other in rest]
    if any(other.asks and not of_us for other, of_us in zip(rest, ours, strict=True)):
        return False
    match answer_of(". ".join(other.text for other in rest)) if rest else Nothing("unknown"):
        case Nothing():
            return True
        case Command(name):
            return name in BESIDE
        case Unsure():
            return any(ours)
    return False


def _parted(lexicon: Lexicon, said: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """The clauses without those that are only polite, each parted where somebody goes on without a mark
    ("pls stop i have no credit").
    """
    every = tuple(chain.from_iterable(_cut(lexicon, one) for one in said))
    telling = tuple(one for one in every if not lexicon.edges.issuperset(read(lexicon, one.text).words))
    return telling or every


def _cut(lexicon: Lexicon, said: Clause) -> tuple[Clause, ...]:
    """A clause in two where its first words, or its last behind "but", are a wish of their own."""
    words = said.text.split()
    for at in range(1, len(words)):
        head, tail = " ".join(words[:at]), " ".join(words[at:])
        if at <= SHORT and _wish(lexicon, head) and holds(lexicon, "goes_on phrases", tail):
            return Clause(head, False), Clause(tail, said.asks)
        if (
            len(words) - at <= SHORT
            and words[at].lower() in lexicon.grammar.sets.get("turns", ())
            and _wish(lexicon, tail)
        ):
            return Clause(head, False), Clause(tail, said.asks)
    return (said,)


def _wish(lexicon: Lexicon, words: str) -> bool:
    """Whether the words are a wish that may stand as a clause, whatever it is of."""
    return holds(lexicon, "stop_alone phrases", words) or holds(lexicon, "stop_beside phrases", words)
