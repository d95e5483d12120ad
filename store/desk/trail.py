"""The audit trail: which member of staff did what, when, to what. Bounded, and without a number in it."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from store.keys import PREFIX
from store.link import Link
from store.moments import moment, seconds

TRAIL = f"{PREFIX}trail"
# 200 a day for more than a year; some 15 MB.
MOST = 100_000
# What the store calls a deed: milliseconds and a number. Anything else would be an error of its own.
PLACE = re.compile(r"[1-9]\d{0,17}-\d{1,18}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that `who` did: a word such as "claim", and what it was about (an id, never a number)."""

    at: datetime
    who: str
    did: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Trail:
    """Who did what on the desk. All raise `Unreachable`: then what was to be noted must not be done."""

    link: Link

    def note(self, now: datetime, who: str, did: str, about: str = "") -> None:
        """Note a deed; the oldest give way once there are 100,000."""
        fields: Any = {"at": seconds(now), "who": who, "did": did, "about": about}
        self.link.ask(lambda store: store.xadd(TRAIL, fields, maxlen=MOST, approximate=True))

    def latest(self, most: int, before: str = "") -> tuple[tuple[Deed, ...], str]:
        """The latest deeds, the newest first, and what to give as `before` for those that came earlier.

        `before` is "" for the newest, like any that no page gave; what comes back is "" where none are left.
        """
        end = f"({before}" if PLACE.fullmatch(before) else "+"
        rows: Any = self.link.ask(lambda store: store.xrevrange(TRAIL, max=end, count=most))
        deeds = tuple(_deed(fields) for _, fields in rows)
        return deeds, rows[-1][0].decode() if len(rows) == most else ""


def _deed(fields: dict[bytes, bytes]) -> Deed:
    found = {name.decode(): value.decode() for name, value in fields.items()}
    at = moment(found["at"])
    assert at is not None
    return Deed(at, found["who"], found["did"], found["about"])
