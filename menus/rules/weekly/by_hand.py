"""Parses a week written by hand ("Mon-Thu 9-5, Fri 9-4"), for comparison with the hours (R34)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

from menus.clock import TEXTED, part_of_day
from menus.filling.week import ALL_DAY, is_plain
from menus.model import Language

HOURS, MINUTES, NOON = 24, 60, 12
HALF_A_DAY = NOON * MINUTES
ALL = "@"  # all day, in one sign
CLOCK = re.compile(r"(\d+)(?:[.:](\d\d))?")
SPAN, RUN = "t-t", "d-d|d"
# Each token is one letter: d a day, t a time, a all day, - to, & and.
CLAUSE = re.compile(rf"((?:{RUN})(?:&?(?:{RUN}))*)&?(a|{SPAN}(?:&?{SPAN})*)&?")
DAYS = re.compile(RUN)


@dataclass(frozen=True, slots=True)
class Clock:
    """A written time: its possible times of day, only one if the time is sure."""

    may_be: tuple[time, ...]

    @property
    def sure(self) -> bool:
        """Whether the written time has only one possible time of day."""
        return len(self.may_be) == 1


Spans = tuple[tuple[Clock, Clock], ...]


class Unreadable(ValueError):
    """The error raised when a week is not made of days and times alone.

    Its argument is the word that is neither, or "" if there is no such word but the order makes no sense.
    """


def days_named(language: Language, short: str) -> frozenset[int]:
    """The days (0 for Monday) that the text `short` names, with those between two joined days ("Mon-Fri")."""
    kinds, tokens = _tokens(language, short, strictly=False)
    return frozenset(day for found in DAYS.finditer(kinds) for day in _run(tokens[slice(*found.span())]))


def spans_named(language: Language, short: str) -> dict[int, Spans]:
    """The spans that the text `short` names for each day (0 for Monday); () for all day.

    Unnamed days are left out. Raises Unreadable if the text is anything but days, each followed by times.
    """
    kinds, tokens = _tokens(language, short, strictly=True)
    if kinds == "a":
        return dict.fromkeys(range(7), ())
    if not re.fullmatch(rf"(?:{CLAUSE.pattern})+", kinds):
        raise Unreadable("")
    told: dict[int, Spans] = {}
    for clause in CLAUSE.finditer(kinds):
        at = clause.start()
        clocks = [token for token in tokens[slice(*clause.span(2))] if isinstance(token, Clock)]
        spans = tuple(zip(clocks[::2], clocks[1::2], strict=True))
        for found in DAYS.finditer(clause.group()):
            for day in _run(tokens[at + found.start() : at + found.end()]):
                told[day] = (*told.get(day, ()), *spans)
    return told


def means(told: Spans, spans: tuple[tuple[time, time], ...]) -> bool:
    """Whether a reader of the written spans `told` would take them for `spans`; () stands for all day."""
    if not told or len(told) != len(spans):
        return not told and spans == (ALL_DAY,)
    return all(_is(*one, *span, n > 0) for n, (one, span) in enumerate(zip(told, spans, strict=True)))


def _is(first: Clock, last: Clock, start: time, end: time, later: bool) -> bool:
    held = start in first.may_be and end in last.may_be
    if held and first.sure is not last.sure:  # the other one is the nearest to it
        lasts = (end.hour - start.hour) * MINUTES + end.minute - start.minute
        return 0 < lasts % (2 * HALF_A_DAY) <= HALF_A_DAY
    return held and (first.sure or is_plain(start, end, later=later))


def _run(tokens: list[object]) -> Iterator[int]:
    """The days (0 for Monday) of one day name, or of two names with a "to" between them."""
    days = [token for token in tokens if isinstance(token, int)]
    yield from ((days[0] + n) % 7 for n in range((days[-1] - days[0]) % 7 + 1))


def _tokens(language: Language, short: str, *, strictly: bool) -> tuple[str, list[object]]:
    """The kind of each word in a text, as one letter, and the value of each word.

    An unknown word raises Unreadable if `strictly`; otherwise its kind is "?".
    """
    parts = (part for name, part in language.times.items() if name.startswith("text_part_"))
    clock = rf"\d{{1,2}}(?:[.:]\d\d)?(?: ?(?:{'|'.join(map(re.escape, parts))})\b)?"
    kinds, tokens = "", list[object]()
    for word in re.findall(rf"{clock}|[^\W\d]+|[^\s\w]|\d", _in_plain_names(language, short.lower())):
        kind, token = _token(language, word)
        if kind == "?" and strictly:
            raise Unreadable(word)
        kinds, tokens = kinds + kind, [*tokens, token]
    return kinds, tokens


def _in_plain_names(language: Language, short: str) -> str:
    """A lower-case text in which names of days replace other words: "weekdays" becomes "mon-fri".

    Words for all day become "@".
    """
    names = [day.lower() for day in language.short_days]
    said = dict.fromkeys(language.checks.get("weekdays", ()), f"{names[0]}-{names[4]}")
    said |= dict.fromkeys(language.checks.get("weekends", ()), f"{names[5]}-{names[6]}")
    said |= dict.fromkeys(language.checks.get("every_day", ()), f"{names[0]}-{names[6]}")
    said |= dict.fromkeys((language.times["always"].lower(), *language.checks.get("all_day", ())), ALL)
    longest_first = "|".join(map(re.escape, sorted(said, key=len, reverse=True)))
    return re.sub(rf"(?<!\w)(?:{longest_first})(?!\w)", lambda found: said[found[0]], short)


def _token(language: Language, word: str) -> tuple[str, object]:
    """The kind of a word, and the day or time that the word means.

    The kinds are "d" (a day), "t" (a time), "a" (all day), "-" (up to), "&" (and) and "?" (unknown).
    """
    days = {
        name.lower(): day for names in (language.days, language.short_days) for day, name in enumerate(names)
    }
    sure = {language.times["text_noon"]: time(12), language.times["text_midnight"]: time()}
    if word in days:
        return "d", days[word]
    if word in sure:
        return "t", Clock((sure[word],))
    if word[0].isdigit() and (clock := _clock(language, word)):
        return "t", clock
    kinds = ((ALL, "a"), *((sign, "-") for sign in language.checks.get("up_to", ())))
    return {**dict.fromkeys(language.checks.get("beside", ()), "&"), **dict(kinds)}.get(word, "?"), None


def _clock(language: Language, word: str) -> Clock | None:
    """The possible times of day of a written time; None if the word is not a time."""
    found = CLOCK.match(word)
    hour, minute = (int(part or 0) for part in found.groups()) if found else (HOURS, 0)
    if not found or hour >= HOURS or minute >= MINUTES:
        return None
    times = [time(each, minute) for each in sorted({hour % NOON, hour % NOON + NOON})]
    if part := word[found.end() :].strip():
        return Clock(tuple(at for at in times if part_of_day(language, at.hour, TEXTED) == part))
    return Clock((time(hour, minute),) if not 1 <= hour <= NOON else tuple(times))
