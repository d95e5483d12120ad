"""This process's cache of all waiting items; each reading updates what has changed (ADR 41).

Every script that changes a field of a brief adds the record's id to a list of changes, in the same step. A
reading fetches only the changed records anew, so the cache is right whichever process changed them.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from store.keys import PREFIX
from store.moments import HOUR, seconds
from store.promises.lists.briefs import AS_DUE, Brief, is_there, read_brief, read_lines
from store.promises.queue import Queue

# After so long all is read anew: a process of the version before, and a hand at the store, note no change.
ANEW_SECONDS = 60
# How many changes are noted, and how long, as changed.lua has it.
MOST_CHANGES, CHANGES_SECONDS = 500, HOUR
# So many tabs has the line of an item that nobody has, or had; of others it says since when (brief.lua).
FREE_TABS = 16


@dataclass(frozen=True, slots=True)
class _Look:
    """The cache as it was after the change `newest`: all `briefs`, sorted, read at `read_at`.

    `held` has the rows of the items that change by time alone. Such an item is claimed, or kept for a
    colleague, and is open to all again once that ends. A row is what brief.lua gives, by the item's id.
    """

    newest: str
    read_at: float
    briefs: tuple[Brief, ...]
    held: Mapping[str, str]


@dataclass(slots=True)
class Known:
    """A cache of the briefs (short records) of the items that wait in the queue `of`; safe for many threads.

    Each reading fetches what has changed. Once in `anew_seconds` all are read from the store again.
    """

    of: Queue
    anew_seconds: float = ANEW_SECONDS
    _look: _Look | None = field(default=None, repr=False)

    def read(self, now: datetime) -> tuple[Brief, ...]:
        """Every open or claimed item, sorted by when it is due, then by when the person asked.

        Raises `Unreachable`.
        """
        look = self._look = self._take_look(self._look, seconds(now))
        if not look.held:
            return look.briefs
        held = {item_id: read_brief(line, seconds(now)) for item_id, line in look.held.items()}
        return tuple(held.get(one.id, one) for one in look.briefs)

    def _take_look(self, before: _Look | None, now: int) -> _Look:
        is_old = before is None or time.monotonic() - before.read_at >= self.anew_seconds
        newest, lines = self._ask("-" if before is None or is_old else before.newest)
        if before is None or is_old or lines is None:
            everything = self._read_all(newest, now)
            # what changed while the pieces were read is noted behind `newest`
            newest, lines = self._ask(everything.newest)
            return _change(everything, newest, lines or [], now)
        return _change(before, newest, lines, now) if lines else before

    def _read_all(self, newest: str, now: int) -> _Look:
        empty = _Look(newest, time.monotonic(), (), {})
        return _change(empty, newest, list(read_lines(self.of, self.of.waiting).values()), now)

    def _ask(self, since: str) -> tuple[str, list[str] | None]:
        """The newest change, and a row for each item that changed after `since`.

        None in place of the rows if the store no longer knows what changed since then.
        """
        changes_script = self.of.link.script("changes")
        newest, *lines = changes_script(
            changes=f"{PREFIX}changed:{self.of.kind}",
            listed=self.of.waiting,
            records=self.of.record(""),
            since=since,
        )
        if not lines:
            return newest.decode(), None
        return newest.decode(), lines[0].decode().split("\n") if lines[0] else []


def _change(before: _Look, newest: str, lines: list[str], now: int) -> _Look:
    """The cache changed by `lines`: each is a row of brief.lua, or only the id of an item to remove."""
    new = {line.split("\t", 1)[0]: line for line in lines}
    found = {item_id: line for item_id, line in new.items() if "\t" in line and is_there(line)}
    stay = [one for one in before.briefs if one.id not in new]
    briefs = sorted([*stay, *(read_brief(line, now) for line in found.values())], key=AS_DUE)
    held = {item_id: line for item_id, line in before.held.items() if item_id not in new}
    held |= {item_id: line for item_id, line in found.items() if _is_held(line)}
    return _Look(newest, before.read_at, tuple(briefs), held)


def _is_held(line: str) -> bool:
    return line.count("\t") > FREE_TABS
