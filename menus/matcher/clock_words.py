"""Finds times in a part of a sentence: the half hours of a day that words name.

It also finds the other words beside the times.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from menus.due import TIMES, TIMES_OF_DAY
from menus.model import Hours
from menus.phrasing.lexicon import Lexicon
from menus.phrasing.normalise import words_of
from menus.phrasing.phrases import NO_PHRASES, possible_phrases
from menus.phrasing.reading import read

Slots = frozenset[int]  # the half hours of a day, 0 to 47


def _slots(start: float, end: float) -> Slots:
    """The half hours, 0 at midnight, from the hour `start` until the hour `end` (10.5 is half past ten)."""
    return frozenset(range(int(start * 2), int(end * 2)))


DAY = _slots(0, 24)
PARTS: dict[str, Slots] = {name: _slots(*TIMES_OF_DAY[name]) for name in TIMES if name != "any"}
PARTS |= {"daytime": _slots(9, 17), "any": DAY}
# What words may be in a sentence about times, as [best_time] of matching.toml lists them, and how it is
# written in GRAMMAR; those of no letter say nothing of times.
LETTERS = dict.fromkeys(PARTS, "P") | {"day": "d", "never": "N", "bad": "B", "good": "G", "turn": "U"}
LETTERS |= {"before": "<", "after": ">", "between": "b", "or_before": "L", "or_after": "R", "and": "&"}
LETTERS |= {"to": "t", "at": "@", "clock": "c", "because": "?"}
BESIDE, BECAUSE, UNKNOWN, NUMBER = "beside", "because", "unknown", "number"
# What begins or ends a time on a clock: half hours to add, or the half of the day.
LEADS = {"half": 1, "quarter_to": -1, "quarter_past": 0}
HALVES = {"am": 0, "pm": 12}
LISTS = (*LETTERS, *LEADS, *HALVES, "noon", "oclock", "ordinal", BESIDE)
TIME_ON_CLOCK = re.compile(r"(?P<ordinal>[nm]O)|(?P<hour>l?[nm]m?x?o?)|(?P<odd>[lox])|.")
NAMED = {"oclock": "o", "ordinal": "O"}
HOURS, MINUTES, NOON, MORNING = 24, 60, 12, (9, 10, 11)
GRAMMAR = re.compile(
    r"(?P<between>bc[&t]c|>@?c&?[t<]@?c|c[t<]@?c)|(?P<upto><@?c|@?cL)|(?P<since>>@?c|@?cR)|(?P<at>@?c)"
    r"|(?P<part>P)|(?P<mark>[NBGU&d])|(?P<small>[@t])|(?P<odd>.)"
)


class Unclear(ValueError):
    """The error raised if words about times are unknown, or may mean a time or its opposite."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase of a message, with the name of the list to which it belongs.

    `name` is that of its list in [best_time] of matching.toml. `said` is the wording in the message. A time
    on the clock has the name "clock" instead. Its `may_be` are the half hours (0 to 47) that it may mean, the
    likeliest first. `bare` is true if it is only a number.
    """

    name: str
    said: str = ""
    may_be: tuple[int, ...] = ()
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One element of a sentence about times; `slots` are the half hours that it names, if any.

    `kind` is "between", "upto" (until a time), "since", "at" or "part" (of the day). For some words it is
    the name of their list ("never", "any").
    """

    kind: str
    slots: Slots = frozenset()


# A time on the clock without a number.
ALONE = {"noon": Word("clock", may_be=(24,))}


def words_in(data: Lexicon, text: str) -> list[Word]:
    """Split a part of a sentence into words, each named by its list in [best_time] of matching.toml.

    A phrase of a list is one `Word`. A number has the name `NUMBER`, a word of no list the name `UNKNOWN`.
    """
    said = (read(data, text).uncut or ("",))[0]
    found, at, told = sorted(_found(data, said)), 0, list[Word]()
    for start, minus_end, _, name in (*found, (len(said), 0, 0, "")):
        if start >= at:
            told += [_single(data, word) for word in said[at:start].split()]
            told += [Word(name, said[start:-minus_end].strip())] if name else []
            at = -minus_end or at
    return told


def _found(data: Lexicon, said: str) -> Iterator[tuple[int, int, int, str]]:
    """The places of each list's phrases in the text `said`: start, end, rank and name of the list.

    The end is negative, so that the longest match sorts first. A guard (a phrase that only sounds like one
    of the list) has the name UNKNOWN.
    """
    for rank, name in enumerate(LISTS):
        for key, told in (("guards", UNKNOWN), ("phrases", name)):
            listed = data.lists.get(f"{name}_time {key}", NO_PHRASES)
            for phrase in possible_phrases(listed, words_of((said,))):
                for there in phrase.pattern.finditer(said):
                    yield there.start(), -there.end(), rank, told


def _single(data: Lexicon, word: str) -> Word:
    hours = data.grammar.sets.get("hour", ())
    number = str(hours.index(word) + 1) if word in hours else word
    return Word(NUMBER, number) if number.isdigit() else Word(UNKNOWN, word)


