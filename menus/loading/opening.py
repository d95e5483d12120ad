"""Reads hours.toml: the helpline's hours, its numbers, and its nation's bank holidays."""

import functools
import re
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from menus.loading.files import is_named, read_sheet
from menus.loading.folders import Folders
from menus.loading.shape import ANSWERED_BY, DAYS, HOURS, NATIONS
from menus.model import Closure, Fault, Hours, Number

FILE = "hours.toml"
NUMBER = re.compile(r"\+(44[1-9]\d{8,9}|(?!44)[1-9]\d{6,14})")  # E.164; a UK one has 9 or 10 digits after +44
CENTURY = range(2000, 2100)  # years; far outside it a time has no place on the clock of UTC
CLOSED, USUAL = ("closed",), ("usual",)
YEARS = range(2020, 2061)
CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
# Made by `make holidays` from a library that would take 12 MB and a third of a second of each process.
BANK_HOLIDAYS = Path(__file__).with_name("bank_holidays.txt")


@functools.cache
def bank_holidays(nation: str) -> frozenset[date]:
    """A nation's bank holidays from 2020 to 2060 that fall on weekdays; empty if the nation is unknown."""
    lines = (line.split() for line in BANK_HOLIDAYS.read_text(encoding="ascii").splitlines())
    return frozenset(date.fromisoformat(day) for whose, *days in lines if whose == nation for day in days)


def read_hours(folders: Folders, faults: list[Fault]) -> Hours:
    """Read hours.toml; each unusable value is added to `faults`, and so is an unreadable file.

    The result then serves only to find more faults; for example, UTC takes the place of an unknown zone.
    """
    data = read_sheet(folders, FILE, HOURS, faults)
    zone = _zone(data["zone"], faults)
    nation = data["nation"]
    if nation not in NATIONS and not is_named(faults, FILE, "nation"):
        _fault(
            faults, "nation", f'"{nation}" is no nation that we know', f"write one of {', '.join(NATIONS)}"
        )
    if (until := data["holidays_until"]) and until.year not in CENTURY:
        _fault(faults, "holidays_until", "is not in this century", "mend the year")
    return Hours(
        zone=zone.key,
        nation=nation,
        numbers=_numbers(data["numbers"], faults),
        weekly=tuple(_day(f"weekly.{day}", data["weekly"][day], faults) for day in DAYS),
        **_holidays(data, nation, until, faults),
        past_midnight=data["past_midnight"],
        closures=_closures("closures", data["closures"], zone, faults),
        openings=_closures("openings", data["openings"], zone, faults),
        confirmed_by=data["confirmed_by"],
        short=data["short"],
        confirmed_on=data["confirmed_on"],
        messages=data["messages"],
        callbacks_a_day=data["callbacks_a_day"],
        cost=data["cost"].strip(),
        recorded=data["recorded"],
        refuge=_refuge(data["refuge"], nation, faults),
    )


def _holidays(
    data: Mapping[str, Any], nation: str, until: date | None, faults: list[Fault]
) -> dict[str, Any]:
    """The fields of `Hours` that tell which days are closed, and what is done on bank holidays.

    `data` is hours.toml; `until` is the last day for which the holidays are known, None if it is not given.
    """
    closed = frozenset(data["holidays"]) | _each_year(data["closed_each_year"], faults)
    bank, does = bank_holidays(nation) - closed, tuple(data["bank_holidays"])
    if does in ((), CLOSED):
        return {"holidays": closed | bank, "holidays_until": until or date.max}
    if does == USUAL:  # then no list of them runs out
        return {"holidays": closed, "holidays_until": date.max, "on_bank_holidays": None}
    spans = _day("bank_holidays", does, faults)
    told = {"bank_holidays": bank, "on_bank_holidays": spans}
    return {"holidays": closed, "holidays_until": until or date.max, **told}


