"""The longest words that can stand in a blank which only a call or a text fills: limits hold for all."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from menus import words
from menus.hours import is_open
from menus.model import Language, Pack
from menus.numbers import number_spoken, number_text
from menus.parts import length
from menus.seconds import seconds

# A number of the kind kept free for plays: any number of this country has as many digits, or fewer.
NUMBER = "+447700900123"
TAIL = "1 2 3"
SOON, LATE = timedelta(days=6), timedelta(days=28)


def spoken(pack: Pack, language: Language) -> dict[str, str]:
    """What fills {due}, {line}, {keyed}, {tail} and {topic} at its longest in a call."""
    told = [words.due(language, pack.hours, at - ahead, at) for ahead in (SOON, LATE) for at in _ends(pack)]
    number = number_spoken(language, NUMBER)
    topic = max((topic.short for topic in language.topics.values()), key=seconds)
    return {"due": max(told, key=seconds), "line": number, "keyed": number, "tail": TAIL, "topic": topic}


def written(pack: Pack, language: Language) -> dict[str, str]:
    """What fills {due}, {line}, {keyed}, {topics}, {topic} and {other} at its longest in a text."""
    told = [words.due_text(language, pack.hours, at - LATE, at) for at in _ends(pack)]
    number = number_text(NUMBER)
    *_, other, topic = sorted(("", *(topic.keyword for topic in language.topics.values())), key=len)
    topics = language.text["or"].join((topic, other))
    due = max(told, key=length)
    return {"due": due, "line": number, "keyed": number, "topics": topics, "topic": topic, "other": other}


def closed(pack: Pack) -> Iterator[datetime]:
    """Closed moments of the last year of known holidays: no fault is to come or go with the calendar."""
    last = _last(pack)
    days = [last - timedelta(days=n) for n in range(366)]
    days += [closure.start for closure in pack.hours.closures]
    for day in days:
        yield next((now for now in (day, day.replace(hour=12)) if not is_open(pack.hours, now)), last)


def _ends(pack: Pack) -> Iterator[datetime]:
    """When the helpline closes on each day of that year, by the week; else the last day's end."""
    last = _last(pack)
    yield last
    for day in (last - timedelta(days=n) for n in range(366)):
        for _, end in pack.hours.weekly[day.weekday()]:
            yield day.replace(hour=end.hour, minute=end.minute)


def _last(pack: Pack) -> datetime:
    until = min(pack.hours.holidays_until, datetime(2060, 1, 1).date())  # noqa: DTZ001, a day alone
    return datetime.combine(until, time(23, 30), ZoneInfo(pack.hours.zone))
