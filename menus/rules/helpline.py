"""Rules of hours.toml (the helpline's hours and numbers, R34, R37) and calls.toml (subjects)."""

import re
from collections.abc import Iterator
from datetime import time, timedelta

from menus.loading.shape import DAYS
from menus.model import Fault
from menus.said import Look

FILE, CALLS = "hours.toml", "calls.toml"
LABELLED = re.compile(r"[a-z][a-z_]{1,19}")
LONGEST_LABEL, MOST_LABELS = 40, 20
MOST_SPANS = 6  # a day
STALE, RUNNING_OUT = 90, 90  # days
DEAR = ("+449", "+4470", "+44118", "+44871", "+44872", "+44873")


def confirmation(look: Look) -> Iterator[Fault]:
    """Check that someone rang to confirm the hours and the number within the last 90 days (R34)."""
    hours = look.pack.hours
    if not hours.confirmed_by.strip():
        says, mend = "no one has confirmed hours and number", "ring the helpline, and write your name (R34)"
        yield Fault(FILE, "confirmed_by", says, mend, "warning")
    elif hours.confirmed_on is None:
        yield Fault(FILE, "confirmed_on", "is missing beside confirmed_by", "write the day of the call (R34)")
    elif hours.confirmed_on > look.today:
        yield Fault(FILE, "confirmed_on", "is a day to come", "write the day of the call (R34)")
    elif look.today - hours.confirmed_on > timedelta(STALE):
        says = f"hours and number were confirmed {(look.today - hours.confirmed_on).days} days ago"
        yield Fault(FILE, "confirmed_on", says, "ring the helpline again, and write the day (R34)", "warning")


def holidays(look: Look) -> Iterator[Fault]:
    """Warn when the last day for which bank holidays are known is at most 90 days away, or past (R34)."""
    left = (look.pack.hours.holidays_until - look.today).days
    if left <= RUNNING_OUT:
        says = (
            f"the checked bank holidays end in {left} days"
            if left >= 0
            else "the checked bank holidays have ended"
        )
        mend = "look at gov.uk's list, add what is new to `holidays`, and write a later day (R34)"
        yield Fault(FILE, "holidays_until", says, mend, "warning")


def week(look: Look) -> Iterator[Fault]:
    """Check that the helpline opens at all, with at most 6 spans of hours a day, and no two that overlap."""
    if not any(look.pack.hours.weekly) and not look.pack.hours.openings:
        yield Fault(FILE, "weekly", "has no hours, so the helpline never opens", "write when people answer")
    minutes = 24 * 60
    spans = []
    for day, listed in enumerate(look.pack.hours.weekly):
        if (over := len(listed) - MOST_SPANS) > 0:
            says = f"{len(listed)} spans, {over} over"
            yield Fault(FILE, f"weekly.{DAYS[day]}", says, "join some: nobody can remember so many")
        for start, end in listed:
            begins, ends = start.hour * 60 + start.minute, end.hour * 60 + end.minute
            ends += minutes if ends <= begins else 0
            spans.append((day * minutes + begins, day * minutes + ends))
    for n, (begins, ends) in enumerate(spans):
        following = spans[(n + 1) % len(spans)][0] + (7 * minutes if n + 1 == len(spans) else 0)
        if ends > following:
            says = "a span begins before the one before it ends"
            yield Fault(FILE, f"weekly.{DAYS[begins // minutes]}", says, "make them one span")


def turned_round(look: Look) -> Iterator[Fault]:
    """Check that no span of hours ends before it starts, unless hours.toml says `past_midnight = true`.

    All such spans give one fault together. It names the first, and says how many more there are.
    """
    hours = look.pack.hours
    named = zip(
        (*(f"weekly.{day}" for day in DAYS), "bank_holidays"), (*hours.weekly, _on_bank(look)), strict=True
    )
    turned = [
        (key, f"{start:%H:%M}-{end:%H:%M}")
        for key, listed in named
        for start, end in listed
        if end <= start and end != time()
    ]
    if turned and not hours.past_midnight:
        (key, span), *more = turned
        others = f", and so do {len(more)} more" if more else ""
        says = f"{span} ends before it starts{others}"
        yield Fault(
            FILE, key, says, "turn it round, or write `past_midnight = true` if it ends on the next day (R34)"
        )


def _on_bank(look: Look) -> tuple[tuple[time, time], ...]:
    return look.pack.hours.on_bank_holidays or ()


def numbers(look: Look) -> Iterator[Fault]:
    """Check that no number of the helpline is of a costly kind (such as 09 or 0871), or is listed twice."""
    listed = [number.number for number in look.pack.hours.numbers]
    for number in dict.fromkeys(listed):
        if number.startswith(DEAR):
            says, mend = f"{number} is a number that costs more", "name an ordinary or free one"
            yield Fault(FILE, "numbers", says, mend, about=number)
        if listed.count(number) > 1:
            yield Fault(FILE, "numbers", f"{number} stands twice", "name it once", about=number)


def callbacks(look: Look) -> Iterator[Fault]:
    """Check that the number of call-backs a day is not negative."""
    if look.pack.hours.callbacks_a_day < 0:
        yield Fault(
            FILE, "callbacks_a_day", "is below nought", "write how many people can be rung back in a day"
        )


def calls_about(look: Look) -> Iterator[Fault]:
    """Check the labels for what calls are about: 1 to 20, each of 1 to 40 characters in plain words.

    The name of a label has 2 to 20 small letters. No label holds a curly bracket, or 5 digits in a row.
    """
    listed = look.pack.calls_about
    if not 1 <= len(listed) <= MOST_LABELS:
        yield Fault(
            CALLS, "about", f"has {len(listed)} labels", f"give 1 to {MOST_LABELS}: staff read them all"
        )
    for name, label in listed.items():
        key = f"about.{name}"
        if not LABELLED.fullmatch(name):
            says = "is no name of 2 to 20 small letters"
            yield Fault(CALLS, key, says, "take letters a to z and _: it is kept with the record")
        if not 1 <= len(label.strip()) <= LONGEST_LABEL:
            yield Fault(CALLS, key, f"has {len(label)} characters", f"write 1 to {LONGEST_LABEL}")
        if re.search(r"[{}]|\d{5}", label):
            yield Fault(
                CALLS, key, "holds a blank or a number", "write plain words: nothing is filled in here"
            )
