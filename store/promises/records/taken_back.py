"""The deed of staff that may be undone for ten minutes: closing, or a first try in vain (R54)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from store.moments import moment
from store.promises.queue import UNDO_SECONDS


@dataclass(frozen=True, slots=True)
class MayUndo:
    """The member of staff `by` may undo a deed on a record, until the moment `until`.

    If `closing` is true, the deed closed the record. Otherwise it was a first try in vain, after which the
    record stays open.
    """

    by: str
    until: datetime
    closing: bool

    def is_for(self, who: str, now: datetime) -> bool:
        """Whether the member of staff `who` may undo the deed at `now`."""
        return self.by == who and now < self.until


def may_undo(row: Mapping[str, str]) -> MayUndo | None:
    """The deed that may be undone on the record with the fields `row`; None if there is no such deed."""
    closing = row["state"] not in ("open", "claimed")
    of, by = ("closed", "who") if closing else ("noted", "noted_by")
    at = moment(row.get(of)) if "sealed" in row else None
    return MayUndo(row.get(by, ""), at + timedelta(seconds=UNDO_SECONDS), closing) if at else None