def _each_year(days: tuple[str, ...], faults: list[Fault]) -> frozenset[date]:
    """Each of these days, like "12-25", in each year from 2020 to 2060; any other text gives a fault."""
    found = set()
    for day in days:
        try:
            leap = date.fromisoformat(f"2024-{day}")
        except ValueError:
            mend = 'write it like "12-25", of a week each day; what moves each year is one of [[closures]]'
            _fault(faults, "closed_each_year", f'"{day}" is no day of a year', mend)
            continue
        found |= {leap.replace(year=year) for year in YEARS if day != "02-29" or year % 4 == 0}
    return frozenset(found)


def _fault(faults: list[Fault], key: str, says: str, mend: str) -> None:
    faults.append(Fault(FILE, key, says, mend))


def _zone(name: str, faults: list[Fault]) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # OSError: the name of a folder of zones, like "Europe"
        if not is_named(faults, FILE, "zone"):
            _fault(faults, "zone", f'"{name}" is no zone that we know', 'write "Europe/London"')
        return ZoneInfo("UTC")


def _numbers(rows: list[dict[str, Any]], faults: list[Fault]) -> tuple[Number, ...]:
    for n, row in enumerate(rows, 1):
        if not is_named(faults, FILE, f"numbers[{n}].number") and not NUMBER.fullmatch(row["number"]):
            mend = "write it as +44 and the digits without the first 0, without spaces"
            _fault(faults, f"numbers[{n}].number", f'"{row["number"]}" cannot be rung', mend)
        if row["answered_by"] not in ANSWERED_BY and not is_named(faults, FILE, f"numbers[{n}].answered_by"):
            mend = 'write "person" or "switchboard" (R37)'
            _fault(faults, f"numbers[{n}].answered_by", f'holds "{row["answered_by"]}"', mend)
    if not rows and not is_named(faults, FILE, "numbers"):
        _fault(faults, "numbers", "is empty, so no one could be rung", "add the helpline's number (R37)")
    return tuple(Number(row["number"], row["answered_by"]) for row in rows)


def _refuge(by_nation: Mapping[str, str], nation: str, faults: list[Fault]) -> str:
    """The number of the nation's helpline for people afraid of someone at home; "" if there is none."""
    for name, number in by_nation.items():
        if number and not NUMBER.fullmatch(number):
            mend = "write it as +44 and the digits without the first 0, without spaces"
            _fault(faults, f"refuge.{name}", f'"{number}" cannot be rung', mend)
    return by_nation.get(nation, "")


SPAN = (
    'write it like "09:00-20:00"; what is not of each week, as the first Saturday of a month, is an '
    "[[openings]] for each date: docs/pack.md, hours.toml"
)


def _day(key: str, spans: tuple[str, ...], faults: list[Fault]) -> tuple[tuple[time, time], ...]:
    read = {span: _span(span) for span in spans}
    for span in (span for span, times in read.items() if times is None):
        _fault(faults, key, f'"{span}" is no span of time', SPAN)
    return tuple(sorted(times for times in read.values() if times))


def _span(span: str) -> tuple[time, time] | None:
    """The start and end in "09:00-20:00"; None if it is not of that form.

    An end that is not later than the start is meant to be on the next day.
    """
    start, _, end = span.partition("-")
    if not (CLOCK.fullmatch(start) and CLOCK.fullmatch(end)):
        return None
    return time.fromisoformat(start), time.fromisoformat(end)


def _closures(
    key: str, rows: list[dict[str, Any]], zone: ZoneInfo, faults: list[Fault]
) -> tuple[Closure, ...]:
    closures = []
    for n, row in enumerate(rows, 1):
        start, end = row["start"], row["end"]
        if not isinstance(start, datetime) or not isinstance(end, datetime):
            continue  # named already
        if {start.year, end.year} - set(CENTURY):
            _fault(faults, f"{key}[{n}]", "is not in this century", "mend the year")
        elif start.tzinfo or end.tzinfo:
            _fault(
                faults,
                f"{key}[{n}]",
                "names an offset from UTC",
                "write the time as the clock on the wall shows it",
            )
        elif start >= end:
            _fault(faults, f"{key}[{n}]", "ends before it starts", "put the later time in `end`")
        else:
            closures.append(Closure(start.replace(tzinfo=zone), end.replace(tzinfo=zone), row["reason"]))
    return tuple(closures)
