"""Words for times of day and the names of days and months, by the templates under [times] of phrases.toml."""

from datetime import time
from typing import Literal

from menus.model import Language

Style = Literal["", "text_"]  # what stands before a template's name
SPOKEN: Style = ""
TEXTED: Style = "text_"

CLOCK = ("midnight", "noon", "hour", "half", "minutes", "part_0")
DAY = ("today", "tomorrow", "week", "later", "never", "due", "due_later")
HOURS = ("span", "spans_and", "hours", "hours_and", "days_two", "days_between", "no_hours")
# Every template that a language has to have; `part_N` for further hours N are its own affair.
TEMPLATES = (
    *(style + name for style in (SPOKEN, TEXTED) for name in (*DAY, *CLOCK)),
    *HOURS,
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
    """A time of day in words: spoken ("half past 1 in the afternoon", "noon") or texted ("9.30am")."""
    name = {0: "hour", 30: "half"}.get(at.minute, "minutes")
    if at.minute == 0 and at.hour in (0, 12):
        name = "noon" if at.hour else "midnight"
    return put(
        language.times[style + name],
        hour=str(at.hour % 12 or 12),
        hour24=str(at.hour),
        minute=str(at.minute),
        minutes=f"{at.minute:02}",
        part=_part_of_day(language, at.hour, style),
    )


def _part_of_day(language: Language, hour: int, style: Style) -> str:
    """The words after the hour ("in the evening", "pm"); the template `part_18` gives them from 18:00 on."""
    names = (f"{style}part_{since}" for since in range(hour, -1, -1))
    return next(language.times[name] for name in names if name in language.times)


def day_names(language: Language, style: Style) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of the days, from Monday, and of the months, from January; short names for texts."""
    return (language.short_days, language.short_months) if style else (language.days, language.months)
