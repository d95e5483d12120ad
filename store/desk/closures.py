"""Exceptions from the usual opening hours that staff set: "closed now", closures, extra openings (R34)."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from store.client import Client
from store.keys import PREFIX
from store.link import Link
from store.moments import DAY, moment, seconds

CLOSURES = f"{PREFIX}closures"
KEPT_SECONDS = 30 * DAY
# Far more than a calendar needs: every process reads all of them twice a second.
MOST = 500

Kind = Literal["closed", "open"]
Raw = Mapping[bytes, bytes]


@dataclass(frozen=True, slots=True)
class Span:
    """An exception from the usual hours: a time (UTC) in which the helpline is closed, or open all the same.

    `reason` is the name of the pack's sentence that callers hear, or ""; `who` is the member of staff who set
    it.
    """

    id: str
    kind: Kind
    start: datetime
    end: datetime
    reason: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Closures:
    """The closures and extra openings that staff have set, which count instead of the usual hours.

    Every method raises `Unreachable` while the store is away.
    """

    link: Link

    def add(
        self, kind: Kind, start: datetime, end: datetime, reason: str, who: str, now: datetime
    ) -> str | None:
        """Store a closure or an extra opening, and give its id; None if 500 are stored already.

        `reason` is the name of the pack's sentence that callers hear, or ""; `who` is the member of staff.
        Spans that ended over 30 days ago are erased. Raises `Unreachable`.
        """
        span_id = secrets.token_hex(6)
        row = json.dumps(
            {"kind": kind, "start": seconds(start), "end": seconds(end), "reason": reason, "who": who}
        )
        ended = [span.id for span in self.all() if seconds(span.end) + KEPT_SECONDS < seconds(now)]

        def write(store: Client) -> bool:
            if ended:
                store.hdel(CLOSURES, *ended)
            if int(store.hlen(CLOSURES)) >= MOST:
                return False
            store.hset(CLOSURES, span_id, row)
            return True

        return span_id if self.link.ask(write) else None

    def remove(self, span_id: str) -> bool:
        """Erase a closure or an extra opening; false where there was none with this id.

        Raises `Unreachable`.
        """
        return bool(self.link.ask(lambda store: store.hdel(CLOSURES, span_id)))

    def raw(self) -> Raw:
        """All closures and extra openings as bytes, to see quickly whether a later answer differs.

        Raises `Unreachable`.
        """
        found: Any = self.link.ask(lambda store: store.hgetall(CLOSURES))
        rows: Raw = found
        return rows

    def all(self) -> tuple[Span, ...]:
        """All closures and extra openings, in the order in which they start. Raises `Unreachable`."""
        return spans(self.raw())


def spans(raw: Raw) -> tuple[Span, ...]:
    """The closures and extra openings in what `Closures.raw` gave, sorted by when they start."""
    found = [_span(span_id.decode(), json.loads(row)) for span_id, row in raw.items()]
    return tuple(sorted(found, key=lambda span: (span.start, span.id)))


def _span(span_id: str, row: Mapping[str, Any]) -> Span:
    start, end = moment(row["start"]), moment(row["end"])
    assert start is not None and end is not None
    return Span(span_id, row["kind"], start, end, row["reason"], row["who"])
