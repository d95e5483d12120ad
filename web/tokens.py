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
    """The carrier's auth tokens, with which webhooks are signed: those `given`, or those now in `file`.

    There are one or two; in the file a comma stands between them. While the file cannot be read or holds no
    tokens, the ones known before stay. `now` gives the present moment (aware).
    """

    def __init__(self, given: tuple[str, ...], file: Path | None, now: Callable[[], datetime]) -> None:
        self._known, self._file, self._now = given, file, now
        self._looked = now()
        if not given:
            self._read()

    def __call__(self) -> tuple[str, ...]:
        """Give the auth tokens; a file of them is read anew if it was last looked at a minute ago or more."""
        self._look(OLD)
        return self._known

    def renew(self) -> tuple[str, ...]:
        """Read the file of auth tokens anew, after no token fitted a signature; give the tokens.

        It is read at most once a second.
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
