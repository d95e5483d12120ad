"""The auth tokens of our account at the carrier; a file of them can be changed while we run."""

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
    """The carrier's auth tokens, which sign webhooks: at first `given`, later those read from `file`.

    If `given` is empty, the file is read at once. The file holds one or two tokens, with a comma between
    them. If `file` is None, cannot be read or holds no tokens, the known tokens stay. `now` gives the present
    time (aware).
    """

    def __init__(self, given: tuple[str, ...], file: Path | None, now: Callable[[], datetime]) -> None:
        self._known, self._file, self._now = given, file, now
        self._looked = now()
        if not given:
            self._read()

    def __call__(self) -> tuple[str, ...]:
        """Return the auth tokens; read their file again if the last look was a minute ago or more."""
        self._look(OLD)
        return self._known

    def renew(self) -> tuple[str, ...]:
        """Read the file of auth tokens again, after no token fitted a signature; return the tokens.

        The file is read at most once a second.
        """
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
