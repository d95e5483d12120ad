"""What the desk lays over the hours: "closed now", one-off closures, extra openings (R34)."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from store.keys import PREFIX
from store.link import Client, Link
from store.moments import DAY, moment, seconds

CLOSURES = f"{PREFIX}closures"
KEPT_SECONDS = 30 * DAY
# Far more than a calendar needs: every process reads all of them twice a second.
MOST = 500

Kind = Literal["closed", "open"]
Raw = Mapping[bytes, bytes]


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` until `end` (UTC) the helpline is closed, or open as an extra.

    `reason` is the name of one of the pack's sentences, or ""; `who` set it.
    """

    id: str
    kind: Kind
    start: datetime
    end: datetime
    reason: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Closures:
    """All raise `Unreachable`."""

    link: Link

    def add(
        self, kind: Kind, start: datetime, end: datetime, reason: str, who: str, now: datetime
    ) -> str | None:
        """Keeps a span and gives its id; None when there are 500 already. Those over for 30 days go."""
        id = secrets.token_hex(6)
        row = json.dumps(
            {"kind": kind, "start": seconds(start), "end": seconds(end), "reason": reason, "who": who}
        )
        ended = [span.id for span in self.all() if seconds(span.end) + KEPT_SECONDS < seconds(now)]

        def write(store: Client) -> bool:
            if ended:
                store.hdel(CLOSURES, *ended)
            if int(store.hlen(CLOSURES)) >= MOST:
                return False
            store.hset(CLOSURES, id, row)
            return True

        return id if self.link.ask(write) else None

    def remove(self, id: str) -> bool:
        """Takes a span away. False where there was none."""
        return bool(self.link.ask(lambda store: store.hdel(CLOSURES, id)))

    def raw(self) -> Raw:
        """All of them as they are kept: cheap to compare with what was read before."""
        found: Any = self.link.ask(lambda store: store.hgetall(CLOSURES))
        rows: Raw = found
        return rows

    def all(self) -> tuple[Span, ...]:
        """All of them, the one that starts first first."""
        return spans(self.raw())


def spans(raw: Raw) -> tuple[Span, ...]:
    """What `Closures.raw` gave, read."""
    found = [_span(id.decode(), json.loads(row)) for id, row in raw.items()]
    return tuple(sorted(found, key=lambda span: (span.start, span.id)))


def _span(id: str, row: Mapping[str, Any]) -> Span:
    start, end = moment(row["start"]), moment(row["end"])
    assert start is not None and end is not None
    return Span(id, row["kind"], start, end, row["reason"], row["who"])
