"""Converts moments to the form in which the store has them, whole seconds since 1970, and back."""

from datetime import UTC, datetime

HOUR = 60 * 60
DAY = 24 * HOUR


def seconds(moment: datetime) -> int:
    """An aware moment as whole seconds since 1970."""
    return int(moment.timestamp())


def moment(kept: bytes | str | int | None) -> datetime | None:
    """The moment (UTC) that `kept` stands for: whole seconds since 1970, as a number or as text.

    If `kept` is None, "" or the number 0, the result is None. Raises ValueError for a text that is no whole
    number.
    """
    return datetime.fromtimestamp(int(kept), UTC) if kept else None
