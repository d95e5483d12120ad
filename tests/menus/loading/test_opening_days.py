"""hours.toml says on which days it is closed, and what it does on bank holidays; so it is told."""

from datetime import date, time
from pathlib import Path

import pytest

from menus.clock import SPOKEN, TEXTED
from menus.filling.week import holidays_in_words
from menus.loading.pack import PackError
from tests.packs.broken import Copy, copy

BOXING_DAY, CHRISTMAS_DAY, EVE = date(2028, 12, 26), date(2028, 12, 25), date(2028, 12, 24)
# How what was meant is written.
SPAN = (
    'write it like "09:00-20:00"; what is not of each week, as the first Saturday of a month, is an '
    "[[openings]] for each date: docs/pack.md, hours.toml"
)
YEARLY = 'write it like "12-25", of a week each day; what moves each year is one of [[closures]]'


@pytest.fixture
def copied(tmp_path: Path) -> Copy:
    return copy(tmp_path)


@pytest.mark.parametrize(
    ("does", "spans", "texted", "spoken"),
    [
        ('["closed"]', (), "It is closed on bank holidays.", "It is closed on bank holidays."),
        ('["usual"]', None, "It is open on bank holidays, too.", "It is open on bank holidays, too."),
        (
            '["10:00-12:00"]',
            ((time(10), time(12)),),
            "On bank holidays it is open 10am to noon.",
            "On bank holidays it is open 10 in the morning to noon.",
        ),
    ],
)
def test_a_bank_holiday_is_as_the_pack_says(
    does: str, spans: object, texted: str, spoken: str, copied: Copy
) -> None:
    copied.put("hours.toml", "bank_holidays", does)
    copied.put("hours.toml", "closed_each_year", '["12-24", "12-25", "02-29"]')
    made = copied.load()
    hours, language = made.hours, made.languages["en"]
    assert hours.on_bank_holidays == spans
    assert {EVE, CHRISTMAS_DAY, date(2028, 2, 29)} <= hours.holidays
    assert (BOXING_DAY in hours.holidays) is (spans == ())
    assert (BOXING_DAY in hours.bank_holidays) is bool(spans)
    assert (hours.holidays_until == date.max) is (spans is None), "no list of them runs out"
    told = [holidays_in_words(language, hours, style) for style in (TEXTED, SPOKEN)]
    assert told == [texted, spoken]


@pytest.mark.parametrize(
    ("key", "value", "says", "mend"),
    [
        ("bank_holidays", '["open"]', '"open" is no span of time', SPAN),
        ("closed_each_year", '["25 December"]', '"25 December" is no day of a year', YEARLY),
    ],
)
def test_what_is_no_day_or_time_is_named_and_how_it_is_written(
    key: str, value: str, says: str, mend: str, copied: Copy
) -> None:
    copied.put("hours.toml", key, value)
    with pytest.raises(PackError) as raised:
        copied.load()
    told = [(fault.file, fault.key, fault.says, fault.mend) for fault in raised.value.faults]
    assert told == [("hours.toml", key, says, mend)]
