"""Finds a clause that asks for no more texts within a message: "i hate these, stop" (R28)."""

from collections.abc import Callable
from dataclasses import replace
from itertools import chain

from menus.matcher.answers import Command, Found, Match, Nothing, Unsure
from menus.matcher.care import names_medicine
from menus.matcher.utterance import Utterance, first_phrase, holds
from menus.model import ABOUT, HELPLINE
from menus.phrasing.clauses import Clause, clauses
from menus.phrasing.lexicon import Lexicon
from menus.phrasing.normalise import words_of
from menus.phrasing.phrases import NO_PHRASES, possible_phrases
from menus.phrasing.reading import read

# With 15 or 30, 25 or 45, 4 or 6 for the three bounds below, no answer to tests/messages.tsv changes.

# Words of a message in which a clause may opt out: in a longer one it is part of a story.
LONGEST = 35

# Words of a message that may ask us in a sentence to stop: in a longer one the words are part of a story.
STORY = 35

FEWEST = 3  # words of the shortest message that opts out by its sound

# Words of a wish at a clause's beginning or end, where no mark parts it from what else is said.
SHORT = 5

PLAIN = ("stop_plain phrases",)
ELSE = ("stop_plain guards", "not_ours phrases")
WISHES = ("stop_alone phrases", "stop_beside phrases", "STOP phrases")
PERHAPS = ("stop_perhaps phrases",)
OURS = "farewell guards"  # our texts, a number, a list, an end of contact

# The topics on this line, in a clause that names its texts: "your texts cost me money, stop them".
OF_THE_LINE = frozenset({ABOUT, HELPLINE, "howto"})

# What else a message that opts out may say: thanks, a greeting, "who is this", what it costs.
BESIDE = frozenset({"ABOUT", "COST", "LANGUAGE", "MENU", "NO", "SLIP", "STOP", "THANKS", "YES"})


def may_be_ours(utterance: Utterance) -> bool:
    """Whether a message that asks for something to stop may mean our texts (`is_of_texts`); no story may."""
    return len(utterance.reading.words) <= STORY and is_of_texts(utterance)


def is_of_texts(utterance: Utterance) -> bool:
    """Whether a message that asks for something to stop, however long, may mean our texts.

    It may not if it is about an illness or somebody else's texts, or says that our texts shall go on. If it
    names a medicine or treatment, it may only if it also mentions texts.
    """
    if holds(utterance.lexicon, "not_ours phrases", utterance.words) or _wants_them(utterance):
        return False
    return _names_texts(utterance) or not names_medicine(utterance)


def requests(utterance: Utterance) -> tuple[str, Match | None]:
    """Layer 5 of the matcher: a sentence that asks for a command, such as "please ring me".

    Gives the phrase that asks, and the command; "" and None if no phrase does.
    """
    for name in utterance.lexicon.requests:
        phrase = first_phrase(utterance, f"{name} phrases")
        if phrase and (name != "STOP" or may_be_ours(utterance)):
            return phrase, Command("SLIP" if name == "STOP" and _is_narrowed(utterance) else name)
    return "", None


def wish_to_end(utterance: Utterance, answer_of: Callable[[str], Match]) -> tuple[str, Command | None]:
    """The words that ask for no more texts, and the command for them, STOP or SLIP; "" and None if none ask.

    SLIP opts nobody out: its reply tells the word STOP. It is the command if it is not sure that the person
    wants all texts to end. Some of these messages, which name our texts, give STOP all the same. `answer_of`
    gives the matcher's answer to other words.
    """
    saw = _plain_stop(utterance) or (may_be_ours(utterance) and _clause_stop(utterance, answer_of))
    if saw:
        return saw, Command("SLIP" if _is_narrowed(utterance) else "STOP")
    perhaps = first_phrase(utterance, PERHAPS[0]) if _may_hold(utterance, PERHAPS) else ""
    if not perhaps or not is_of_texts(utterance):
        return "", None
    return perhaps, end_or_tell(utterance) if _names_texts(utterance) else Command("SLIP")


def end_or_tell(utterance: Utterance, sure: bool = False) -> Command:
    """The command for a message that sounds as if its writer wanted no more texts: STOP or SLIP.

    It is STOP only if the message has an ending phrase, such as "off" or "no more", or if it names what is
    ours and `sure` is true. In both cases nothing may speak against it: it must be no question, name no
    medicine, and name nothing else that may be meant. The reply to SLIP only tells the word STOP.
    """
    data, words = utterance.lexicon, utterance.words
    asks = all(clause.asks for clause in clauses(words))
    if asks or len(utterance.reading.words) < FEWEST or names_medicine(utterance):
        return Command("SLIP")
    named = (sure and holds(data, OURS, words)) or holds(data, "ending phrases", words)
    ends = named and may_be_ours(utterance)
    other = (holds(data, f"{name} phrases", words) for name in ("only_told", "elsewhere"))
    return Command("STOP" if ends and not _is_narrowed(utterance) and not any(other) else "SLIP")


