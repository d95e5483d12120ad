"""A test in which the line rings itself: the moment it pretends, and what it heard; gone within the hour."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from store.keys import PREFIX
from store.link import Link
from store.moments import HOUR, moment, seconds

PRETENDED, HEARD = f"{PREFIX}rehearsal:moment", f"{PREFIX}rehearsal:heard"
# A call of the test that has not arrived by then arrives as any other.
OPEN_SECONDS = 180
MOST_NOTES = 200


@dataclass(frozen=True, slots=True)
class Rehearsals:
    """The test of the line by itself, one at a time. All methods raise `Unreachable`."""

    link: Link

    def begin(self, pretended: datetime) -> bool:
        """Let the next calls from our own number pretend this moment; False if another test is under way."""
        begun: Any = self.link.ask(
            lambda store: store.set(PRETENDED, seconds(pretended), ex=OPEN_SECONDS, nx=True)
        )
        if begun:
            self.link.ask(lambda store: store.delete(HEARD))
        return bool(begun)

    def end(self) -> None:
        """Let calls from our own number be as any other again."""
        self.link.ask(lambda store: store.delete(PRETENDED))

    def pretended(self) -> datetime | None:
        """The moment (UTC) that a test pretends now; None if none is under way."""
        found: Any = self.link.ask(lambda store: store.get(PRETENDED))
        return moment(found)

    def note(self, kind: str, what: str) -> None:
        """Note something of the test: a "place" that the line went to, or "words" that its caller heard."""
        self.link.ask(lambda store: store.rpush(HEARD, f"{kind} {what}"))
        self.link.ask(lambda store: store.ltrim(HEARD, -MOST_NOTES, -1))
        self.link.ask(lambda store: store.expire(HEARD, HOUR))

    def noted(self, kind: str) -> tuple[str, ...]:
        """All notes of one kind, in the order in which they came."""
        found: Any = self.link.ask(lambda store: store.lrange(HEARD, 0, -1))
        lines = [note.decode().partition(" ") for note in found]
        return tuple(what for named, _, what in lines if named == kind)
