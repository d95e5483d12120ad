"""The auth tokens of our account at the carrier: from a file, they can be rotated while the line runs."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from settings import TOKENS

SOON = timedelta(seconds=1)
# A token that was taken out of the file is believed no longer than this.
OLD = timedelta(minutes=1)


class Tokens:
    """The tokens as the settings gave them, or as their `file` holds them now: one, or two, a comma between.

    A file that cannot be read, or holds no tokens just now, changes nothing. `now` gives the moment (aware).
    """

    def __init__(self, given: tuple[str, ...], file: Path | None, now: Callable[[], datetime]) -> None:
        self._known, self._file, self._now = given, file, now
        self._looked = now()
        if not given:
            self._read()

    def __call__(self) -> tuple[str, ...]:
        """The tokens; those of a file as they were at most a minute ago."""
        self._look(OLD)
        return self._known

    def renew(self) -> tuple[str, ...]:
        """Read the tokens anew, as none fitted, but at most once a second; gives them."""
        self._look(SOON)
        return self._known

    def _look(self, after: timedelta) -> None:
        if self._file is None:
            return
        moment = self._now()
        if abs(moment - self._looked) >= after:  # also where the clock was set back
            self._looked = moment
            self._read()

    def _read(self) -> None:
        with suppress(OSError, UnicodeDecodeError):
            held = self._file.read_text(encoding="ascii").strip() if self._file else ""
            if re.fullmatch(TOKENS[0], held):
                self._known = tuple(token.strip() for token in held.split(","))
