"""Tables of what people ask, made from counts."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from counted import names as counts
from counted.names import ANY, Count, part
from counted.table import (
    ALARMS,
    ARRIVED,
    CLOSED,
    ENDS,
    LANGUAGES,
    REFUSED,
    REPLIES,
    RUNG,
    SENT,
    TOPICS,
    WORK,
    Rows,
)
from menus.model import Language, Pack
from menus.multilingual.in_english import by_code
from store.counts.history import Found, Past
from web.figures.names import place_name, topic_name
from web.figures.one_table import Table

DAYS_SHOWN = 62
# Names to look up one by one: going through all counts of all days would take ten times as long.
BY_HOUR = [[counts.arrival(f"{hour:02}", by) for hour in range(24)] for by in counts.BY]
NOTES = {
    "rung": "In time is by the moment that was promised. Each is counted once, when staff first ring.",
    "closed": "As staff said when they closed them.",
    "about": "Call-backs and messages, as staff said when they closed them, where they said it.",
    "alarms": "What the line noticed in calls and texts, and gave the emergency numbers for.",
    "languages": "How often each was chosen: by its key on a call, by its word in a text.",
    "limits": "What was refused, as one phone, or a day, had as much as it may.",
    "delivery": "As the phone company tells it.",
}


def first_language(pack: Pack) -> Language:
    """The language in which the desk names topics and menus: the pack's first."""
    return next(iter(pack.languages.values()))


def sum_of(found: Found, *kinds: Count) -> int:
    """The sum of the counts whose names fit `kinds`, patterns like "topic:*:call"; no name may fit two."""
    return sum(_sum_of_one(found, kind) for kind in kinds)


def _sum_of_one(found: Found, kind: Count) -> int:
    if ANY not in kind:
        return found.get(kind, 0)
    return sum(count for name, count in found.items() if part(kind, name) is not None)


@dataclass(frozen=True, slots=True)
class Basis:
    """The data of tables: the counts of a range of days (`past`), added up (`total`), and names for them.

    `language` has the titles of topics and menus. `abouts` has the titles of what call-backs and messages can
    be about, by name. `languages` has staff's name of each language of the pack, by its code; it is empty for
    a pack of one language.
    """

    language: Language
    past: Past
    total: Found
    abouts: Mapping[str, str]
    languages: Mapping[str, str]


def basis(pack: Pack, past: Past) -> Basis:
    """The data for the tables of a range of days."""
    return Basis(first_language(pack), past, added_up(past), pack.calls_about, by_code(pack))


def tables(counted: Basis) -> tuple[Table, ...]:
    """All tables for a range of days, in the order in which the page shows them.

    The table of languages is left out if nobody could choose one.
    """
    made = (table(name, counted) for name in ORDER)
    return tuple(one for one in made if one.rows or one.name != "languages")


def table(name: str, counted: Basis) -> Table:
    """The table called `name`, such as "days". Raises KeyError if there is none."""
    return MADE[name](counted) if name in MADE else _list(name, counted)


def added_up(past: Past) -> Found:
    """The counts of a range of days, added up."""
    total: Counter[str] = Counter()
    for found in (*past.months.values(), *past.days.values()):
        total.update(found)
    return total


def _by_day(counted: Basis) -> Table:
    """The table of calls and texts by day; by month if the range has more than 62 days."""
    rows: dict[str, list[int]] = {}
    past = counted.past
    daily = not past.months and len(past.days) <= DAYS_SHOWN
    for label, found in (
        *past.months.items(),
        *((_label(day, daily), one) for day, one in past.days.items()),
    ):
        row = rows.setdefault(label, [0] * len(BY_HOUR))
        for at, names in enumerate(BY_HOUR):
            row[at] += sum(found.get(name, 0) for name in names)
    note = "Of what is older than 400 days only whole months are kept." if past.months else ""
    made = tuple((label, tuple(row)) for label, row in rows.items())
    return Table("days", f"Calls and texts by {'day' if daily else 'month'}", note, ("", *ARRIVED), made)


def _label(day: date, daily: bool) -> str:
    return day.isoformat() if daily else f"{day:%Y-%m}"


def _by_hour(counted: Basis) -> Table:
    """The table of calls and texts by the hour of the day at which they began."""
    rows = tuple(
        (f"{hour:02}:00", tuple(counted.total.get(names[hour], 0) for names in BY_HOUR)) for hour in range(24)
    )
    return Table("hours", "By hour", "The helpline’s own time.", ("", *ARRIVED), rows)


def _topics(counted: Basis) -> Table:
    """The table of topics by how often each was begun, the highest number first."""
    language, total = counted.language, counted.total
    begun = [part(kind, name) for name in total for kinds in TOPICS.values() for kind in kinds]
    rows = [
        (topic_name(language, name), tuple(total.get(counts.topic(name, by), 0) for by in counts.BY))
        for name in sorted({name for name in begun if name} | set(language.topics))
    ]
    rows.sort(key=lambda row: -sum(row[1]))
    head = ("Topic", *TOPICS)
    return Table("topics", "Topics", "How often each was begun.", head, tuple(rows), sideways=True)