def clocks(words: list[Word]) -> list[Word]:
    """The words, with each number and the words that belong to it ("half", "pm") joined into a clock time.

    Raises Unclear if such a word has no number, or if there is no such time.
    """
    told = list[Word]()
    for met in TIME_ON_CLOCK.finditer("".join(map(_letter, words))):
        its = words[met.start() : met.end()]
        match met.lastgroup:
            case "hour":
                told.append(_clock(its))
            case "ordinal":
                told.append(Word("day"))
            case "odd":
                raise Unclear
            case _:
                told.append(ALONE.get(its[0].name, its[0]))
    return told


def _letter(word: Word) -> str:
    """The letter that stands for a word in TIME_ON_CLOCK, the regular expression for times on a clock.

    It is "m" for a number of two digits, "n" for any other number, "." for a word that has no other letter.
    """
    if word.name == NUMBER:
        return "m" if len(word.said) == len("30") else "n"
    return "l" if word.name in LEADS else "x" if word.name in HALVES else NAMED.get(word.name, ".")


def _clock(its: list[Word]) -> Word:
    """Join `its`, a number and the words that belong to it, into a clock time.

    Without am or pm, the likelier of its two hours comes first. Raises Unclear if there is no such time.
    """
    number, *minutes = (word.said for word in its if word.name == NUMBER)
    lead = next((LEADS[word.name] for word in its if word.name in LEADS), None)
    half = next((HALVES[word.name] for word in its if word.name in HALVES), None)
    if len(number) == len("1730"):
        number, minutes = number[:2], [number[2:]]
    hour, past = int(number[:4]), int((minutes or ["0"])[0])
    if hour >= HOURS or past >= MINUTES:
        raise Unclear
    if half is not None:
        may_be: tuple[int, ...] = (hour % NOON + half,)
    elif hour > NOON or number.startswith("0"):
        may_be = (hour,)
    else:
        early = (hour % NOON, hour % NOON + NOON)
        may_be = early if hour in MORNING else early[::-1]
    add = lead if lead is not None else int(past * 2 >= MINUTES)
    return Word("clock", number, tuple(2 * one + add for one in may_be), len(its) == 1 and not minutes)


def items(words: list[Word], open_at: Slots, *, asked: bool) -> list[Item]:
    """Turn the words of a part of a sentence into elements, such as times and "not", in order.

    `words` has each clock time as one `Word`, and no fillers. `open_at` are the half hours at which people
    answer the helpline. If `asked` is true, we have just asked for a time. In that case a number alone is an
    hour, unless it may be the number of one of our choices. Raises Unclear for any other number alone, for an
    unknown word, and for words in an order without a meaning.
    """
    letters = "".join(LETTERS.get(word.name, "?") for word in words)
    parts = frozenset[int]().union(*(PARTS[word.name] for word in words if word.name in PARTS))
    told = list[Item]()
    for met in GRAMMAR.finditer(letters):
        kind, its = str(met.lastgroup), words[met.start() : met.end()]
        if kind == "odd":
            raise Unclear
        if kind == "mark":
            told.append(Item(its[0].name))
        elif kind == "part":
            (part,) = its
            told.append(Item("any" if part.name == "any" else kind, PARTS[part.name]))
        elif kind != "small":
            hours = [word for word in its if word.name == "clock"]
            told.append(Item(kind, _span(kind, hours, parts or DAY, open_at)))
            if (
                met.group() == "c"
                and hours[0].bare
                and not parts
                and not (asked and int(hours[0].said) > len(TIMES) + 1)
            ):
                raise Unclear
    return told


def _span(kind: str, hours: list[Word], parts: Slots, open_at: Slots) -> Slots:
    """The half hours that one or two clock times, `hours`, mean together with words such as "until".

    `kind` tells what the words mean: "between", "upto" (until), "since" or "at". A clock time may mean two
    hours, such as 9 in the morning or in the evening. Hours in `parts`, the parts of the day that are named,
    are preferred, and then hours in `open_at`, when people answer. If there are two times, the first must be
    in `parts` and before the second. If no hours fit this, the result is empty.
    """
    if kind == "between":
        start, end = hours[0].may_be, hours[-1].may_be
        meant = [_slots(a / 2, b / 2) for a in start for b in end if a < b and a in parts]
        return next((one for one in meant if one & open_at), meant[0] if meant else frozenset())
    may_be = [one for one in hours[0].may_be if one in parts] or list(hours[0].may_be)
    at = next((one for one in may_be if one in open_at), may_be[0])
    return {"upto": _slots(0, at / 2), "since": _slots(at / 2, 24)}.get(kind, frozenset({at}))


@lru_cache(maxsize=8)
def hours_open(hours: Hours) -> Slots:
    """The half hours at which people answer the helpline on any day of the week."""
    spans = [span for day in hours.weekly for span in day]
    return frozenset().union(
        *(_open_in(start.hour * 60 + start.minute, end.hour * 60 + end.minute) for start, end in spans)
    )


def _open_in(start: int, end: int) -> Slots:
    """The half hours (0 to 47) that a span touches; `start` and `end` are minutes of a day.

    An end that is not after the start is on the next day.
    """
    end = end if end > start else end + 24 * 60
    return frozenset(at % 48 for at in range(start // 30, -(-end // 30)))
