"""Which of what waits a list shows and in which order, as its page's query says; the same for "Next one"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from menus.due import RELAY, TIMES
from store.moments import seconds
from store.numbers import TAIL_DIGITS
from store.promises.lists.briefs import AS_DUE, Brief

STATES = {"mine": "Mine", "free": "Free", "theirs": "Somebody else’s", "late": "Late"}
BESTS = {
    "morning": "Morning",
    "afternoon": "Afternoon",
    "evening": "Evening",
    "any": "Any time",
    RELAY: "By Relay UK",
}
# What a list's query may hold, and every link and button of the list hands on.
FIELDS = ("show", "state", "best", "about", "flag", "ends", "page")
LONGEST = 40
NOON, FIVE = 12, 17
# The place in the order of what nobody has and nothing hurries, and the day of what goes by no day.
FREE, NO_DAY = 2, (date.min, False)


@dataclass(frozen=True, slots=True)
class Picks:
    """What a list is narrowed to: each field "" for all. `ends` is the last digits of a number.

    What cannot be searched for, such as a whole number, stands in `ends` too, and no number ends so.
    """

    state: str = ""
    best: str = ""
    about: str = ""
    flag: str = ""
    ends: str = ""

    @property
    def cannot_end(self) -> bool:
        """Whether `ends` is more than is kept of a number to search by, or no digits."""
        is_digits = self.ends.isascii() and self.ends.isdigit()
        return bool(self.ends) and not (is_digits and len(self.ends) <= TAIL_DIGITS)

    @property
    def any(self) -> bool:
        """Whether the list is narrowed at all."""
        return self != Picks()

    def fit(self, one: Brief, who: str, now: datetime) -> bool:
        """Whether an item is shown to the member of staff `who`; its last digits are looked at elsewhere."""
        best = not self.best or (one.relay if self.best == RELAY else one.best == self.best)
        about = not self.about or one.about == self.about
        return best and about and (not self.flag or one.flagged) and self._is_so(one, who, now)

    def _is_so(self, one: Brief, who: str, now: datetime) -> bool:
        match self.state:
            case "mine":
                return one.holder == who
            case "free":
                return not one.holder
            case "theirs":
                return one.holder not in ("", who)
            case "late":
                return bool(one.best) and one.due < seconds(now)
        return True


def query() -> dict[str, str]:
    """The fields of this page's query that belong to its list, for links and buttons that hand them on."""
    asked = {name: value for name in FIELDS if (value := request.args.get(name, "")[:LONGEST])}
    return _going_on(asked) if request.args.get("after") else asked


def _going_on(asked: dict[str, str]) -> dict[str, str]:
    """The query of whoever goes on from a record: that one was searched for or corrected, the next is not."""
    found = {"ends", "show", "page"} if {"ends", "show"} & set(asked) else set()
    return {name: value for name, value in asked.items() if name not in found}


def lead_to(endpoint: str, **named: str) -> Response:
    """Lead to another page of this list, with the query of this one and `named` beside it."""
    return redirect(way_to(endpoint, **named), 303)


def way_to(endpoint: str, **named: str) -> str:
    """The path of another page of this list, with the query of this one and `named` beside it."""
    here = _going_on(query()) if "after" in named else query()
    asked: dict[str, Any] = {**here, **named}
    return url_for(endpoint, **asked)


def picks() -> Picks:
    """What this page's query narrows its list to; what it does not know is left out."""
    asked = query()
    return Picks(
        asked.get("state", "") if asked.get("state", "") in STATES else "",
        asked.get("best", "") if asked.get("best", "") in BESTS else "",
        asked.get("about", ""),
        "1" if asked.get("flag") else "",
        "".join(asked.get("ends", "").split()),
    )


def in_order(
    briefs: Sequence[Brief], who: str, now: datetime, zone: ZoneInfo, *, lead: bool = False
) -> list[Brief]:
    """The items in the order in which `who` is to take them.

    First theirs, then what is late, then the rest by the day on which it is due: of a day first those whose
    best time is now, any time too. Each stands as it is due, and of those due together the first to ask. What
    waits for its second try comes after those, and at the end what somebody else has. What is flagged stands
    above its like; for a safeguarding `lead` it is on top of all while nobody has it.
    """
    at, part = seconds(now), part_of_day(now, zone)
    days: dict[int, date] = {}  # few moments: a call-back is due when a day's opening ends

    def rank(one: Brief) -> int:
        if one.holder:
            return 0 if one.holder == who else 4
        if lead and one.flagged:
            return -1
        if one.again > at:
            return 3
        return 1 if one.best and one.due < at else FREE

    def day(one: Brief) -> date:
        if one.due not in days:
            days[one.due] = datetime.fromtimestamp(one.due, UTC).astimezone(zone).date()
        return days[one.due]

    alike: dict[tuple[int, bool, date, bool], list[Brief]] = {}
    for one in briefs:
        place = rank(one)
        when = (day(one), one.best not in (part, "any")) if place == FREE else NO_DAY
        alike.setdefault((place, not one.flagged, *when), []).append(one)
    return [one for like in sorted(alike) for one in sorted(alike[like], key=AS_DUE)]


def fits_now(best: str, now: datetime, zone: ZoneInfo) -> bool:
    """Whether somebody who asked for the time of day `best` may be rung now; "" is for a message."""
    return best in ("", "any", part_of_day(now, zone))


def part_of_day(now: datetime, zone: ZoneInfo) -> str:
    """Which of the times of day that callers choose it is now."""
    hour = now.astimezone(zone).hour
    return TIMES[0] if hour < NOON else TIMES[1] if hour < FIVE else TIMES[2]


def abouts(briefs: Sequence[Brief], named: Mapping[str, str]) -> dict[str, str]:
    """What those that wait were about, by its name in the pack, with its label for a list to choose from."""
    return {about: named.get(about, about) for about in sorted({one.about for one in briefs if one.about})}
