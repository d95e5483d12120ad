"""Whether the pack on disk is the one that is served, and why not: for desk, health and log (R52, ADR 29)."""

from datetime import datetime
from pathlib import Path
from typing import Protocol

from menus.loading import snapshots
from menus.loading.folders import Folders


class Log(Protocol):
    """The log: lines of an event's name and named values, never a number or a person's words (R41)."""

    def warning(self, event: str, **values: object) -> object:
        """Write one line into the log, as a warning that staff should notice."""


class LastGood:
    """What the line noted of the pack on disk, beside the link to the one that is served.

    Without a link the process serves what is on disk, and there is nothing to say.
    """

    def __init__(self, link: Path | None, log: Log) -> None:
        self._link, self._log = link, log
        self._told = ""

    def refused(self) -> str:
        """A line for each reason why the pack on disk is not served; "" if it is."""
        return snapshots.noted(self._link, snapshots.REFUSED) if self._link else ""

    def served(self, folder: Path) -> str:
        """The name of the pack that is served, the last good one or else that in `folder`. Raises OSError."""
        place = snapshots.current(self._link) if self._link else None
        return place.name if place else snapshots.name_of(Folders(folder))

    def tell(self, _: datetime) -> None:
        """Log a change of whether, and why, the pack on disk is refused. Call this each minute."""
        refused, before = self.refused(), self._told
        self._told = refused
        if refused and refused != before:
            lines = refused.splitlines()
            self._log.warning("pack", began="refused", faults=len(lines), first=lines[0])
        if before and not refused:
            self._log.warning("pack", ended="refused")
