"""What staff added to a call-back or message, as all staff may see it: never the words written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from store.moments import moment, seconds

Reason = Literal["", "reached", "no_reply", "wrong_number", "not_wanted", "passed_on"]


@dataclass(frozen=True, slots=True)
class Passed:
    """A record kept for the colleague `to` until the moment `ends`; `by` is who passed it on."""

    to: str
    by: str
    ends: datetime


@dataclass(frozen=True, slots=True)
class Beside:
    """What staff added to a record, without the words of notes and flags.

    `about` is the subject, a key of the pack's list, and `reason` says why the record was closed. Each is ""
    if there is none. `noted` is true if there is a note. `flagged` is true if the record is flagged for
    safeguarding, and the safeguarding lead has not dealt with the flag. `before` is how often the same number
    had asked within the month before.

    Staff can pass a record on to a colleague. `passed` says for which colleague the record is kept now. It is
    None if it is kept for nobody. `came_from` is the member of staff who passed it on last. If somebody took
    the record back, `back_by` is who did, and `back_from` the colleague who lost it. Otherwise both are "".
    """

    about: str = ""
    reason: str = ""
    noted: bool = False
    flagged: bool = False
    passed: Passed | None = None
    came_from: str = ""
    before: int = 0
    back_from: str = ""
    back_by: str = ""


NOTHING = Beside()


def read_beside(row: Mapping[str, str], now: datetime | None) -> Beside:
    """Read what staff added to a record, from its fields in `row`, as of the moment `now`.

    If `now` is None, the record counts as passed on to nobody.
    """
    return Beside(
        about=row.get("about", ""),
        reason=row.get("reason", ""),
        noted="note" in row,
        flagged="flagged" in row,
        passed=_passed(row, now) if now else None,
        came_from=row.get("passed_by", ""),
        before=int(row.get("before", 0)),
        back_from=row.get("back_from", ""),
        back_by=row.get("back_by", ""),
    )


def _passed(row: Mapping[str, str], now: datetime) -> Passed | None:
    """For whom a record with the fields `row` is kept at `now`, by whom, and until when.

    None if it is kept for nobody: not passed on, claimed since, or its time is over. None, too, if a clock
    was set back, so that `now` lies before the passing on.
    """
    to, ends = row.get("passed_to"), moment(row.get("passed_until"))
    if not to or ends is None or row["state"] != "open":
        return None
    in_force = int(row["passed_at"]) <= seconds(now) < seconds(ends)
    return Passed(to, row["passed_by"], ends) if in_force else None
