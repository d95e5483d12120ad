"""Puts the helpline's week into words: in full where that is short, else in a short form (R34)."""

from datetime import time
from itertools import groupby, pairwise

from menus.clock import SPOKEN, TEXTED, Style, clock, put
from menus.model import Hours, Language
from menus.parts import length
from menus.seconds import spoken_words

# As long as the shipped pack's week in full, and a word more: every sentence has room for so much.
MOST_LETTERS, MOST_WORDS = 28, 13
MIDNIGHT, NOON, LATEST = time(), time(12), time(20)
EARLIEST = time(7)
Spans = tuple[tuple[time, time], ...]


def week_in_words(language: Language, hours: Hours, style: Style) -> str:
    """The weekly hours in words: in full, or in a short form where that is too long for our sentences.

    In a text the short form is the pack's own `short`, or made: "Mon-Thu 9-5, Fri 9-4". Where even that is
    too long, the words say only that the hours differ.
    """
    times = language.times
    made = hours.short if style == TEXTED and hours.short else ""
    if all(spans == ((MIDNIGHT, MIDNIGHT),) for spans in hours.weekly):
        made = made or times["always"]
    forms = (_in_full(language, hours, style), _in_short(language, hours, style))
    return made or next((words for words in forms if _fits(words, style)), times["vary"])


def _fits(words: str, style: Style) -> bool:
    return spoken_words(words) <= MOST_WORDS if style == SPOKEN else length(words) <= MOST_LETTERS


def _in_short(language: Language, hours: Hours, style: Style) -> str:
    """The week with short times, and with all days of the same times named together."""
    days: dict[Spans, list[int]] = {}
    for day, spans in enumerate(hours.weekly):
        days.setdefault(spans, []).append(day)
    told = (
        f"{_together(language, listed, style)}{', ' if style == SPOKEN else ' '}"
        + language.times["spans_and"].join(
            _short_span(language, *span, style, n > 0) for n, span in enumerate(spans)
        )
        for spans, listed in days.items()
        if spans
    )
    return (language.times["hours_and"] if style == SPOKEN else ", ").join(told)


def _together(language: Language, days: list[int], style: Style) -> str:
    """Days in words, those in a row joined: "Monday to Thursday", "Tue & Thu"."""
    names = language.days if style == SPOKEN else language.short_days
    starts = [0, *(n for n, (one, other) in enumerate(pairwise(days), 1) if other != one + 1), len(days)]
    runs = [days[start:end] for start, end in pairwise(starts)]
    both = language.times["spans_and"] if style == SPOKEN else " & "
    between = language.times["days_between"] if style == SPOKEN else "{first}-{last}"
    told = (
        put(between, first=names[run[0]], last=names[run[-1]])
        if run[2:]
        else both.join(names[day] for day in run)
        for run in runs
    )
    return both.join(told)


def _short_span(language: Language, start: time, end: time, style: Style, later: bool) -> str:
    """A span without the parts of the day where nobody can take it for another: "9-5", "9-1 and 2-5".

    It is `later` if the day has a span before it.
    """
    plain = EARLIEST <= start < end <= LATEST and end >= NOON and (start < NOON or later)
    times = [_short_time(language, at, style) if plain else clock(language, at, style) for at in (start, end)]
    return "-".join(times) if style == TEXTED else put(language.times["span"], start=times[0], end=times[1])


def _short_time(language: Language, at: time, style: Style) -> str:
    """A time of day without its part of the day; a text has noon as 12."""
    if style == TEXTED:
        return f"{at.hour % 12 or 12}" + (f".{at.minute:02}" if at.minute else "")
    parts = sorted((words for name, words in language.times.items() if name.startswith("part_")), key=len)
    told = clock(language, at, style)
    return next(
        (told.removesuffix(f" {part}") for part in reversed(parts) if told.endswith(f" {part}")), told
    )


def _in_full(language: Language, hours: Hours, style: Style) -> str:
    """The week in full: days in a row with the same hours are joined, and closed days left out."""
    told = []
    for spans, run in groupby(range(len(hours.weekly)), key=hours.weekly.__getitem__):
        if spans:
            said = [
                put(
                    language.times["span"],
                    start=clock(language, start, style),
                    end=clock(language, end, style),
                )
                for start, end in spans
            ]
            joined = language.times["spans_and"].join(said)
            told.append(put(language.times["hours"], days=_day_names(language, list(run)), spans=joined))
    return language.times["hours_and"].join(told) or language.times["no_hours"]


def _day_names(language: Language, run: list[int]) -> str:
    first, last = language.days[run[0]], language.days[run[-1]]
    if len(run) == 1:
        return first
    return put(language.times["days_between" if run[2:] else "days_two"], first=first, last=last)
