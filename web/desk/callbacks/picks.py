"""The filters and the order of a list, read from its page's query; "Next one" uses the same."""

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
FIELDS = ("show", "state", "best", "about", "flag", "language", "ends", "page", "outside")
LONGEST = 40
# The first language of the pack, in a query.
FIRST = "first"
NOON, FIVE = 12, 17
# For `in_order`: the group of items that nobody has and that are not late, which alone goes by days; and
# what stands for the day in all other groups.
FREE, NO_DAY = 2, (date.min, False)


@dataclass(frozen=True, slots=True)
class Picks:
    """The filters of a list; a filter that is "" lets everything through.

    `state` is "mine", "free", "theirs" or "late". `best` is a time of day, "any", or "relay" for Relay UK.
    `about` is the name of a subject. `flag` is "1" for flagged items alone. `language` is a code, or `FIRST`
    for the pack's first language. `ends` is the last digits of a number. If `ends` is too long for a search,
    or not all digits, no record matches.
    """

    state: str = ""
    best: str = ""
    about: str = ""
    flag: str = ""
    ends: str = ""
    language: str = ""

    @property
    def cannot_end(self) -> bool:
        """Whether `ends` can find no number: it has more digits than we keep, or something besides digits."""
        is_digits = self.ends.isascii() and self.ends.isdigit()
        return bool(self.ends) and not (is_digits and len(self.ends) <= TAIL_DIGITS)

    @property
    def any(self) -> bool:
        """Whether the list is filtered at all."""
        return self != Picks()

    def fit(self, one: Brief, who: str, now: datetime) -> bool:
        """Whether an item passes all filters but `ends`, for the member of staff `who`.

        The filter `ends` is applied by `pick_from`.
        """
        best = not self.best or (one.relay if self.best == RELAY else one.best == self.best)
        about = not self.about or one.about == self.about
        language = not self.language or (one.language or FIRST) == self.language
        return language and best and about and (not self.flag or one.flagged) and self._is_so(one, who, now)

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
    """The parameters in this page's query that belong to its list; links and buttons pass them on."""
    asked = {name: value for name in FIELDS if (value := request.args.get(name, "")[:LONGEST])}
    return _going_on(asked) if request.args.get("after") else asked


def _going_on(asked: dict[str, str]) -> dict[str, str]:
    """The query `asked` without a search by digits and without the choice of the closed list.

    If it has either of the two, the number of the page is left out as well. So staff who searched for a
    record, or corrected a closed record, go on in the usual list.
    """
    found = {"ends", "show", "page"} if {"ends", "show"} & set(asked) else set()
    return {name: value for name, value in asked.items() if name not in found}


def lead_to(endpoint: str, **named: str) -> Response:
    """Redirect to another page of this list, with this page's query and the parameters `named`."""
    return redirect(way_to(endpoint, **named), 303)


def way_to(endpoint: str, **named: str) -> str:
    """The path of another page of this list, with this page's query and the parameters `named`.

    A name in `named` is a variable part of the path, or else a parameter of the query. It replaces a
    parameter of the same name. If `named` has `after`, a search by digits or the choice of the closed list is
    dropped.
    """
    here = _going_on(query()) if "after" in named else query()
    asked: dict[str, Any] = {**here, **named}
    return url_for(endpoint, **asked)


def picks() -> Picks:
    """The filters in this page's query; unknown values are left out."""
    asked = query()
    return Picks(
        asked.get("state", "") if asked.get("state", "") in STATES else "",
        asked.get("best", "") if asked.get("best", "") in BESTS else "",
        asked.get("about", ""),
        "1" if asked.get("flag") else "",
        "".join(asked.get("ends", "").split()),
        asked.get("language", ""),
    )


def in_order(
    briefs: Sequence[Brief], who: str, now: datetime, zone: ZoneInfo, *, lead: bool = False
) -> list[Brief]:
    """The items in the order in which the member of staff `who` is to take them.

    There are five groups, in this order: (1) the items that `who` has; (2) late items; (3) the rest; (4)
    items waiting for a second try; (5) items that others have. Within a group, flagged items come first, then
    those due first, then those asked for first. In group 3, among items due on the same day, those whose best
    time is now, or any time, come before all others.

    With `lead`, `who` is a safeguarding lead: flagged items that nobody has come before all groups.
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
    """Whether it is now the time of day `best` ("morning", "any" …) at which somebody asked to be rung.

    Always true for "", which a message has.
    """
    return best in ("", "any", part_of_day(now, zone))


def part_of_day(now: datetime, zone: ZoneInfo) -> str:
    """The name of the time of day at `now` ("morning", "afternoon", "evening"), as callers choose it."""
    hour = now.astimezone(zone).hour
    return TIMES[0] if hour < NOON else TIMES[1] if hour < FIVE else TIMES[2]


def abouts(briefs: Sequence[Brief], named: Mapping[str, str]) -> dict[str, str]:
    """The subjects of the waiting items, for a filter: the label of each, by its name in the pack.

    `named` has the pack's labels. A subject that `named` lacks has its name as its label.
    """
    return {about: named.get(about, about) for about in sorted({one.about for one in briefs if one.about})}
