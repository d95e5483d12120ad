"""A number's settings from before our first change, in a file that only the line's user reads."""

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from carrier.number.there import SERVICE
from carrier.number.wanted import NEW_SERVICE, Change

FILE = "provisioned.json"


@dataclass(frozen=True, slots=True)
class Before:
    """The file in DATA_DIR with the settings that our numbers had before our first change.

    They stand by name under each number's id at the carrier (`sid`). All methods raise OSError or ValueError
    for a file that cannot be read, and OSError for one that cannot be written.
    """

    path: Path

    def of(self, sid: str) -> dict[str, str]:
        """The settings, by name, that the number with the id `sid` had before our first change.

        Empty if we have changed none. Raises OSError or ValueError for a file that cannot be read.
        """
        found: dict[str, str] = self._all().get(sid, {})
        return found

    def note(self, sid: str, changes: Iterable[Change]) -> None:
        """Store the old values of `changes` for the number `sid`, but keep any value stored already.

        Raises OSError or ValueError if the file cannot be read, OSError if it cannot be written.
        """
        kept = self._all()
        first = {change.name: change.old for change in changes}
        self._write(kept | {sid: first | kept.get(sid, {})})

    def note_made(self, sid: str, service: str) -> None:
        """Store that we made the messaging service with the id `service` for the number with the id `sid`.

        The service is to be deleted when all the number's settings are restored.

        Raises OSError or ValueError if the file cannot be read, OSError if it cannot be written.
        """
        kept = self._all()
        self._write(kept | {sid: kept.get(sid, {}) | {NEW_SERVICE: service, SERVICE: ""}})

    def forget(self, sid: str) -> None:
        """Erase the entry of the number with the id `sid`, whose settings have all been restored.

        Raises OSError or ValueError if the file cannot be read, OSError if it cannot be written.
        """
        self._write({name: value for name, value in self._all().items() if name != sid})

    def _all(self) -> dict[str, dict[str, str]]:
        try:
            found: dict[str, dict[str, str]] = json.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        return found

    def _write(self, kept: dict[str, dict[str, str]]) -> None:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        try:
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
                json.dump(kept, file, indent=1)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self.path)
        finally:
            draft.unlink(missing_ok=True)
