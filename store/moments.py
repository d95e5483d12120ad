"""Converts moments to the form in which the store has them, whole seconds since 1970, and back."""

from datetime import UTC, datetime

HOUR = 60 * 60
DAY = 24 * HOUR


def seconds(moment: datetime) -> int:
    """An aware moment as whole seconds since 1970."""
    return int(moment.timestamp())


def moment(kept: bytes | str | int | None) -> datetime | None:
    """The moment (UTC) for whole seconds since 1970, as number or text; None for None, "" or the number 0.

    Raises ValueError for a text that is no whole number.
    """
    return datetime.fromtimestamp(int(kept), UTC) if kept else None
