"""What people ask, as tables made from counts; a number under 5 is never told (R42)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from menus.model import Language, Pack
from store.counts.history import Found, Past
from web.figures.names import ENDS, NOT_LEFT, REPLIES, SENT, place_name, topic_name

FEW = 5
DAYS_SHOWN = 62


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of a label and numbers. `sideways` draws its plot with the labels at the left."""

    name: str
    title: str
    note: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    sideways: bool = False

    @property
    def written(self) -> list[tuple[str, ...]]:
        """The rows as they are shown, in words."""
        return [(label, *map(shown, numbers)) for label, numbers in self.rows]


def shown(count: int) -> str:
    """A count as anybody may see it."""
    return f"<{FEW}" if 0 < count < FEW else f"{count:,}"


def counted(found: Found, first: str, last: str = "") -> int:
    """The sum of the counts named "first:…:last"."""
    return sum(
        count
        for name, count in found.items()
        if name.startswith(f"{first}:") and (not last or name.endswith(f":{last}"))
    )


def tables(pack: Pack, past: Past) -> tuple[Table, ...]:
    """Every table of a range, in the order of the page."""
    language = next(iter(pack.languages.values()))
    total: Counter[str] = Counter()
    for found in (*past.months.values(), *past.days.values()):
        total.update(found)
    return (
        by_day(past),
        by_hour(total),
        topics(language, total),
        ends(total),
        places(language, total),
        named("replies", "What texts were answered with", "", REPLIES, total),
        named("delivery", "What became of our texts", "As the carrier tells it.", SENT, total),
    )


def by_day(past: Past) -> Table:
    """Calls and texts by day, by month for more than two months of days."""
    rows: dict[str, list[int]] = {}
    daily = not past.months and len(past.days) <= DAYS_SHOWN
    for label, found in (
        *past.months.items(),
        *((_label(day, daily), one) for day, one in past.days.items()),
    ):
        row = rows.setdefault(label, [0, 0])
        row[0] += counted(found, "hour", "call")
        row[1] += counted(found, "hour", "text")
    note = "Of what is older than 400 days only whole months are kept." if past.months else ""
    made = tuple((label, tuple(row)) for label, row in rows.items())
    return Table(
        "days", f"Calls and texts by {'day' if daily else 'month'}", note, ("", "Calls", "Texts"), made
    )


def _label(day: date, daily: bool) -> str:
    return day.isoformat() if daily else f"{day:%Y-%m}"


def by_hour(total: Mapping[str, int]) -> Table:
    """Calls and texts by the hour in which they began."""
    rows = tuple(
        (f"{hour:02}:00", (total.get(f"hour:{hour:02}:call", 0), total.get(f"hour:{hour:02}:text", 0)))
        for hour in range(24)
    )
    return Table("hours", "By hour", "The helpline’s own time.", ("", "Calls", "Texts"), rows)


def topics(language: Language, total: Mapping[str, int]) -> Table:
    """How often each topic was begun, most asked for first; those that nobody asked for last."""
    asked = {name.split(":")[1] for name in total if name.startswith("topic:")}
    rows = [
        (topic_name(language, name), (total.get(f"topic:{name}:call", 0), total.get(f"topic:{name}:text", 0)))
        for name in sorted(asked | set(language.topics))
    ]
    rows.sort(key=lambda row: -sum(row[1]))
    head = ("Topic", "Calls", "Texts")
    return Table("topics", "Topics", "How often each was begun.", head, tuple(rows), sideways=True)


def ends(total: Mapping[str, int]) -> Table:
    """What calls came to."""
    calls = counted(total, "hour", "call")
    rows = [("Calls", (calls,)), *((words, (_sum(total, names),)) for words, names in ENDS.items())]
    note = "A call can count on several lines, and on one more than once: a caller may hear two topics."
    return Table("ends", "What calls came to", note, ("", "Calls"), tuple(rows), sideways=True)


def places(language: Language, total: Mapping[str, int]) -> Table:
    """Where callers hung up: those who came to a place, less those who did something there."""
    arrived: Counter[str] = Counter()
    left: Counter[str] = Counter()
    for name, count in total.items():
        spot = name.removeprefix("at:")
        if spot != name and spot.partition(".")[0] not in NOT_LEFT:
            label = place_name(language, spot)
            arrived[label] += count
            left[label] += max(0, count - total.get(f"from:{spot}", 0))
    rows = [(label, (left[label], arrived[label])) for label in sorted(arrived, key=lambda one: -left[one])]
    note = "The last place of those who hung up themselves. A place is counted each time that it speaks."
    head = ("Place", "Hung up there", "Times heard")
    return Table("places", "Where callers hung up", note, head, tuple(rows), sideways=True)


def named(
    name: str, title: str, note: str, names: Mapping[str, Iterable[str]], total: Mapping[str, int]
) -> Table:
    """A table of counts that have words of their own; lines without any are left out."""
    rows = [(words, (_sum(total, counts),)) for words, counts in names.items()]
    return Table(name, title, note, ("", "Texts"), tuple(row for row in rows if row[1][0]), sideways=True)


def _sum(total: Mapping[str, int], names: Iterable[str]) -> int:
    """A name that ends in ":" or "*" stands for all that begin with it."""
    return sum(
        sum(count for found, count in total.items() if found.startswith(name[:-1]))
        if name.endswith("*")
        else total.get(name, 0)
        for name in names
    )