def _languages(counted: Basis) -> Table:
    """The table of languages by how often each was chosen; empty if there is no choice and never was."""
    kinds = tuple(kind for each in LANGUAGES.values() for kind in each)
    chosen = {code for name in counted.total for kind in kinds if (code := part(kind, name))}
    called = {code: f"“{code}”" for code in sorted(chosen)} | dict(counted.languages)
    rows = tuple(
        (name, tuple(counted.total.get(counts.language(code, by), 0) for by in counts.BY))
        for code, name in called.items()
    )
    return Table("languages", "Languages", NOTES["languages"], ("Language", *LANGUAGES), rows, sideways=True)


def _ends(counted: Basis) -> Table:
    """The table of how calls ended, and what callers heard or got."""
    calls = {"Calls": ARRIVED["Calls"]}
    rows = [(words, (sum_of(counted.total, *kinds),)) for words, kinds in {**calls, **ENDS}.items()]
    note = "A call can count on several lines, and on one more than once: a caller may hear two topics."
    return Table("ends", "What calls came to", note, ("", "Calls"), tuple(rows), sideways=True)


def _places(counted: Basis) -> Table:
    """The table of the places where callers hung up.

    For each place of a call it has two counts: how often callers hung up there, and how often the place was
    heard. A caller hung up there if they heard the place and did nothing after it.
    """
    language, total = counted.language, counted.total
    arrived: Counter[str] = Counter()
    left: Counter[str] = Counter()
    for name, count in total.items():
        spot = part(counts.spot_heard(ANY), name)
        if spot and (label := place_name(language, spot)):
            arrived[label] += count
            left[label] += max(0, count - total.get(counts.spot_left(spot), 0))
    rows = [(label, (left[label], arrived[label])) for label in sorted(arrived, key=lambda one: -left[one])]
    note = "The last place of those who hung up themselves. A place is counted each time that it speaks."
    head = ("Place", "Hung up there", "Times heard")
    return Table("places", "Where callers hung up", note, head, tuple(rows), sideways=True)


def _list(name: str, counted: Basis) -> Table:
    """The table called `name`, such as "replies": a row for each of its sums of counts that is not 0."""
    title, head, kinds = LISTS[name]
    rows = ((words, (sum_of(counted.total, *each),)) for words, each in kinds.items())
    shown = tuple((f"{words[0].upper()}{words[1:]}", count) for words, count in rows if count[0])
    return Table(name, title, NOTES.get(name, ""), ("", head), shown, sideways=True)


def alarms(total: Found) -> list[tuple[str, int]]:
    """How often emergency numbers were given, by reason, in calls and texts together.

    Texts from before their reasons were counted have a row of their own.
    """
    *kinds, unnoted = ALARMS.items()
    noted = sum_of(total, counts.count_of(counts.alarm, ANY, "text"))
    rows = [(words, sum_of(total, *each)) for words, each in kinds]
    return [*rows, (unnoted[0], max(0, sum_of(total, *unnoted[1]) - noted))]


def _alarms(counted: Basis) -> Table:
    """The table of reasons for which emergency numbers were given."""
    rows = tuple((words, (count,)) for words, count in alarms(counted.total) if count)
    return Table("alarms", "Emergencies", NOTES["alarms"], ("", "Times"), rows, sideways=True)


def _abouts(counted: Basis) -> Table:
    """The table of the subjects of call-backs and messages, as staff chose them at the closing."""
    found = {name: count for name, count in counted.total.items() if part(counts.about(ANY), name)}
    ranked = sorted(found.items(), key=lambda one: -one[1])
    rows = [(part(counts.about(ANY), name) or "", (count,)) for name, count in ranked]
    named = tuple((counted.abouts.get(name, name), count) for name, count in rows)
    return Table(
        "about",
        "What call-backs and messages were about",
        NOTES["about"],
        ("", "Closed"),
        named,
        sideways=True,
    )


LISTS: Mapping[str, tuple[str, str, Rows]] = {
    "rung": ("Call-backs: when they were first rung", "Call-backs", RUNG),
    "closed": ("Call-backs: what came of them", "Call-backs", CLOSED),
    "limits": ("Limits that were reached", "Times", REFUSED),
    "replies": ("How texts were answered", "Texts", REPLIES),
    "delivery": ("What became of our texts", "Texts", SENT),
    "work": ("What staff and the line itself did", "Times", WORK),
}
"""The tables that are sums of counts alone: for each its title, the head of its numbers, and its rows."""
MADE: Mapping[str, Callable[[Basis], Table]] = {
    "days": _by_day,
    "hours": _by_hour,
    "topics": _topics,
    "languages": _languages,
    "alarms": _alarms,
    "about": _abouts,
    "ends": _ends,
    "places": _places,
}
ORDER = (
    *("days", "rung", "closed", "about", "alarms", "limits", "topics", "languages", "hours"),
    *("ends", "places", "replies", "delivery", "work"),
)
"""The names of all tables, in the order in which the page shows them."""
