"""The longest words for each blank that changes by day or call, for checking lengths."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from menus import words
from menus.clock import SPOKEN, TEXTED, Style, put
from menus.due import TIMES
from menus.facts.named import named_in_text
from menus.filling.closed_days import longest as longest_ahead
from menus.filling.closed_days import longest_dates
from menus.filling.names import day_in_words
from menus.filling.pages import as_parts, as_texts
from menus.hours import is_open, on_day
from menus.model import Language, Pack
from menus.numbers import number_spoken, number_text
from menus.parts import length
from menus.reviews import roles_in_words
from menus.seconds import seconds

# A number of the kind kept free for plays: any number of this country has as many digits, or fewer.
NUMBER = "+447700900123"
TAIL = "1 2 3"
YEAR = 366  # days


def spoken(pack: Pack, language: Language) -> dict[str, str]:
    """The longest words, as spoken, for each blank of a call whose words vary by time or caller.

    The keys are the names of the blanks ("opening", "due" …). The words are used to find the greatest length
    of a sentence.
    """
    number = number_spoken(language, NUMBER)
    opening = max(_openings(pack, language, SPOKEN), key=seconds)
    return {
        "opening": opening,
        "closednow": max(_closed(language, opening), key=seconds),
        "due": max(_dues(pack, language, SPOKEN), key=seconds),
        "best": max((language.call.get(f"asked_{best}", "") for best in TIMES), key=seconds),
        "line": number,
        "chosen": max((one.name for one in pack.languages.values()), key=seconds),
        "keyed": number,
        "tail": TAIL,
        "ends": TAIL,
        "checked": max(checked_by(language), key=seconds),
        "reviewed": max(_reviews(language, SPOKEN), key=seconds),
        "week": max(as_parts(language, pack.hours), key=seconds, default=""),
    }


def _closed(language: Language, opening: str) -> Iterator[str]:
    """The sentences that may fill `{closednow}`, with the longest words for the next opening."""
    for name in ("closed_now", "closed_ahead"):
        yield put(language.call.get(name, ""), opening=opening)


def written(pack: Pack, language: Language) -> dict[str, str]:
    """The longest words for each blank of a text, by the blank's name ("opening", "due" …).

    They are used to find the greatest length of a text.
    """
    number = number_text(NUMBER)
    told = language.text
    due = max(_dues(pack, language, TEXTED), key=length)
    one = put(told.get("asked_other", ""), tail=number[-3:], due=due)
    comes = (put(told.get(f"comes_{way}", ""), line=number) for way in ("line", "relay"))
    opening = max(_openings(pack, language, TEXTED), key=length)
    *_, other, topic = sorted(("", *(topic.told for topic in language.topics.values())), key=len)
    return {
        "opening": opening,
        "closednow": max(_closed(language, opening), key=length),
        "due": due,
        "line": number,
        "comes": max(comes, key=length),
        "best": max((told.get(f"best_{best}", "") for best in TIMES), key=length),
        "keyed": number,
        "tail": number[-3:],
        "others": f"{one} {one}",
        "topics": language.text["or"].join((topic, other)),
        "topic": topic,
        "other": other,
        "checked": max(checked_by(language), key=length),
        **_why(pack, language),
        "reviewed": max(_reviews(language, TEXTED), key=length),
        "week": max(as_texts(language, pack.hours), key=length, default=""),
        "ahead": longest_ahead(language, pack.hours),
        "dates": longest_dates(language),
        "choices": language.text["or"].join(("1, 2, 3", "4")),
    }


def _why(pack: Pack, language: Language) -> dict[str, str]:
    """The longest words for the blanks of the reply to WHY."""
    day = {"date": "28", "month": max(language.months, key=length), "year": "2028"}
    roles = (topic.reviewer for topic in language.topics.values())
    role = max(language.checked["somebody"], *roles, key=length)
    fixed = (language.checked["nobody"], language.checked.get("again", ""))
    signed = (*fixed, put(language.checked["on"], **day, role=role))
    dated = put(language.text["why_dated"], **day), language.text["why_undated"]
    return day | {
        "about": max((topic.told for topic in language.topics.values()), key=length),
        "heading": max((named_in_text(topic.heading) for topic in language.topics.values()), key=length),
        "origin": named_in_text(pack.document.name),
        "dated": max(dated, key=length),
        "signed": max(signed, key=length),
    }


def checked_by(language: Language, *, beside_draft: bool = False) -> Iterator[str]:
    """Every sentence that may ever fill the blank {checked}, which says who reviewed the topics.

    Use `beside_draft` for the words of a draft topic: then the sentences that say that all topics are
    reviewed are left out.
    """
    told, topics = language.checked, language.topics.values()
    yield from (told["nobody"], told["some"])
    if not beside_draft:
        yield put(told["all"], roles=told["somebody"])
        roles = roles_in_words(language, (topic.reviewer for topic in topics if topic.reviewer))
        yield put(told["all"], roles=roles or told["somebody"])


def _reviews(language: Language, style: Style) -> Iterator[str]:
    """Words that may ever fill the blank {reviewed}: a late day of each month, or no review at all."""
    yield language.named.get("unreviewed", "")
    yield from (day_in_words(language, date(2028, month, 28), style) for month in range(1, 13))


def _openings(pack: Pack, language: Language, style: Style) -> Iterator[str]:
    """The words for each time at which the helpline may ever open next, to find the longest.

    They include the next openings by the calendar. They also include all weekly openings of a year, because
    staff may close the helpline for weeks.
    """
    told = words.opening_text if style else words.opening
    for day in _days(pack):
        yield told(language, pack.hours, day)
        for start, _ in on_day(pack.hours, day):
            yield words.moment(language, datetime.combine(day, start), "later", style)


def _dues(pack: Pack, language: Language, style: Style) -> Iterator[str]:
    """Each wording that says when staff will ring back, for all opening days of a year, to find the longest.

    The first is "", for a call-back without a day.
    """
    yield ""
    for day in _days(pack):
        for _, end in on_day(pack.hours, day):
            for name in ("due", "due_later"):
                yield words.moment(language, datetime.combine(day, end), name, style)


def _days(pack: Pack) -> Iterator[datetime]:
    """The moments for which to try out words about opening times: one on each day of a year.

    Each is 23:30, or noon if the helpline is open at 23:30. The year ends with the last known bank holiday,
    so that a fault does not come and go with the calendar.
    """
    until = min(pack.hours.holidays_until, date(2060, 1, 1))
    last = datetime.combine(until, time(23, 30), ZoneInfo(pack.hours.zone))
    for day in (last - timedelta(days=n) for n in range(YEAR)):
        yield day if not is_open(pack.hours, day) else day.replace(hour=12, minute=0)