def _is_narrowed(utterance: Utterance) -> bool:
    """Whether a message that asks to end something does not clearly mean all our texts.

    (a) It wants only some texts to end ("no texts at night"), or only asks about ending them.
    (b) It names no texts, but something else that people leave ("take me off, i left the group").
    (c) It only takes leave: "thats enough thanks bye".
    """
    data, words = utterance.lexicon, utterance.words
    elsewhere = not _names_texts(utterance) and holds(data, "elsewhere phrases", words)
    if elsewhere or (holds(data, "farewell phrases", words) and not holds(data, OURS, words)):
        return True
    parts = (words, *(clause.text for clause in clauses(words)))
    return any(holds(data, "narrowed phrases", part) for part in parts)


def _names_texts(utterance: Utterance) -> bool:
    """Whether the message has a word for our texts, such as "messages"."""
    return not set(utterance.lexicon.grammar.sets.get("texts", ())).isdisjoint(utterance.reading.words)


def _wants_them(utterance: Utterance) -> bool:
    return holds(utterance.lexicon, "texts_wanted phrases", utterance.words)


def _plain_stop(utterance: Utterance) -> str:
    """The phrase by which one clause of a message names our texts and ends them; "" if no clause does.

    The other clauses do not matter, even if they tell of an illness. In a long story only the last two
    clauses are searched, because a story asks at its end.
    """
    if not _may_hold(utterance, PLAIN) or _wants_them(utterance):
        return ""
    said = clauses(utterance.words)
    near = said if len(utterance.reading.words) <= STORY else said[-2:]
    for one in (clause for clause in near if len(clause.text.split()) <= STORY):
        alone = replace(utterance, words=one.text, reading=read(utterance.lexicon, one.text))
        saw = first_phrase(alone, PLAIN[0])
        if saw and not any(holds(utterance.lexicon, name, one.text) for name in ELSE):
            return saw
    return ""


def _clause_stop(utterance: Utterance, answer_of: Callable[[str], Match]) -> str:
    """The clause of a message that asks for no more texts; "" if there is none.

    The other clauses must ask for nothing; `answer_of` gives the matcher's answer to them. A clause that may
    be about anything ("cancel it") counts only if the other clauses mention this line's texts.
    """
    if (
        not _may_hold(utterance, WISHES)
        or len(utterance.words.split()) > LONGEST
        or holds(utterance.lexicon, "stop_alone guards", utterance.words)
    ):
        return ""
    said = _part_clauses(utterance.lexicon, clauses(utterance.words))
    for place, wish in enumerate(said):
        beside = (*said[:place], *said[place + 1 :])
        if (
            not wish.asks
            and _opts_out(utterance, wish, beside)
            and _asks_nothing(utterance, beside, answer_of)
        ):
            return wish.text
    return ""


def _may_hold(utterance: Utterance, names: tuple[str, ...]) -> bool:
    """Whether the message may hold a phrase of these lists of the pack, by a quick test."""
    words = words_of((*utterance.reading.texts, *utterance.reading.uncut))
    lists = (utterance.lexicon.lists.get(name, NO_PHRASES) for name in names)
    return any(next(possible_phrases(wishes, words), None) for wishes in lists)


def _opts_out(utterance: Utterance, wish: Clause, beside: tuple[Clause, ...]) -> bool:
    """Whether `wish`, one clause of a message, asks for no more texts.

    A clause that may be about anything ("cancel it") counts only if the clauses `beside` it mention this
    line's texts.
    """
    data = utterance.lexicon
    if holds(data, "stop_alone phrases", wish.text):
        return True
    ours = any(holds(data, "our_texts phrases", one.text) for one in beside)
    if not ours:
        return False
    if holds(data, "stop_beside phrases", wish.text):
        return True
    alone = replace(utterance, words=wish.text, reading=read(data, wish.text))
    return not holds(data, "STOP guards", utterance.words) and bool(first_phrase(alone, "STOP phrases"))


def _asks_nothing(
    utterance: Utterance, beside: tuple[Clause, ...], answer_of: Callable[[str], Match]
) -> bool:
    """Whether a message that asks for no more texts asks for nothing else: no topic, no question.

    `beside` are the other clauses, which may ask who sends the texts. `answer_of` gives the matcher's answer
    to their words.
    """
    rest = tuple(other for other in beside if not holds(utterance.lexicon, "stop_alone phrases", other.text))
    ours = [holds(utterance.lexicon, "our_texts phrases", other.text) for other in rest]
    if any(other.asks and not of_us for other, of_us in zip(rest, ours, strict=True)):
        return False
    match answer_of(". ".join(other.text for other in rest)) if rest else Nothing("unknown"):
        case Nothing():
            return True
        case Command(name):
            return name in BESIDE
        case Found(topic):
            return topic in OF_THE_LINE and any(ours)
        case Unsure():
            return any(ours)
    return False


def _part_clauses(lexicon: Lexicon, said: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """The meaningful clauses of a message, also split where punctuation is missing.

    "pls stop i have no credit" is two clauses. Merely polite clauses are left out, unless all are polite.
    """
    every = tuple(chain.from_iterable(_split_clause(lexicon, one) for one in said))
    telling = tuple(one for one in every if not lexicon.edges.issuperset(read(lexicon, one.text).words))
    return telling or every


def _split_clause(lexicon: Lexicon, said: Clause) -> tuple[Clause, ...]:
    """Split a clause in two if it begins with a wish to stop, or ends with one after "but" or the like.

    Any other clause is given back whole.
    """
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
    """Whether the words are a wish to stop something, whatever it is."""
    return holds(lexicon, "stop_alone phrases", words) or holds(lexicon, "stop_beside phrases", words)
