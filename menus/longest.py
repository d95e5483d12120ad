"""The longest words that can stand in a blank whose words change by the day or the call."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from menus import words
from menus.clock import SPOKEN, TEXTED, Style, put
from menus.hours import is_open
from menus.model import Language, Pack
from menus.numbers import number_spoken, number_text
from menus.parts import length
from menus.seconds import seconds

# A number of the kind kept free for plays: any number of this country has as many digits, or fewer.
NUMBER = "+447700900123"
TAIL = "1 2 3"
YEAR = 366  # days


def spoken(pack: Pack, language: Language) -> dict[str, str]:
    """What fills {opening}, {due}, {line}, {keyed}, {tail} and {checked} at its longest in a call."""
    number = number_spoken(language, NUMBER)
    return {
        "opening": max(_openings(pack, language, SPOKEN), key=seconds),
        "due": max(_dues(pack, language, SPOKEN), key=seconds),
        "line": number,
        "keyed": number,
        "tail": TAIL,
        "checked": max(checked_by(language), key=seconds),
    }


def written(pack: Pack, language: Language) -> dict[str, str]:
    """What fills the blanks of a text at their longest, by the blank's name ("opening", "due", …)."""
    number = number_text(NUMBER)
    *_, other, topic = sorted(("", *(topic.keyword for topic in language.topics.values())), key=len)
    return {
        "opening": max(_openings(pack, language, TEXTED), key=length),
        "due": max(_dues(pack, language, TEXTED), key=length),
        "line": number,
        "keyed": number,
        "topics": language.text["or"].join((topic, other)),
        "topic": topic,
        "other": other,
        "checked": max(checked_by(language), key=length),
        "choices": language.text["or"].join(("1, 2, 3", "4")),
    }


def checked_by(language: Language, *, beside_draft: bool = False) -> Iterator[str]:
    """Every sentence that may yet tell who has checked the topics: a review must not make a text too long.

    Beside a draft not all of them have been checked.
    """
    told, topics = language.checked, language.topics.values()
    yield from (told["nobody"], told["some"])
    if not beside_draft:
        yield put(told["all"], roles=told["somebody"])
        roles = dict.fromkeys(topic.reviewer for topic in topics if topic.reviewer)
        yield put(told["all"], roles=told["and"].join(roles))


def _openings(pack: Pack, language: Language, style: Style) -> Iterator[str]:
    """As the calendar has them, and any day of the year: the desk may close the helpline for weeks."""
    told = words.opening_text if style else words.opening
    for day in _days(pack):
        yield told(language, pack.hours, day)
        for start, _ in pack.hours.weekly[day.weekday()]:
            yield words.moment(language, datetime.combine(day, start), "later", style)


def _dues(pack: Pack, language: Language, style: Style) -> Iterator[str]:
    """Any day of the year on which the helpline is open; "" where it never is."""
    yield ""
    for day in _days(pack):
        for _, end in pack.hours.weekly[day.weekday()]:
            for name in ("due", "due_later"):
                yield words.moment(language, datetime.combine(day, end), name, style)


def _days(pack: Pack) -> Iterator[datetime]:
    """The evenings of the last year of known holidays: no fault is to come or go with the calendar."""
    until = min(pack.hours.holidays_until, date(2060, 1, 1))
    last = datetime.combine(until, time(23, 30), ZoneInfo(pack.hours.zone))
    for day in (last - timedelta(days=n) for n in range(YEAR)):
        yield day if not is_open(pack.hours, day) else day.replace(hour=12)
