"""The test in which the line rings itself: the moment that it takes for the present, its notes, its result.

That moment (`pretended`) and the notes are gone within the hour.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from store.keys import PREFIX
from store.link import Link
from store.moments import DAY, HOUR, moment, seconds

PRETENDED, HEARD = f"{PREFIX}rehearsal:moment", f"{PREFIX}rehearsal:heard"
# A call of the test that has not arrived by then arrives as any other.
OPEN_SECONDS = 180
MOST_NOTES = 200
WANTED, LAST = f"{PREFIX}rehearsal:wanted", f"{PREFIX}rehearsal:last"
ASKED = f"{PREFIX}rehearsal:asked"
# A wish of the desk that no worker has heard by then is over.
WANTED_SECONDS, LAST_SECONDS = 300, 90 * DAY


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """The result of a test: when it ended, and for each part its name and its faults, a line each."""

    at: datetime
    parts: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def failed(self) -> bool:
        """Whether any part of the test has a fault."""
        return any(faults for _, faults in self.parts)


@dataclass(frozen=True, slots=True)
class Asked:
    """The last request for a test from the desk: its moment and who made it."""

    at: datetime
    who: str


@dataclass(frozen=True, slots=True)
class Rehearsals:
    """The records of the test in which the line rings itself; one test runs at a time.

    All methods raise `Unreachable`.
    """

    link: Link

    def begin(self, pretended: datetime) -> bool:
        """Begin a test: for three minutes, calls from our own number are answered as if it were `pretended`.

        False if another test is running. Raises `Unreachable`.
        """
        begun: Any = self.link.ask(
            lambda store: store.set(PRETENDED, seconds(pretended), ex=OPEN_SECONDS, nx=True)
        )
        if begun:
            self.link.ask(lambda store: store.delete(HEARD))
        return bool(begun)

    def end(self) -> None:
        """End the test: calls from our own number are treated like any others again. Raises `Unreachable`."""
        self.link.ask(lambda store: store.delete(PRETENDED))

    def pretended(self) -> datetime | None:
        """The moment (UTC) that the running test pretends; None if no test is running.

        Raises `Unreachable`.
        """
        found: Any = self.link.ask(lambda store: store.get(PRETENDED))
        return moment(found)

    def note(self, kind: str, what: str) -> None:
        """Note an event of the test: of the kind "call", "place" (reached by the call) or "words" (heard).

        `what` is the event's text. Raises `Unreachable`.
        """
        self.link.ask(lambda store: store.rpush(HEARD, f"{kind} {what}"))
        self.link.ask(lambda store: store.ltrim(HEARD, -MOST_NOTES, -1))
        self.link.ask(lambda store: store.expire(HEARD, HOUR))

    def noted(self, kind: str) -> tuple[str, ...]:
        """All notes of one kind, in the order in which they came. Raises `Unreachable`."""
        found: Any = self.link.ask(lambda store: store.lrange(HEARD, 0, -1))
        lines = [note.decode().partition(" ") for note in found]
        return tuple(what for named, _, what in lines if named == kind)

    def want(self, now: datetime, who: str) -> None:
        """Ask the worker for a test, and store who asked; a request is void after five minutes.

        Raises `Unreachable`.
        """
        self.link.ask(lambda store: store.set(ASKED, f"{seconds(now)} {who}", ex=LAST_SECONDS))
        self.link.ask(lambda store: store.set(WANTED, 1, ex=WANTED_SECONDS))

    def asked(self) -> Asked | None:
        """The last request for a test from the desk; None if there was none within three months.

        Raises `Unreachable`.
        """
        found: Any = self.link.ask(lambda store: store.get(ASKED))
        at, _, who = (found or b"").decode().partition(" ")
        return Asked(datetime.fromtimestamp(int(at), UTC), who) if at else None

    def is_wanted(self) -> bool:
        """Whether a test is requested or running. Raises `Unreachable`."""
        found: Any = self.link.ask(lambda store: store.exists(WANTED, PRETENDED))
        return bool(found)

    def take_wish(self) -> bool:
        """Take the request for a test: true for only one process, which must then run the test.

        False if no test is requested. Raises `Unreachable`.
        """
        taken: Any = self.link.ask(lambda store: store.delete(WANTED))
        return bool(taken)

    def keep(self, now: datetime, parts: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        """Store the result of a test that ended at `now`, in place of the last result.

        `parts` has the name and the faults of each part of the test, a line for each fault. Raises
        `Unreachable`.
        """
        told = json.dumps({"at": seconds(now), "parts": [(name, list(faults)) for name, faults in parts]})
        self.link.ask(lambda store: store.set(LAST, told, ex=LAST_SECONDS))

    def last(self) -> Rehearsed | None:
        """The result of the last test; None if there was none within three months. Raises `Unreachable`."""
        found: Any = self.link.ask(lambda store: store.get(LAST))
        if found is None:
            return None
        told = json.loads(found)
        at = moment(told["at"])
        parts = tuple((name, tuple(faults)) for name, faults in told["parts"])
        return Rehearsed(at, parts) if at else None
