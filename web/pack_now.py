"""The pack in force now: with staff's closures, openings, stops and notice applied (R34, R57)."""

import threading
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from menus.air.changes import Air, Notice, Wording
from menus.air.laying import lay_over
from menus.hours import with_closures
from menus.model import Closure, Pack
from menus.phrasing.lexicon import lexicon
from store.desk.air import Aired, Airing, aired
from store.desk.air_copy import read_copy, write_copy
from store.desk.closures import Closures, Raw, Span, spans
from store.link import Unreachable

POLL_SECONDS = 0.5
MINUTE = 60.0


class PackNow:
    """Gives the pack in force now, from memory; a thread reads the store twice a second.

    While the store is away, the changes of staff that were read last apply. A process may also start while
    the store is away. It then reads what is off the air, and the notice, from a copy in the folder `data`; if
    `data` is None, there is no copy. Memory holds no names of staff. Of a closure it holds only the times and
    the name of the reason.
    """

    def __init__(self, pack: Pack, closures: Closures, airing: Airing, data: Path | None = None) -> None:
        """Start with the pack's usual hours and the changes in the copy; the store is not asked yet."""
        self._shipped, self._data = pack, data
        self._closures, self._airing = closures, airing
        self._hours: Raw = {}
        self._air: Raw = read_copy(data)
        self._now = _lay_over(pack, {}, self._air) if self._air else pack

    def pack(self) -> Pack:
        """The pack in force now, with all changes that staff have made.

        Until there is a new change this is the same object, so it can be the key of a cache.
        """
        return self._now

    def refresh(self) -> None:
        """Read the changes that staff have made to the pack from the store.

        Raises `Unreachable` if the store does not answer; the changes known before then still apply.
        """
        hours, air = self._closures.raw(), self._airing.raw()
        if air != self._air:
            write_copy(self._data, air)
        if (hours, air) != (self._hours, self._air):
            self._now, self._hours, self._air = _lay_over(self._shipped, hours, air), hours, air

    def watch(self, now: Callable[[], datetime], each_minute: Callable[[datetime], None]) -> None:
        """Start the thread that keeps the pack up to date with the changes of staff.

        The thread reads the store until the connection is closed or this object is gone. Once a minute the
        thread also calls `each_minute`; if that, or the reading, raises `Unreachable`, the thread goes on.
        Each process has to call `watch` itself.
        """
        with suppress(Unreachable):
            self.refresh()  # here: a call that comes first must not find "closed now" open
        self._closures.link.start("hours", partial(_keep_looking, weakref.ref(self), now, each_minute))


def _keep_looking(
    watched: "weakref.ref[PackNow]",
    now: Callable[[], datetime],
    each_minute: Callable[[datetime], None],
    stopped: threading.Event,
) -> None:
    """Bring the pack of `watched` up to date from the store twice a second.

    Once a minute `each_minute` is called too. This goes on until `stopped` is set or the `PackNow` is gone.
    """
    minute = 0.0
    while (seen := watched()) and not stopped.is_set():
        try:
            seen.refresh()
            if time.monotonic() >= minute:
                minute = time.monotonic() + MINUTE
                each_minute(now())
        except Unreachable:
            pass  # what was last known stands; the link knocks by itself
        del seen
        stopped.wait(POLL_SECONDS)


def _lay_over(pack: Pack, hours: Raw, air: Raw) -> Pack:
    """The pack with staff's changes, as the store has them: `hours` and `air` (stopped words, the notice).

    If any word is stopped, the matcher's word lists are built here, so that no text has to wait for them.
    """
    kept = spans(hours)
    opening = with_closures(pack.hours, _closures(kept, "closed"), _closures(kept, "open"))
    said = lay_over(replace(pack, hours=opening), on_air(aired(air)))
    for language in said.languages.values() if said.air.words else ():
        lexicon(language)
    return said


def on_air(found: Aired) -> Air:
    """What staff have stopped and announced (`found`, as read from the store) in the pack's own types."""
    notice = found.notice
    words = {code: Wording(*pair) for code, pair in notice.words.items()} if notice else {}
    return Air(
        frozenset(stop.name for stop in found.stops if stop.kind == "topic"),
        frozenset(stop.name for stop in found.stops if stop.kind == "word"),
        Notice(words, notice.end) if notice else None,
    )


def _closures(kept: tuple[Span, ...], kind: str) -> Iterator[Closure]:
    return (Closure(span.start, span.end, span.reason) for span in kept if span.kind == kind)
