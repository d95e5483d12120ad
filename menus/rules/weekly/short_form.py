"""The rule for the week's short form in hours.toml: its length, and its agreement with the hours.

The rule is R34.
"""

from collections.abc import Iterator

from menus.filling.week import MOST_LETTERS
from menus.loading.opening import FILE
from menus.loading.shape import DAYS
from menus.model import Fault
from menus.parts import is_gsm7, length
from menus.rules.weekly.by_hand import Spans, Unreadable, days_named, means, spans_named
from menus.said import Look

SAME = "write the same in both, or take it out: the line makes one"


def short_form(look: Look) -> Iterator[Fault]:
    """Check that the pack's own wording of the week fits into every text, and agrees with the hours.

    If the wording has no figures, only its days are compared. If it names no days either, nothing is.
    """
    short = look.pack.hours.short
    if (over := length(short) - MOST_LETTERS) > 0:
        yield Fault(FILE, "short", f"{length(short)} characters, {over} over", "shorten it, or take it out")
    if not is_gsm7(short) or set("{}") & set(short):
        yield Fault(FILE, "short", "holds a sign that a plain text cannot hold", "type plain letters (R24)")
    elif any(letter.isdigit() for letter in short):
        yield from _told_times(look, short)
    elif named := days_named(look.language, short):
        yield from _other_days(look, named)


def _told_times(look: Look, short: str) -> Iterator[Fault]:
    try:
        told = spans_named(look.language, short)
    except Unreadable as error:
        says = f'"{error}" cannot be held to the hours' if str(error) else "names times without their days"
        yield Fault(FILE, "short", says, 'write days and times alone, like "Mon-Thu 9-5, Fri 9-4" (R34)')
        return
    days = tuple(_other_days(look, frozenset(told)))
    yield from days or _other_times(look, told)


def _other_days(look: Look, named: frozenset[int]) -> Iterator[Fault]:
    """A fault if the short form names other days than those on which the helpline opens."""
    opens = {day for day, spans in enumerate(look.pack.hours.weekly) if spans}
    differ = ((named - opens, "closed on"), (opens - named, "open as well on"))
    told = (
        f"{says} {', '.join(look.language.days[day] for day in sorted(days))}"
        for days, says in differ
        if days
    )
    if named != opens:
        yield Fault(FILE, "short", f"says other days than `weekly`: {' and '.join(told)}", SAME)


def _other_times(look: Look, told: dict[int, Spans]) -> Iterator[Fault]:
    """A fault if the short form gives an opening day other times than the hours do."""
    weekly = look.pack.hours.weekly
    for day in (day for day in sorted(told) if weekly[day] and not means(told[day], weekly[day])):
        spans = ", ".join(f"{start:%H:%M}-{end:%H:%M}" for start, end in weekly[day])
        says = f"says other times than weekly.{DAYS[day]}, {spans}"
        yield Fault(FILE, "short", says, f"{SAME}; say am and pm where it is not plain (R34)")
        return
