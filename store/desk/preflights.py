"""The last preflight's report, with its time, for the desk (docs/decisions/0033-preflight.md)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from store.keys import PREFIX
from store.link import Link
from store.moments import moment, seconds

LAST = f"{PREFIX}preflight"


@dataclass(frozen=True, slots=True)
class Looked:
    """The time of a preflight and the lines of its report, without secrets or anybody's number.

    Each line has the fields of a `Line` (preflight/judging/line.py), by name.
    """

    at: datetime
    lines: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True)
class Preflights:
    """The report of the last preflight, from the desk or `flask preflight`.

    All methods raise `Unreachable`.
    """

    link: Link

    def keep(self, now: datetime, lines: Sequence[Mapping[str, str]]) -> None:
        """Store the lines of a preflight made at `now`, in place of the previous report.

        Each line has the fields of a `Line` (preflight/judging/line.py), by name. Raises `Unreachable`.
        """
        fields: Any = {"at": seconds(now), "lines": json.dumps(list(lines))}
        self.link.ask(lambda store: store.hset(LAST, mapping=fields))

    def last(self) -> Looked | None:
        """The report of the last preflight; None if there was none. Raises `Unreachable`."""
        found: Any = self.link.ask(lambda store: store.hgetall(LAST))
        at = moment(found.get(b"at"))
        return Looked(at, tuple(json.loads(found[b"lines"]))) if at else None
