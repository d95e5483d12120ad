"""Puts the helpline's week into words: in full if that is short enough, else in short form (R34)."""

from collections.abc import Iterator
from datetime import time
from itertools import groupby, pairwise

from menus.clock import SPOKEN, TEXTED, Style, clock, put
from menus.model import Hours, Language
from menus.parts import length
from menus.seconds import spoken_words

# Every sentence of the base that tells the hours has room for so much.
MOST_LETTERS, MOST_WORDS = 32, 17
MIDNIGHT, NOON, LATEST = time(), time(12), time(20)
EARLIEST = time(7)
HALF = 30  # minutes: later, a time is spoken by the next hour
ALL_DAY = (MIDNIGHT, MIDNIGHT)
Spans = tuple[tuple[time, time], ...]


def week_in_words(language: Language, hours: Hours, style: Style) -> str:
    """The helpline's weekly hours in words, spoken or texted as `style` says.

    In texts, the pack's own words for the week (`Hours.short`) are used if there are any. Otherwise it is the
    first of these forms that is short enough:

    (a) the week in full;
    (b) a short form: "Mon-Thu 9-5, Fri 9-4";
    (c) the days alone: "Mon-Fri at various times".

    If none is short enough, the words only say that the hours vary.
    """
    if style == TEXTED and hours.short:
        return hours.short
    times = language.times
    days = together(language, [day for day, spans in enumerate(hours.weekly) if spans], style)
    varied = put(times[f"{style}varied"], days=days)
    forms = (*_whole(language, hours, style), varied)
    return next((words for words in forms if _fits(words, style)), times["vary"])


def holidays_in_words(language: Language, hours: Hours, style: Style) -> str:
    """What the helpline does on a bank holiday, as a sentence: closed, as usual, or hours of its own."""
    if hours.on_bank_holidays is None:
        return language.holidays["usual"]
    if not hours.on_bank_holidays:
        return language.holidays["closed"]
    spans = (_full_span(language, *span, style) for span in hours.on_bank_holidays)
    return put(language.holidays["hours"], spans=language.times["spans_and"].join(spans))


def is_told(language: Language, hours: Hours, style: Style) -> bool:
    """Whether one sentence can hold all hours of the week, without the pack's own short words for them."""
    return any(_fits(words, style) for words in _whole(language, hours, style))


def _whole(language: Language, hours: Hours, style: Style) -> Iterator[str]:
    """The forms of the week that leave nothing out: the full one and the short one."""
    if all(spans == (ALL_DAY,) for spans in hours.weekly):
        yield language.times["always"]
    yield _in_full(language, hours, style)
    comma, between = (", ", language.times["hours_and"]) if style == SPOKEN else (" ", ", ")
    both = _and(language, style)
    told = [
        f"{together(language, days, style)}{comma}{both.join(spans)}"
        for days, spans in in_groups(language, hours, style)
    ]
    if told:
        yield between.join(told)


def _fits(words: str, style: Style) -> bool:
    return spoken_words(words) <= MOST_WORDS if style == SPOKEN else length(words) <= MOST_LETTERS


def in_groups(language: Language, hours: Hours, style: Style) -> Iterator[tuple[list[int], list[str]]]:
    """Each group of days (0 for Monday) with the same spans, and these spans in short form ("9-5")."""
    groups: dict[Spans, list[int]] = {}
    for day, spans in enumerate(hours.weekly):
        if spans:
            groups.setdefault(spans, []).append(day)
    for spans, days in groups.items():
        told = [_short_span(language, *span, style, n > 0) for n, span in enumerate(spans)]
        yield days, told


def together(language: Language, days: list[int], style: Style) -> str:
    """Days in words; consecutive days are joined: "Monday to Thursday and Saturday", "Mon-Tue & Thu"."""
    names = language.days if style == SPOKEN else language.short_days
    starts = [0, *(n for n, (one, other) in enumerate(pairwise(days), 1) if other != one + 1), len(days)]
    told: list[str] = []
    for run in (days[start:end] for start, end in pairwise(starts)):
        if run[2:] and style == SPOKEN:
            told.append(put(language.times["days_between"], first=names[run[0]], last=names[run[-1]]))
        elif run[1:] and style == TEXTED:
            told.append(f"{names[run[0]]}-{names[run[-1]]}")
        else:
            told += [names[day] for day in run]
    *others, last = told or [""]
    return _and(language, style).join((", ".join(others), last)) if others else last


def _and(language: Language, style: Style) -> str:
    return language.times["spans_and"] if style == SPOKEN else " & "


def _short_span(language: Language, start: time, end: time, style: Style, later: bool) -> str:
    """A span in words, without am and pm if it is clear without them: "9-5", "1.30-4.30pm".

    `later` is true if the day has an earlier span.
    """
    if (start, end) == ALL_DAY:
        return language.times["always"]
    (first, morning), (last, evening) = (_without_part(language, at, style) for at in (start, end))
    if not is_plain(start, end, later=later):
        alike = morning == evening != "" and start < end and (start < NOON) == (end < NOON)
        first, last = first if alike else clock(language, start, style), clock(language, end, style)
    return f"{first}-{last}" if style == TEXTED else _span(language, start, first, last)


def is_plain(start: time, end: time, *, later: bool) -> bool:
    """Whether a span is clear without am and pm ("9-5"); `later` is true if the day has an earlier span."""
    return EARLIEST <= start < end <= LATEST and end >= NOON and (start < NOON or later)


def _span(language: Language, at: time, start: str, end: str) -> str:
    """A span of spoken times: "9 to 5", but "10 minutes to 9 until 5"."""
    return put(language.times["span_until" if at.minute > HALF else "span"], start=start, end=end)


def _without_part(language: Language, at: time, style: Style) -> tuple[str, str]:
    """A time of day in two pieces: the hour and minutes, and the words for the part of the day ("pm").

    For noon in a text the pieces are "12" and "".
    """
    if style == TEXTED and at == NOON:
        return "12", ""
    told = clock(language, at, style)
    parts = (words for name, words in language.times.items() if name.startswith(f"{style}part_"))
    part = max((part for part in parts if told.endswith(part)), key=len, default="")
    return told.removesuffix(part).rstrip(), part


def _in_full(language: Language, hours: Hours, style: Style) -> str:
    """The week in full: days in a row with the same hours are joined, and closed days left out."""
    told = []
    for spans, run in groupby(range(len(hours.weekly)), key=hours.weekly.__getitem__):
        if spans:
            said = language.times["spans_and"].join(_full_span(language, *span, style) for span in spans)
            told.append(put(language.times["hours"], days=_day_names(language, list(run)), spans=said))
    return language.times["hours_and"].join(told) or language.times["no_hours"]


def _full_span(language: Language, start: time, end: time, style: Style) -> str:
    if (start, end) == ALL_DAY:
        return language.times["always"]
    first, last = (clock(language, at, style) for at in (start, end))
    span = language.times["span"]
    return put(span, start=first, end=last) if style == TEXTED else _span(language, start, first, last)


def _day_names(language: Language, run: list[int]) -> str:
    first, last = language.days[run[0]], language.days[run[-1]]
    if len(run) == 1:
        return first
    return put(language.times["days_between" if run[2:] else "days_two"], first=first, last=last)
