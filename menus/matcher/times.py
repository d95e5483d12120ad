"""Reads from people's words when it suits them to be rung; a time called bad never counts (R38)."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from menus.due import TIMES, Best
from menus.matcher.answers import Careful, Match, Nothing, Urgent, Worried
from menus.matcher.care import names_medicine
from menus.matcher.clock_words import (
    BECAUSE,
    BESIDE,
    DAY,
    LEADS,
    NUMBER,
    PARTS,
    UNKNOWN,
    Item,
    Slots,
    Unclear,
    Word,
    clocks,
    hours_open,
    items,
    words_in,
)
from menus.matcher.matching import match
from menus.matcher.utterance import Utterance
from menus.model import Hours, Language
from menus.phrasing.clauses import clauses
from menus.phrasing.lexicon import lexicon
from menus.phrasing.reading import read

# Digits of a phone number are no hours.
PHONE = re.compile(r"(?<!\d)(?:\+?44|0)(?:[\s().–/-]*\d){9,10}(?!\d)")
DASH = re.compile(r"(?<=[\dm])\s*[-–—]\s*(?=\d)", re.IGNORECASE)
POINT = re.compile(r"(?<=\d)[.:](?=\d\d)")


@dataclass(frozen=True, slots=True)
class When:
    """What words say about when to ring: `best` is the time of day that they choose, None for none.

    `day` is true if the words name a day; `shut` if nobody rings at any hour that would suit; `clear` if all
    words are known and none may mean a time or its opposite.
    """

    best: Best | None = None
    day: bool = False
    shut: bool = False
    clear: bool = True


@dataclass(slots=True)
class _Heard:
    """The half hours that suit (`suits`), and those that do not (`bad`): a set for each time that was named.

    `upto` is true after words like "before 10".
    """

    suits: list[Slots] = field(default_factory=list)
    bad: list[Slots] = field(default_factory=list)
    upto: bool = False


def when(language: Language, hours: Hours, words: str, *, asked: bool = False) -> When:
    """The time at which it suits a person to be rung, read from words.

    If a time has unknown or ambiguous words beside it, the result names no time: the person is asked again.
    If `asked` is true, we have just asked for the time, and "9" is an hour. If a further language finds no
    time in the words, they are read in the pack's first language.
    """
    said = _when(language, hours, words, asked=asked)
    if language.first and not said.best:
        lent = _when(language.first, hours, words, asked=asked)
        return lent if lent.best else said
    return said


def _when(language: Language, hours: Hours, words: str, *, asked: bool) -> When:
    data, heard, day, before = lexicon(language), _Heard(), False, list[Item]()
    parts = [clause.text for clause in clauses(DASH.sub(" to ", POINT.sub(" ", PHONE.sub(" ", words))))]
    if len(parts) > 1 and data.commands.get("".join(read(data, parts[0]).as_sent)) == "MENU":
        parts = parts[1:]  # "Morning, please ring me" greets
    try:
        for part in parts:
            told = _without_reason(words_in(data, part), bool(heard.suits or heard.bad))
            day = day or any(word.name in ("day", "ordinal") for word in told)
            said = items(clocks(told), hours_open(hours), asked=asked)
            _go_on(heard, before, said)
            for piece in _pieces(said):
                _hear(heard, piece)
            before = said
    except Unclear:
        return When(day=day, clear=False)
    return _settle(heard, hours_open(hours), day)


def _without_reason(words: list[Word], named: bool) -> list[Word]:
    """The words up to a reason or the subject of the call, without small words.

    `named` is true if a time came before these words. A reason before any time is kept: it may say that the
    time is a bad one. A word such as "for" just before an hour is no reason.
    """
    told = list[Word]()
    for at, word in enumerate(words):
        hour_next = at + 1 < len(words) and words[at + 1].name in (NUMBER, *LEADS)
        if (
            word.name == BECAUSE
            and not hour_next
            and (named or any(one.name in (*PARTS, NUMBER) for one in told))
        ):
            break
        if word.name == BECAUSE and hour_next:
            told.append(Word("at"))
        elif word.name != BESIDE:
            told.append(word)
    return told


def _go_on(heard: _Heard, before: list[Item], said: list[Item]) -> None:
    """Raise Unclear if `said`, the elements after a comma, may reverse those before it; else do nothing.

    Examples are "mornings, no" and "mornings, afternoons are bad". `before` are the elements between the last
    two commas. `heard` has the times in all words before `said`.
    """
    kinds = [item.kind for item in said]
    timed = any(item.slots for item in said)
    denies = ("never" in kinds or "bad" in kinds) and _denies_days(said) is None
    listed = bool(before) and all(item.kind in ("part", "and") for item in before) and "bad" in kinds
    if listed or (denies and not timed and heard.suits):
        raise Unclear


def _denies_days(piece: list[Item]) -> int | None:
    """The index of a "not" that denies days and no time of day ("afternoon but not Monday"); None if none."""
    kinds = [item.kind for item in piece]
    never = kinds.index("never") if "never" in kinds else len(kinds)
    denied = {*kinds[never:]}
    return never if "day" in denied and denied <= {"day", "and", "never"} else None


def _pieces(said: list[Item]) -> list[list[Item]]:
    """The elements, split at "but" (left out), and after each "is good" or "is bad" that follows a time."""
    pieces: list[list[Item]] = [[]]
    for item in said:
        if item.kind != "turn":
            pieces[-1].append(item)
        if item.kind == "turn" or (item.kind in ("good", "bad") and any(one.slots for one in pieces[-1])):
            pieces.append([])
    return pieces


def _hear(heard: _Heard, piece: list[Item]) -> None:
    """Add to `heard` the times of one piece, as times that suit or that do not.

    Times after "not" do not suit. If the piece says "bad", no time in it suits. Raises Unclear if it is open
    how far a "not" reaches ("not mornings evenings").
    """
    piece = piece[: _denies_days(piece)]
    kinds = [item.kind for item in piece]
    never = kinds.index("never") if "never" in kinds else len(piece)
    if "bad" in kinds or (never < len(piece) and not any(item.slots for item in piece[never:])):
        never = 0  # "mornings, no"
    two = any(one == other == "part" for one, other in pairwise(kinds))
    if never < len(piece) and ("good" in kinds or two):
        raise Unclear  # "not mornings evenings"
    for at, item in enumerate(piece):
        _add(heard, item, bad=at >= never)


def _add(heard: _Heard, item: Item, *, bad: bool) -> None:
    """Add the times of `item` to `heard`: to the times that suit or, if `bad` is true, to those that do not.

    If times that suit overlap the ones added just before, only the overlap suits: "10 in the morning", "after
    2 but before 4". An element without a time adds nothing.
    """
    its = item.slots
    if not its:
        return
    if bad:
        heard.bad.append(its)
    elif heard.suits and heard.suits[-1] & its:
        heard.suits[-1] &= its
    else:
        heard.suits.append(its)
    heard.upto = heard.upto or item.kind == ("since" if bad else "upto")  # "not after 5" is before 5


def _settle(heard: _Heard, open_at: Slots, day: bool) -> When:
    """The time of day at which to ring, from all that was `heard`.

    `open_at` are the half hours at which people answer the helpline. `day` is true if the words name a day.
    The rules are tried in this order:

    (a) No time of day, if no time was named.
    (b) "any", if every time of day suits as a whole.
    (c) A time of day that suits as a whole: the first, or the last after words like "before 10".
    (d) No time of day, if nobody answers at any hour that suits.
    (e) The time of day of which the largest part suits.
    """
    if not (heard.suits or heard.bad):
        return When(day=day)
    named = frozenset[int]().union(*heard.suits) if heard.suits else DAY
    # where nothing is left, a number was read as the wrong hour: "evenings but not after 9"
    suits = named.difference(*heard.bad) or (named if heard.suits else frozenset())
    times: dict[Best, Slots] = {time: PARTS[time] for time in TIMES if time != "any"}
    whole = [time for time, its in times.items() if (its & open_at or its) <= suits]
    if len(whole) == len(times):
        return When("any", day)
    if whole:
        return When(whole[-1] if heard.upto else whole[0], day)
    rung = {time: len(its & suits & open_at) / len(its) for time, its in times.items()}
    if not any(rung.values()):
        return When(day=day, shut=bool(suits))
    most: Best = max(times, key=lambda time: rung[time])
    return When(most, day)


def as_time(language: Language, hours: Hours, words: str, found: Match) -> Match:
    """Correct `found`, the match for an answer about a time to ring, if the matcher took a time for a dose.

    "Half 3" sounds like half of a dose. If only a time sounds so, and the other words are not about a
    medicine or trouble, the match becomes `Nothing`: the words only name a time. Any other match stays.
    """
    if not isinstance(found, Careful) or when(language, hours, words, asked=True).best is None:
        return found
    data = lexicon(language)
    rest = " ".join(word.said for word in words_in(data, words) if word.name in (BESIDE, BECAUSE, UNKNOWN))
    beside, heard = match(language, rest), Utterance(data, rest, read(data, rest), True)
    stays = isinstance(beside, Careful | Urgent | Worried) or names_medicine(heard)
    return found if stays else Nothing("unknown")
