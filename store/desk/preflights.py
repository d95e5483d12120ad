"""What the last preflight saw, with its time, for the desk (docs/decisions/0033-preflight.md)."""

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
    """When a preflight was run, and its lines; no secret and nobody's number is in them."""

    at: datetime
    lines: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True)
class Preflights:
    """The last preflight, whoever ran it: the desk or `flask preflight`. All methods raise `Unreachable`."""

    link: Link

    def keep(self, now: datetime, lines: Sequence[Mapping[str, str]]) -> None:
        """Keep these lines in place of those before."""
        fields: Any = {"at": seconds(now), "lines": json.dumps(list(lines))}
        self.link.ask(lambda store: store.hset(LAST, mapping=fields))

    def last(self) -> Looked | None:
        """The last preflight; None if there was none."""
        found: Any = self.link.ask(lambda store: store.hgetall(LAST))
        at = moment(found.get(b"at"))
        return Looked(at, tuple(json.loads(found[b"lines"]))) if at else None
