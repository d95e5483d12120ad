"""Reads a day and time that staff typed, or says why there is no such moment."""

from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

NONE = "Write a day that there is, and a time, in both fields: “{}” is none."
EMPTY = "Write a day and a time in both fields."
SKIPPED = "On that day the clocks go forward: there is no {}. Write an hour later or earlier."


def read_moment(field: str, zone: ZoneInfo) -> datetime | None:
    """The date and time that staff typed into a form, in the time zone `zone`.

    None if `field` is no date and time, or if no clock shows this time: an hour is skipped when the clocks go
    forward.
    """
    try:
        found = datetime.fromisoformat(field).replace(tzinfo=zone)
    except ValueError:
        return None
    return None if _is_skipped(found) else found


def why_none(fields: Sequence[str], zone: ZoneInfo) -> str:
    """Why `read_moment` cannot read the first unreadable one of some fields; "" if it can read all."""
    wrong = next((field for field in fields if read_moment(field, zone) is None), None)
    if wrong is None:
        return ""
    try:
        found = datetime.fromisoformat(wrong)
    except ValueError:
        return NONE.format(wrong[:20]) if wrong.strip() else EMPTY
    return SKIPPED.format(f"{found:%H:%M}")


def _is_skipped(found: datetime) -> bool:
    """Whether no clock shows this time of day, because it lies in an hour that is skipped."""
    back = found.astimezone(UTC).astimezone(found.tzinfo)
    return back.replace(tzinfo=None) != found.replace(tzinfo=None)
