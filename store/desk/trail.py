"""The audit trail of the desk: which member of staff did what, when, to what. It has no phone numbers."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from store.keys import PREFIX
from store.link import KeepsNothing, Link, Unreachable
from store.moments import moment, seconds

TRAIL = f"{PREFIX}trail"
# 200 a day for more than a year; some 15 MB.
MOST = 100_000
# What the store calls a deed: milliseconds and a number. Anything else would be an error of its own.
PLACE = re.compile(r"[1-9]\d{0,17}-\d{1,18}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Deed:
    """One entry of the audit trail: a deed of the member of staff `who`.

    `did` is a word for the deed, such as "claim". `about` is the id of what it was done to ("" for none),
    never a phone number.
    """

    at: datetime
    who: str
    did: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Trail:
    """The audit trail of the desk.

    All methods but `strike` raise `Unreachable`: what cannot be entered in the trail must not be done.
    """

    link: Link

    @contextmanager
    def entered(self, now: datetime, who: str, did: str, about: str = "") -> Iterator[str]:
        """Enter a deed in the trail, then run the `with` block that does the deed; give the entry's mark.

        If the block finds that the deed is refused, it calls `strike` with the mark. If an error leaves the
        block, the entry is struck, because the deed was not done. But if the error is that the store went
        away, the entry stays, because the deed may have been done. Raises `Unreachable` if the entry cannot
        be made.
        """
        mark, stays = self.note(now, who, did, about), False
        try:
            yield mark
            stays = True
        except Unreachable as error:
            stays = not isinstance(error, KeepsNothing)
            raise
        finally:
            if not stays:
                self.strike(mark)

    def note(self, now: datetime, who: str, did: str, about: str = "") -> str:
        """Enter a deed of a member of staff (see `Deed`) in the trail; return the entry's mark, for `strike`.

        The trail keeps about the last 100,000 entries. Raises `Unreachable`.
        """
        fields: Any = {"at": seconds(now), "who": who, "did": did, "about": about}
        found: Any = self.link.ask(lambda store: store.xadd(TRAIL, fields, maxlen=MOST, approximate=True))
        mark: str = found.decode()
        return mark

    def strike(self, mark: str) -> None:
        """Remove the entry of a deed that was refused after it was entered.

        If the store does not answer, the entry stays. Nothing is raised, so that the caller can still tell
        staff of the refusal and go on.
        """
        with suppress(Unreachable):
            self.link.ask(lambda store: store.xdel(TRAIL, mark))

    def latest(self, most: int, before: str = "") -> tuple[tuple[Deed, ...], str]:
        """Up to `most` entries of the audit trail, newest first, and a mark with which to ask for older ones.

        Give this mark as `before` in the next call. If there are no older entries, the mark is "". If
        `before` is "" or malformed, the entries begin with the newest. Raises `Unreachable`.
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
