"""Words for times of day and the names of days and months, by the templates under [times] of phrases.toml."""

from datetime import time
from typing import Literal

from menus.model import Language

Style = Literal["", "text_"]  # what stands before a template's name
SPOKEN: Style = ""
TEXTED: Style = "text_"

CLOCK = ("midnight", "noon", "hour", "half", "minutes", "part_0")
REVIEWED = "reviewed"
DAY = ("today", "tomorrow", "week", "later", "never", "due", "due_later")
HOURS = (
    *("span", "span_until", "spans_and", "hours", "hours_and", "days_two", "days_between"),
    *("no_hours", "always", "vary", "varied"),
)
NEAR = {1: "minute", 15: "quarter", 30: "half", 45: "quarter_to", 59: "minute_to"}
HOUR = 60  # minutes
# Spoken templates that a language may lack, and texts have none of: `minutes` says those times then.
NEARER = ("minute", "quarter", "minutes_to", "minute_to", "quarter_to")
# Every template that a language has to have; `part_N` for further hours N are its own affair.
TEMPLATES = (
    *(style + name for style in (SPOKEN, TEXTED) for name in (*DAY, *CLOCK, REVIEWED)),
    *HOURS,
    "text_varied",
    "zero",
    "plus",
)


def put(template: str, **blanks: str) -> str:
    """Fill the blanks of a template with these values; a blank without a value stays as it is.

    A blank inside a value is not filled.
    """
    head, *pieces = template.split("{")
    filled = [head]
    for piece in pieces:
        name, bracket, rest = piece.partition("}")
        filled.append(blanks[name] + rest if bracket and name in blanks else "{" + piece)
    return "".join(filled)


def clock(language: Language, at: time, style: Style) -> str:
    """A time of day in words: spoken ("half past 1 in the afternoon", "noon") or texted ("9.30am").

    In the second half of an hour, the spoken time names the next hour: "10 minutes to noon".
    """
    template = language.times[style + _template(language, at, style)]
    return put(
        template,
        hour=str(at.hour % 12 or 12),
        hour24=str(at.hour),
        minute=str(at.minute),
        minutes=f"{at.minute:02}",
        part=part_of_day(language, at.hour, style),
        left=str(HOUR - at.minute),
        next=clock(language, time((at.hour + 1) % 24), style) if "{next}" in template else "",
    )


def _template(language: Language, at: time, style: Style) -> str:
    """The name of the template for a time of day ("noon"), without the "text_" that names for texts have."""
    if at.minute == 0:
        return {0: "midnight", 12: "noon"}.get(at.hour, "hour")
    later = at.minute > HOUR // 2
    wanted = (NEAR.get(at.minute, ""), "minutes_to" if later else "minutes")
    return next((name for name in wanted if language.times.get(style + name)), "minutes")


def part_of_day(language: Language, hour: int, style: Style) -> str:
    """The words after the hour of a time ("in the evening", "pm"); `hour` is 0 to 23.

    They are the language's words for that part of the day. The template `part_18`, for example, holds from
    18:00 until the hour of the next such template.
    """
    names = (f"{style}part_{since}" for since in reversed(range(hour + 1)))
    return next(language.times[name] for name in names if name in language.times)


def day_names(language: Language, style: Style) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of the days, from Monday, and of the months, from January; short names for texts."""
    return (language.short_days, language.short_months) if style else (language.days, language.months)
