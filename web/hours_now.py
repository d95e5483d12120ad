"""The pack with the hours that count now: the usual ones, changed by closures and openings of staff (R34)."""

import threading
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial

from menus.hours import with_closures
from menus.model import Closure, Pack
from store.desk.closures import Closures, Raw, Span, spans
from store.link import Unreachable

POLL_SECONDS = 0.5
MINUTE = 60.0


class HoursNow:
    """Gives the pack with the hours that count now, from memory; a thread reads the store twice a second.

    While the store is away the last known hours count. Of closures only the times and the name of the reason
    are kept in memory.
    """

    def __init__(self, pack: Pack, closures: Closures) -> None:
        """Start with the pack's usual hours as those that count now; the store is not asked yet."""
        self._shipped = self._now = pack
        self._closures = closures
        self._raw: Raw = {}

    def pack(self) -> Pack:
        """The pack with the opening hours that count now, closures and extra openings by staff included.

        Until the hours change this is the same object, so it can be the key of a cache.
        """
        return self._now

    def refresh(self) -> None:
        """Read closures and extra openings from the store now. Raises `Unreachable`."""
        raw = self._closures.raw()
        if raw != self._raw:
            self._now, self._raw = _lay_over(self._shipped, spans(raw)), raw

    def watch(self, now: Callable[[], datetime], each_minute: Callable[[datetime], None]) -> None:
        """Start the thread that keeps reading the store, until that is closed or this object is gone.

        Once a minute the thread also calls `each_minute`, which may raise `Unreachable`. Each process has to
        call this itself.
        """
        with suppress(Unreachable):
            self.refresh()  # here: a call that comes first must not find "closed now" open
        self._closures.link.start("hours", partial(_keep_looking, weakref.ref(self), now, each_minute))


def _keep_looking(
    watched: "weakref.ref[HoursNow]",
    now: Callable[[], datetime],
    each_minute: Callable[[datetime], None],
    stopped: threading.Event,
) -> None:
    """Read the store twice a second, until `stopped` is set or the `HoursNow` is gone."""
    minute = 0.0
    while (hours := watched()) and not stopped.is_set():
        try:
            hours.refresh()
            if time.monotonic() >= minute:
                minute = time.monotonic() + MINUTE
                each_minute(now())
        except Unreachable:
            pass  # what was last known stands; the link knocks by itself
        del hours
        stopped.wait(POLL_SECONDS)


def _lay_over(pack: Pack, kept: tuple[Span, ...]) -> Pack:
    """The pack with these closures and extra openings in its hours."""
    hours = with_closures(pack.hours, _closures(kept, "closed"), _closures(kept, "open"))
    return replace(pack, hours=hours)


def _closures(kept: tuple[Span, ...], kind: str) -> Iterator[Closure]:
    return (Closure(span.start, span.end, span.reason) for span in kept if span.kind == kind)
