"""Whether the pack on disk is served, and if not, why: for desk, health and log (R52, ADR 29)."""

from datetime import datetime
from pathlib import Path
from typing import Protocol

from menus.loading import snapshots
from menus.loading.folders import Folders


class Log(Protocol):
    """The log: lines with an event's name and named values, no phone number or person's words (R41)."""

    def warning(self, event: str, **values: object) -> object:
        """Write one line into the log, as a warning that staff should notice."""


class LastGood:
    """Tells whether the pack on disk is served, and if it was refused, why.

    `link` is the symbolic link to the served pack. A file beside it has the reasons of a refusal. If `link`
    is None, the process serves the pack on disk, which is then never refused. `log` is where `tell` writes.
    """

    def __init__(self, link: Path | None, log: Log) -> None:
        self._link, self._log = link, log
        self._told = ""

    def refused(self) -> str:
        """The reasons why the pack on disk is not served, one a line; "" if it is served."""
        return snapshots.noted(self._link, snapshots.REFUSED) if self._link else ""

    def served(self, folder: Path) -> str:
        """The name of the served pack, made from a hash of its files.

        The served pack is the one to which the link points. Without a link it is the one in `folder`. Raises
        OSError if the files in `folder` cannot be read.
        """
        place = snapshots.current(self._link) if self._link else None
        return place.name if place else snapshots.name_of(Folders(folder))

    def tell(self, _: datetime) -> None:
        """Log that the pack on disk is refused, with the first reason, or that it is accepted again.

        Only a change is logged. Call this each minute.
        """
        refused, before = self.refused(), self._told
        self._told = refused
        if refused and refused != before:
            lines = refused.splitlines()
            self._log.warning("pack", began="refused", faults=len(lines), first=lines[0])
        if before and not refused:
            self._log.warning("pack", ended="refused")
