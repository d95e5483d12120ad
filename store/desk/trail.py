"""The audit trail: which member of staff did what, when, to what. It never holds a phone number."""

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
    """One thing that the member of staff `who` did.

    `did` is a word such as "claim"; `about` is an id, never a phone number.
    """

    at: datetime
    who: str
    did: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Trail:
    """The audit trail of the desk. All methods raise `Unreachable`: then do not do what was to be noted."""

    link: Link

    def note(self, now: datetime, who: str, did: str, about: str = "") -> None:
        """Note what a member of staff did. Of more than about 100,000 entries the oldest are dropped."""
        fields: Any = {"at": seconds(now), "who": who, "did": did, "about": about}
        self.link.ask(lambda store: store.xadd(TRAIL, fields, maxlen=MOST, approximate=True))

    def latest(self, most: int, before: str = "") -> tuple[tuple[Deed, ...], str]:
        """The latest `most` entries, the newest first, and the value of `before` that gives the next page.

        `before` is "" for the newest entries; any value that no page gave counts as "". The value given back
        is "" where no more are left.
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
