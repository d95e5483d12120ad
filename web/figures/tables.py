"""Tables of what people ask, made from counts; a count from 1 to 4 is shown as "<5" (R42)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from counted import names as counts
from counted.names import ANY, Count, part
from counted.table import ARRIVED, ENDS, REPLIES, SENT, TOPICS, WORK, Rows
from menus.model import Language, Pack
from store.counts.history import Found, Past
from web.figures.names import place_name, topic_name

FEW = 5
DAYS_SHOWN = 62


@dataclass(frozen=True, slots=True)
class Table:
    """A table; each row is a label and numbers. With `sideways` its plot has horizontal bars."""

    name: str
    title: str
    note: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    sideways: bool = False

    @property
    def cells(self) -> list[tuple[str, ...]]:
        """The table's rows as texts to show: the label, then each count, where 1 to 4 becomes "<5"."""
        return [(label, *map(in_words, numbers)) for label, numbers in self.rows]


def in_words(count: int) -> str:
    """A count as it may be shown: "<5" for 1 to 4."""
    return f"<{FEW}" if 0 < count < FEW else f"{count:,}"


def sum_of(found: Found, *kinds: Count) -> int:
    """The sum of the counts in `found` whose name is of any of these kinds."""
    return sum(count for name, count in found.items() if any(part(kind, name) is not None for kind in kinds))


def tables(pack: Pack, past: Past) -> tuple[Table, ...]:
    """All tables for a range of days, in the order in which the page shows them."""
    language = next(iter(pack.languages.values()))
    total: Counter[str] = Counter()
    for found in (*past.months.values(), *past.days.values()):
        total.update(found)
    return (
        _by_day(past),
        _by_hour(total),
        _topics(language, total),
        _ends(total),
        _places(language, total),
        _rows_of("replies", "What texts were answered with", ("", "Texts"), REPLIES, total),
        _rows_of("delivery", "What became of our texts", ("", "Texts"), SENT, total),
        _rows_of("work", "What staff and the line did", ("", "Times"), WORK, total),
    )


def _by_day(past: Past) -> Table:
    """The table of calls and texts by day; by month if the range has more than 62 days."""
    rows: dict[str, list[int]] = {}
    daily = not past.months and len(past.days) <= DAYS_SHOWN
    for label, found in (
        *past.months.items(),
        *((_label(day, daily), one) for day, one in past.days.items()),
    ):
        row = rows.setdefault(label, [0] * len(ARRIVED))
        for at, kinds in enumerate(ARRIVED.values()):
            row[at] += sum_of(found, *kinds)
    note = "Of what is older than 400 days only whole months are kept." if past.months else ""
    made = tuple((label, tuple(row)) for label, row in rows.items())
    return Table("days", f"Calls and texts by {'day' if daily else 'month'}", note, ("", *ARRIVED), made)


def _label(day: date, daily: bool) -> str:
    return day.isoformat() if daily else f"{day:%Y-%m}"


def _by_hour(total: Mapping[str, int]) -> Table:
    """The table of calls and texts by the hour of the day at which they began."""
    rows = tuple(
        (f"{hour:02}:00", tuple(total.get(counts.arrival(f"{hour:02}", by), 0) for by in counts.BY))
        for hour in range(24)
    )
    return Table("hours", "By hour", "The helpline’s own time.", ("", *ARRIVED), rows)


def _topics(language: Language, total: Mapping[str, int]) -> Table:
    """The table of how often each topic was begun, the most asked for first."""
    begun = [part(kind, name) for name in total for kinds in TOPICS.values() for kind in kinds]
    rows = [
        (topic_name(language, name), tuple(total.get(counts.topic(name, by), 0) for by in counts.BY))
        for name in sorted({name for name in begun if name} | set(language.topics))
    ]
    rows.sort(key=lambda row: -sum(row[1]))
    head = ("Topic", *TOPICS)
    return Table("topics", "Topics", "How often each was begun.", head, tuple(rows), sideways=True)


def _ends(total: Mapping[str, int]) -> Table:
    """The table of how calls ended, and what callers heard or got."""
    calls = {"Calls": ARRIVED["Calls"]}
    rows = [(words, (sum_of(total, *kinds),)) for words, kinds in {**calls, **ENDS}.items()]
    note = "A call can count on several lines, and on one more than once: a caller may hear two topics."
    return Table("ends", "What calls came to", note, ("", "Calls"), tuple(rows), sideways=True)


def _places(language: Language, total: Mapping[str, int]) -> Table:
    """The table of where callers hung up.

    For each place of a call it has how often it was heard, and how often callers hung up there: the times
    that it was heard less the times that the caller did something there.
    """
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


def _rows_of(name: str, title: str, head: tuple[str, ...], kinds: Rows, total: Mapping[str, int]) -> Table:
    """A table of sums of counts: one row for each entry of `kinds`, but none where the sum is 0.

    An entry has the row's label, and the kinds of counts that are summed in it. `total` has the counts by
    name; `name`, `title` and `head` (the heads of the columns) are the table's own.
    """
    rows = [(words, (sum_of(total, *each),)) for words, each in kinds.items()]
    note = "As the phone company tells it." if kinds is SENT else ""
    return Table(name, title, note, head, tuple(row for row in rows if row[1][0]), sideways=True)
